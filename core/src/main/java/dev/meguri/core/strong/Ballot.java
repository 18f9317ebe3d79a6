package dev.meguri.core.strong;

import dev.meguri.core.version.Version;

/**
 * The number of one proposal (STRONG.md, "State"): ordered by counter, then node, then incarnation. No two proposals of a
 * key share one, and none is used for a second value.
 *
 * @param counter of the proposer's slot; 0 only in {@link #ZERO}
 * @param nodeId the proposing node
 * @param incarnation of that node
 */
public record Ballot(long counter, String nodeId, long incarnation) implements Comparable<Ballot> {
    /** Below every ballot that is proposed: nothing promised, nothing accepted. */
    public static final Ballot ZERO = new Ballot(0, "", 0);

    /** The ballot whose version a client was shown, see {@link #toVersion}. */
    public static Ballot of(Version version) {
        return new Ballot(version.time(), version.nodeId(), version.incarnation());
    }

    @Override
    public int compareTo(Ballot other) {
        if (this == other) {
            return 0;
        }
        if (counter != other.counter) {
            return counter < other.counter ? -1 : 1;
        }
        int byNode = nodeId.equals(other.nodeId) ? 0 : nodeId.compareTo(other.nodeId);
        return byNode != 0 ? byNode : Long.compare(incarnation, other.incarnation);
    }

    /** As of any record; spelled out because every vote compares ballots. */
    @Override
    public boolean equals(Object o) {
        return this == o
                || o instanceof Ballot other
                        && counter == other.counter
                        && incarnation == other.incarnation
                        && nodeId.equals(other.nodeId);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(counter * 0x9e3779b97f4a7c15L + incarnation) * 31 + nodeId.hashCode();
    }

    public boolean isOver(Ballot other) {
        return compareTo(other) > 0;
    }

    /** Whether this is the ballot of a proposal. */
    public boolean isSet() {
        return counter > 0;
    }

    public static Ballot max(Ballot one, Ballot other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** What receipts and ETags show: of the same form as the versions of eventual policies. */
    public Version toVersion() {
        return new Version(counter, nodeId, incarnation);
    }

    /** "counter.nodeId.incarnation", for people. */
    @Override
    public String toString() {
        return counter + "." + nodeId + "." + incarnation;
    }
}
