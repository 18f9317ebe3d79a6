package dev.meguri.core.ring;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.policy.PolicyTable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that nodes must agree on: one immutable value per (term, ring version), written by the manager alone.
 * Later states are ordered by (term, ringVersion); both only ever grow.
 */
public final class ClusterState {
    /** Up to so many names are found sooner by looking at each than by their hash. */
    private static final int FEW = 8;

    private final String clusterId;
    private final long term;
    private final long ringVersion;
    private final int replicationFactor;
    private final Map<String, Member> members;
    private final List<Member> memberList;
    /** Parallel to {@code memberList}. */
    private final String[] ids;

    private final List<SlotAssignment> slots;
    private final PolicyTable policies;
    /** By the number of copies: the serving primaries that were asked for; null: not yet. Whoever sets one sets the same. */
    private final String[][] serving = new String[Limits.MAX_REPLICAS + 1][];

    /**
     * @param clusterId made once by the manager when the cluster is formed; nodes refuse states of another cluster
     * @param term grows each time a manager starts
     * @param ringVersion grows by one at every change; 1 is the first formation
     * @param replicationFactor length of the replica lists where there are enough nodes
     * @param members in any order; kept sorted by nodeId. REMOVED members are left out
     * @param slots one assignment per slot; the size is a power of two up to {@link Slots#COUNT}
     */
    public ClusterState(
            String clusterId,
            long term,
            long ringVersion,
            int replicationFactor,
            List<Member> members,
            List<SlotAssignment> slots,
            PolicyTable policies) {
        require(term >= 1, "term must be at least 1");
        require(ringVersion >= 1, "ringVersion must be at least 1");
        require(Integer.bitCount(slots.size()) == 1, "the number of slots must be a power of two");
        require(slots.size() <= Slots.COUNT, "at most " + Slots.COUNT + " slots");
        this.clusterId = clusterId;
        this.term = term;
        this.ringVersion = ringVersion;
        this.replicationFactor = replicationFactor;
        this.members = new LinkedHashMap<>();
        members.stream().sorted(Comparator.comparing(Member::nodeId)).forEach(m -> this.members.put(m.nodeId(), m));
        this.memberList = List.copyOf(this.members.values());
        this.ids = this.members.keySet().toArray(String[]::new);
        this.slots = List.copyOf(slots);
        this.policies = policies;
    }

    public String clusterId() {
        return clusterId;
    }

    public long term() {
        return term;
    }

    public long ringVersion() {
        return ringVersion;
    }

    public int replicationFactor() {
        return replicationFactor;
    }

    /** Sorted by nodeId; never REMOVED ones. */
    public List<Member> members() {
        return memberList;
    }

    /** Null when there is no such member. */
    public Member member(String nodeId) {
        if (ids.length > FEW) {
            return members.get(nodeId);
        }
        for (int i = 0; i < ids.length; i++) {
            if (ids[i].equals(nodeId)) {
                return memberList.get(i);
            }
        }
        return null;
    }

    /** REMOVED for a node that is no member. */
    public MemberState stateOf(String nodeId) {
        Member member = member(nodeId);
        return member == null ? MemberState.REMOVED : member.state();
    }

    public int slotCount() {
        return slots.size();
    }

    public SlotAssignment slot(int slot) {
        return slots.get(slot);
    }

    public List<SlotAssignment> slots() {
        return slots;
    }

    public PolicyTable policies() {
        return policies;
    }

    /**
     * The serving primary among the first {@code copies} of the slot's list: the first that is ACTIVE (or LEAVING, which
     * still serves); where there is none, the first SUSPECT, then the first JOINING one. Null when all of them are DOWN.
     */
    public String servingPrimary(int slot, int copies) {
        int looked = Math.min(copies, Limits.MAX_REPLICAS);
        String[] known = serving[looked];
        if (known == null) {
            known = new String[slots.size()];
            serving[looked] = known;
        }
        if (known[slot] == null) {
            known[slot] = findServingPrimary(slot, looked);
        }
        return known[slot];
    }

    private String findServingPrimary(int slot, int copies) {
        List<String> list = slots.get(slot).current();
        String best = null;
        int bestRank = Integer.MAX_VALUE;
        for (int i = 0; i < Math.min(copies, list.size()) && bestRank > 0; i++) {
            int rank =
                    switch (stateOf(list.get(i))) {
                        case ACTIVE, LEAVING -> 0;
                        case SUSPECT -> 1;
                        case JOINING -> 2;
                        case DOWN, STANDBY, REMOVED -> Integer.MAX_VALUE;
                    };
            if (rank < bestRank) {
                best = list.get(i);
                bestRank = rank;
            }
        }
        return best;
    }

    public String servingPrimary(int slot) {
        return servingPrimary(slot, Integer.MAX_VALUE);
    }

    /** Whether this state is to replace {@code other} (null: none known). */
    public boolean isNewerThan(ClusterState other) {
        return other == null || isNewer(term, ringVersion, other.term, other.ringVersion);
    }

    public static boolean isNewer(long term, long ringVersion, long thanTerm, long thanRingVersion) {
        return term != thanTerm ? term > thanTerm : ringVersion > thanRingVersion;
    }

    /** Same content, not only the same version. */
    @Override
    public boolean equals(Object o) {
        return o instanceof ClusterState other
                && clusterId.equals(other.clusterId)
                && term == other.term
                && ringVersion == other.ringVersion
                && replicationFactor == other.replicationFactor
                && members.equals(other.members)
                && slots.equals(other.slots)
                && policies.equals(other.policies);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(ringVersion) * 31 + Long.hashCode(term);
    }

    @Override
    public String toString() {
        return "ClusterState[" + clusterId + " term " + term + " ring version " + ringVersion + ", " + members.size()
                + " members]";
    }
}
