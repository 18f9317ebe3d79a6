package dev.meguri.core.strong;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.ring.Voter;
import java.util.ArrayList;
import java.util.List;

/**
 * Who votes on a slot in one epoch: one list, in JOINT two. Immutable for its (slot, epoch). Sets of voters are bit masks
 * over {@link #members}, so that counting a quorum allocates nothing.
 */
public final class VoterLists {
    private static final int MAX_MEMBERS = 30;

    private final long epoch;
    private final List<Voter> current;
    private final List<Voter> next;
    private final Voter[] members;
    private final String[] nodes;
    private final int currentMask;
    private final int nextMask;

    /** @param next the list to move to in JOINT; empty in STABLE */
    public VoterLists(long epoch, List<Voter> current, List<Voter> next) {
        require(!current.isEmpty(), "a list has at least one voter");
        this.epoch = epoch;
        this.current = List.copyOf(current);
        this.next = List.copyOf(next);
        List<Voter> all = new ArrayList<>();
        List<String> names = new ArrayList<>();
        this.currentMask = collect(current, all, names);
        this.nextMask = collect(next, all, names);
        require(all.size() <= MAX_MEMBERS, "at most " + MAX_MEMBERS + " voters");
        this.members = all.toArray(new Voter[0]);
        this.nodes = names.toArray(new String[0]);
    }

    public static VoterLists stable(long epoch, List<Voter> list) {
        return new VoterLists(epoch, list, List.of());
    }

    private static int collect(List<Voter> list, List<Voter> all, List<String> names) {
        int mask = 0;
        for (Voter voter : list) {
            int index = 0;
            while (index < all.size() && !all.get(index).is(voter.nodeId(), voter.incarnation())) {
                index++;
            }
            if (index == all.size()) {
                all.add(voter);
            }
            if (!names.contains(voter.nodeId())) {
                names.add(voter.nodeId());
            }
            require((mask & 1 << index) == 0, "no voter twice in a list");
            mask |= 1 << index;
        }
        return mask;
    }

    public long epoch() {
        return epoch;
    }

    public List<Voter> current() {
        return current;
    }

    public List<Voter> next() {
        return next;
    }

    public boolean isJoint() {
        return nextMask != 0;
    }

    /** The nodes to send to, each once, whatever incarnations of it are listed. */
    String[] nodes() {
        return nodes;
    }

    int size() {
        return members.length;
    }

    Voter member(int index) {
        return members[index];
    }

    /** All voters. */
    int all() {
        return currentMask | nextMask;
    }

    /** Voters that a quorum can do without: those of one list only, where the others are a majority of both; else none. */
    int dispensable() {
        int inBoth = currentMask & nextMask;
        return isJoint() && isQuorum(inBoth) ? all() & ~inBoth : 0;
    }

    /** The voter's bit; 0: it is not listed. */
    public int bit(String nodeId, long incarnation) {
        for (int i = 0; i < members.length; i++) {
            if (members[i].is(nodeId, incarnation)) {
                return 1 << i;
            }
        }
        return 0;
    }

    /** The bits of all listed incarnations of a node. */
    int bits(String nodeId) {
        int bits = 0;
        for (int i = 0; i < members.length; i++) {
            if (members[i].nodeId().equals(nodeId)) {
                bits |= 1 << i;
            }
        }
        return bits;
    }

    /** Null: not listed. */
    public Voter find(String nodeId, long incarnation) {
        int bit = bit(nodeId, incarnation);
        return bit == 0 ? null : members[Integer.numberOfTrailingZeros(bit)];
    }

    /** A majority of the list, in JOINT of both (STRONG.md, rule 15). */
    public boolean isQuorum(int mask) {
        return isCurrentQuorum(mask) && isNextQuorum(mask);
    }

    boolean isCurrentQuorum(int mask) {
        return 2 * Integer.bitCount(mask & currentMask) > Integer.bitCount(currentMask);
    }

    boolean isNextQuorum(int mask) {
        return nextMask == 0 || 2 * Integer.bitCount(mask & nextMask) > Integer.bitCount(nextMask);
    }

    /** The smallest number of answers that can be a quorum of the longer list. */
    public int needed() {
        return Math.max(Integer.bitCount(currentMask), Integer.bitCount(nextMask)) / 2 + 1;
    }

    @Override
    public String toString() {
        return epoch + ": " + current + (nextMask == 0 ? "" : " -> " + next);
    }
}
