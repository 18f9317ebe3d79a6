package dev.meguri.core.ring;

import dev.meguri.core.membership.Member;
import java.util.List;
import java.util.function.Function;

/** Whether the memory that the strong keys of a slot were voted with is still there (STRONG.md, rule 23). */
public final class VoterMemory {
    private VoterMemory() {}

    /** Whether most of these voters have the memory that they voted with. @param members null for one that is none */
    public static boolean hasMajority(List<Voter> voters, Function<String, Member> members) {
        int have = 0;
        for (Voter voter : voters) {
            have += hasMemory(voter, members) ? 1 : 0;
        }
        return 2 * have > voters.size();
    }

    /** Whether no majority of these voters will ever be found again: too many began anew. Who is DOWN may come back. */
    public static boolean isGone(List<Voter> voters, Function<String, Member> members) {
        return !voters.isEmpty() && !hasMajority(voters, members);
    }

    /**
     * Whether no round on the slot can ever end under this state. Of a JOINT slot, too, where the list it has lost its
     * majority: every round needs it. If the slot's strong keys are with the next list already, the manager goes on to that.
     */
    public static boolean isGone(SlotAssignment slot, ClusterState state) {
        return isGone(slot.voters(), state::member);
    }

    /** The nodes among these voters that began anew. */
    public static List<String> forgetful(List<Voter> voters, Function<String, Member> members) {
        return voters.stream()
                .filter(voter -> !hasMemory(voter, members))
                .map(Voter::nodeId)
                .toList();
    }

    /** Whether the members of both states are the same, in the same incarnations: then every voter's memory is as it was. */
    public static boolean sameIncarnations(ClusterState one, ClusterState other) {
        List<Member> here = one.members();
        List<Member> there = other.members();
        if (here.size() != there.size()) {
            return false;
        }
        for (int i = 0; i < here.size(); i++) {
            if (here.get(i).incarnation() != there.get(i).incarnation()
                    || !here.get(i).nodeId().equals(there.get(i).nodeId())) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasMemory(Voter voter, Function<String, Member> members) {
        Member member = members.apply(voter.nodeId());
        return member != null && member.incarnation() == voter.incarnation();
    }
}
