package dev.meguri.core.version;

/**
 * The version of a value: hybrid time, with the node and its incarnation as tie-break. Totally ordered; no two changes
 * share one.
 *
 * @param time hybrid time, see {@link HybridClock}: milliseconds since 1970 in the upper 48 bits, a counter in the lower 16
 * @param nodeId the coordinator that stamped it
 * @param incarnation of that node; of a node that crashed, until the manager has issued the next one: a number of its run
 */
public record Version(long time, String nodeId, long incarnation) implements Comparable<Version> {
    /** The wall-clock part, in milliseconds since 1970. */
    public long millis() {
        return time >>> HybridClock.COUNTER_BITS;
    }

    @Override
    public int compareTo(Version other) {
        int byTime = Long.compare(time, other.time);
        if (byTime != 0) {
            return byTime;
        }
        // most often both are of one node, and then even the same string
        int byNode = nodeId.equals(other.nodeId) ? 0 : nodeId.compareTo(other.nodeId);
        return byNode != 0 ? byNode : Long.compare(incarnation, other.incarnation);
    }

    /** As of any record; spelled out because versions are compared all the time. */
    @Override
    public boolean equals(Object o) {
        return o instanceof Version other
                && time == other.time
                && incarnation == other.incarnation
                && nodeId.equals(other.nodeId);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(time * 0x9e3779b97f4a7c15L + incarnation) * 31 + nodeId.hashCode();
    }

    public boolean isNewerThan(Version other) {
        return compareTo(other) > 0;
    }

    /** 64 mixed bits, equal on every node. */
    public long hash64() {
        long h = time * 0x9e3779b97f4a7c15L + incarnation;
        for (int i = 0; i < nodeId.length(); i++) {
            h = (h ^ nodeId.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return h ^ (h >>> 31);
    }

    /** "time-incarnation-nodeId" with hexadecimal numbers: what receipts and ETags show. */
    @Override
    public String toString() {
        return Long.toHexString(time) + "-" + Long.toHexString(incarnation) + "-" + nodeId;
    }

    /** @throws IllegalArgumentException when the text is not what {@link #toString} prints */
    public static Version parse(String text) {
        String[] parts = text.split("-", 3);
        if (parts.length != 3 || parts[2].isEmpty()) {
            throw new IllegalArgumentException("version must look like \"18f3a2b4c5d60000-1-node-1\": " + text);
        }
        try {
            return new Version(Long.parseUnsignedLong(parts[0], 16), parts[2], Long.parseUnsignedLong(parts[1], 16));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("version must look like \"18f3a2b4c5d60000-1-node-1\": " + text);
        }
    }
}
