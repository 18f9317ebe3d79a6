package dev.meguri.core.migration;

import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.StateDraft;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.ring.VoterMemory;
import java.util.TreeSet;

/**
 * Voters that lost their memory enter the lists they are in anew (STRONG.md, rule 21): all their slots at once, as nothing
 * moves to anybody else, and back in as few ring versions as the nodes' reports allow. Every version costs every node a look
 * at all that changed, and one that takes a few slots costs about as much as one that takes them all; and what a node is
 * comparing under the epoch before, it compares again.
 *
 * <pre>
 * STABLE(list) -> JOINT(list, list anew)    at once
 * JOINT        -> STABLE(list anew)         carried: all of them; or those that are, once no more follow, or after long
 * </pre>
 *
 * Owned by the manager's thread.
 */
final class Readmission {
    /** In units of the pace of moves: how long slots that are carried wait for the next one that is. */
    private static final int PATIENT_PACES = 10;
    /** In the same units: how long they wait although more and more are. */
    private static final int MOST_PACES = 50;

    private final long paceMillis;
    /** STABLE slots, by the published state, with a voter that lost its memory and is live again. */
    private final TreeSet<Integer> forgetful = new TreeSet<>();

    /** When slots last entered JOINT for it, or left. */
    private long changedMillis = Long.MIN_VALUE / 2;

    /** How many were ready at last, and when they became more. */
    private int lastReady;

    private long grewMillis = Long.MIN_VALUE / 2;

    Readmission(long paceMillis) {
        this.paceMillis = paceMillis;
    }

    /** Whether the slot, in JOINT, is in it for this. */
    static boolean isFor(SlotAssignment slot) {
        return slot.isJoint() && slot.current().equals(slot.next());
    }

    /** The slot is another one in the state that is published now. */
    void published(int slot, SlotAssignment now, ClusterState state) {
        if (!now.isJoint() && state.policies().hasStrong() && isForgetful(now, state)) {
            forgetful.add(slot);
        } else {
            forgetful.remove(slot);
        }
    }

    private static boolean isForgetful(SlotAssignment slot, ClusterState state) {
        for (int i = 0; i < slot.voters().size(); i++) {
            Voter voter = slot.voters().get(i);
            Member member = state.member(voter.nodeId());
            if (member != null
                    && member.incarnation() != voter.incarnation()
                    && member.state().isLive()) {
                return true;
            }
        }
        return false;
    }

    /** All that wait for it enter JOINT; this waits for no job. Returns how many. */
    int begin(StateDraft draft, long nowMillis) {
        int begun = 0;
        for (int slot : forgetful) {
            SlotAssignment now = draft.slot(slot);
            if (!now.isJoint()
                    && now.epoch() != draft.ringVersion()
                    && VoterMemory.hasMajority(now.voters(), draft::member)) {
                draft.readmit(slot);
                begun++;
            }
        }
        if (begun > 0) {
            changed(nowMillis);
        }
        return begun;
    }

    /** Whether those that are ready are to end it now. @param under how many are in JOINT for it, ready ones included */
    boolean mayEnd(int ready, int under, long nowMillis) {
        if (ready > lastReady) {
            grewMillis = nowMillis;
        }
        lastReady = ready;
        boolean stalled = nowMillis - Math.max(grewMillis, changedMillis) >= PATIENT_PACES * paceMillis;
        boolean late = nowMillis - changedMillis >= MOST_PACES * paceMillis;
        return ready > 0 && (ready == under || stalled || late);
    }

    /** Some entered JOINT for it, or left: what is ready is counted anew. */
    void changed(long nowMillis) {
        changedMillis = nowMillis;
        lastReady = 0;
    }
}
