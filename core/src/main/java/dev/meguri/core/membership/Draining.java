package dev.meguri.core.membership;

import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.ring.VoterMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ends of membership: drained, replaced by a standby, removed by force. */
final class Draining {
    private Draining() {}

    /** A drained member that holds nothing any more is STANDBY, or gone with its process. */
    static void finishDrained(ManagerTurn turn) {
        StateDraft draft = turn.draft();
        for (Member member : draft.members()) {
            String nodeId = member.nodeId();
            if (!turn.knowledge.draining(nodeId) || turn.knowledge.holds(nodeId)) {
                continue;
            }
            switch (member.state()) {
                case DOWN -> {
                    draft.transition(nodeId, MemberState.REMOVED);
                    turn.event(
                            ManagerEvent.NODE_REMOVED,
                            nodeId,
                            nodeId + " is drained and removed: it was down",
                            EventDetails.how("down"));
                }
                case LEAVING -> leave(turn, nodeId);
                case JOINING, ACTIVE, SUSPECT -> draft.transition(nodeId, MemberState.LEAVING);
                case STANDBY, REMOVED -> {}
            }
        }
    }

    private static void leave(ManagerTurn turn, String nodeId) {
        NodeSession session = turn.knowledge.sessions.get(nodeId);
        if (turn.knowledge.beating(nodeId, turn.nowMillis)) {
            turn.draft().transition(nodeId, MemberState.STANDBY);
            turn.event(
                    ManagerEvent.NODE_DRAINED, nodeId, nodeId + " is drained: it holds no slot and waits as a standby");
        } else if (session.stopped
                || session.missing(
                        turn.nowMillis,
                        turn.knowledge.settings.detection().downMillis(),
                        turn.knowledge.settings.detection().closedDownMillis())) {
            turn.draft().transition(nodeId, MemberState.REMOVED);
            turn.event(
                    ManagerEvent.NODE_REMOVED,
                    nodeId,
                    nodeId + " is drained and removed: its process is gone",
                    EventDetails.how("gone"));
        }
    }

    /**
     * A standby takes the place of a member that is DOWN for long: one of its zone, if there is one, so that every zone has as
     * much as before. One that an operator drained stays where it is.
     */
    static void admitReplacements(ManagerTurn turn) {
        StateDraft draft = turn.draft();
        for (Member member : draft.members()) {
            NodeSession session = turn.knowledge.sessions.get(member.nodeId());
            if (member.state() != MemberState.DOWN
                    || session.replaced
                    || !overdue(turn, session)
                    || !turn.knowledge.holds(member.nodeId())) {
                continue;
            }
            session.replaced = true;
            draft.members().stream()
                    .filter(m -> m.state() == MemberState.STANDBY)
                    .filter(m -> !turn.knowledge.draining(m.nodeId()))
                    .filter(m -> turn.knowledge.beating(m.nodeId(), turn.nowMillis))
                    .min(Comparator.comparing(m -> !m.zone().equals(member.zone())))
                    .ifPresent(standby -> {
                        draft.transition(standby.nodeId(), MemberState.JOINING);
                        turn.event(
                                ManagerEvent.NODE_ADDED,
                                standby.nodeId(),
                                standby.nodeId() + " was a standby and takes the place of " + member.nodeId(),
                                EventDetails.of("replaces", member.nodeId(), EventDetails.HOW, "replaces"));
                    });
        }
    }

    static boolean overdue(ManagerTurn turn, NodeSession session) {
        return turn.nowMillis - session.downSinceMillis
                >= turn.knowledge.settings.detection().replaceAfterMillis();
    }

    /** Takes a dead node out of every list at once. */
    static void removeByForce(ManagerTurn turn, String nodeId) {
        StateDraft draft = turn.draft();
        List<Long> lost = new ArrayList<>();
        for (int slot = 0; slot < draft.slotCount(); slot++) {
            SlotAssignment now = draft.slot(slot);
            if (!now.holds(nodeId)) {
                continue;
            }
            if (mustArrive(turn, slot, now, nodeId)) {
                draft.arriveWithout(slot, nodeId);
            } else {
                if (now.current().equals(List.of(nodeId)) || losesMemory(draft, now, nodeId)) {
                    lost.add((long) slot);
                }
                takeOut(draft, slot, now, nodeId);
            }
        }
        if (draft.stateOf(nodeId) != MemberState.DOWN && draft.stateOf(nodeId) != MemberState.LEAVING) {
            draft.transition(nodeId, MemberState.LEAVING);
        }
        draft.transition(nodeId, MemberState.REMOVED);
        turn.event(
                ManagerEvent.NODE_REMOVED,
                nodeId,
                nodeId + " was removed from all lists by force",
                EventDetails.how("force"));
        if (!lost.isEmpty()) {
            turn.event(
                    ManagerEvent.SLOTS_LOST,
                    nodeId,
                    "The last copies of " + lost.size()
                            + " slots, or the votes that their strong keys need, were given up" + " with " + nodeId,
                    EventDetails.with(
                            EventDetails.of("slots", lost, "count", (long) lost.size()), EventDetails.HOW, "given_up"));
        }
    }

    /** Whether only the next list has the slot's strong keys then: an earlier loss, or this one, leaves the other no majority. */
    private static boolean mustArrive(ManagerTurn turn, int slot, SlotAssignment now, String nodeId) {
        StateDraft draft = turn.draft();
        return draft.policies().hasStrong()
                && turn.knowledge.mover.isCarried(slot)
                && !keepsMajority(draft, now.voters(), nodeId)
                && keepsMajority(draft, now.nextVoters(), nodeId);
    }

    private static boolean keepsMajority(StateDraft draft, List<Voter> voters, String nodeId) {
        return VoterMemory.hasMajority(voters, node -> node.equals(nodeId) ? null : draft.member(node));
    }

    /** Whether those that stay are no majority of the voters: what they hold of strong keys may be older than what was. */
    private static boolean losesMemory(StateDraft draft, SlotAssignment now, String nodeId) {
        return draft.policies().hasStrong()
                && now.current().contains(nodeId)
                && !keepsMajority(draft, now.voters(), nodeId);
    }

    private static void takeOut(StateDraft draft, int slot, SlotAssignment now, String nodeId) {
        List<String> current = without(now.current(), nodeId);
        if (losesMemory(draft, now, nodeId)) {
            draft.beginAnew(slot, current.isEmpty() ? without(now.next(), nodeId) : current);
        } else if (!now.isJoint() || now.next().contains(nodeId)) {
            draft.stable(slot, current);
        } else if (current.isEmpty()) {
            draft.stable(slot, now.next());
        } else {
            draft.joint(slot, current, now.next());
        }
    }

    private static List<String> without(List<String> list, String nodeId) {
        return list.stream().filter(n -> !n.equals(nodeId)).toList();
    }
}
