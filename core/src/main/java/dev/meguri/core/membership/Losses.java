package dev.meguri.core.membership;

import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.PlannedNode;
import dev.meguri.core.ring.RingPlan;
import dev.meguri.core.ring.RingPlanner;
import dev.meguri.core.ring.SlotSpans;
import dev.meguri.core.ring.VoterMemory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slots whose memory is gone (SLOT.md, rule 16; STRONG.md, rule 23), until somebody says that they are to begin anew:
 *
 * <pre>
 * held -> lost     strong keys: no majority of the voters has memory; any keys: nobody has been there to hold them for long
 * lost -> held     an operator accepts the loss; or every strong policy resets by itself; or a holder is back after all
 * </pre>
 *
 * What begins anew has new voters under a new epoch, so that nothing that anybody remembers of it counts. Owned by the
 * manager's thread.
 */
final class Losses {
    /** Never changed. */
    private static final BitSet NONE = new BitSet();

    /** Slots without the memory of their strong keys by this state; in JOINT by the list they have. */
    private ClusterState seen;

    private BitSet forgotten = new BitSet();

    /** Slots that the log has been told of. Not stored: a manager that starts reminds of them. */
    private BitSet told = NONE;

    /** Looks at the published state: tells of what is lost, or begins it anew where the policies say so. */
    void step(ManagerTurn turn) {
        BitSet strong = strong(turn.knowledge);
        if (!strong.isEmpty() && mayReset(turn.draft().policies())) {
            strong.stream().forEach(turn.draft()::reset);
            reset(turn, strong, "policy", "by their policies");
            strong = new BitSet();
        }
        BitSet empty = withoutHolder(turn.knowledge, turn.nowMillis);
        if (strong.isEmpty() && empty.isEmpty()) {
            told = NONE;
            return;
        }
        BitSet all = union(strong, empty);
        BitSet untold = (BitSet) all.clone();
        untold.andNot(told);
        told = all;
        if (untold.isEmpty()) {
            return;
        }
        BitSet newlyStrong = intersection(untold, strong);
        BitSet newlyEmpty = intersection(untold, empty);
        if (!newlyStrong.isEmpty()) {
            tell(
                    turn,
                    newlyStrong,
                    "majority_lost_memory",
                    "lost the memory of most of their voters: strong keys there");
        }
        if (!newlyEmpty.isEmpty()) {
            tell(turn, newlyEmpty, "no_holder", "have had no live holder for long: their keys");
        }
    }

    private static void tell(ManagerTurn turn, BitSet slots, String reason, String what) {
        turn.event(
                ManagerEvent.SLOTS_LOST,
                null,
                slots.cardinality() + " slots " + what
                        + " are refused until the loss is accepted: ./meguri accept-loss",
                details(slots, "reason", reason));
    }

    void accept(ManagerTurn turn, ManagerInput.AcceptLoss command) {
        BitSet strong = strong(turn.knowledge);
        BitSet empty = withoutHolder(turn.knowledge, turn.nowMillis);
        BitSet lost = union(strong, empty);
        BitSet asked = command.slots().isEmpty() ? lost : command.slots();
        BitSet held = (BitSet) asked.clone();
        held.andNot(lost);
        if (lost.isEmpty() || !held.isEmpty()) {
            String detail = lost.isEmpty()
                    ? "No slot is lost: there is nothing to accept."
                    : held.cardinality() + " of these slots are not lost: " + shortened(held) + ". Lost are "
                            + shortened(lost) + ". Where holders are DOWN, start them.";
            turn.refuse(command.commandId(), ManagerFailure.SLOTS_NOT_LOST, "slots", detail);
            return;
        }
        if (command.confirmed() != asked.cardinality()) {
            String detail = "These are " + asked.cardinality() + " slots (" + shortened(asked)
                    + "). Confirm that number: their keys are given up.";
            turn.refuse(command.commandId(), ManagerFailure.LOSS_NOT_CONFIRMED, "confirm", detail);
            return;
        }
        BitSet replaced = intersection(asked, empty);
        if (!replaced.isEmpty() && !replace(turn, replaced)) {
            String detail = "No node is there that could hold these slots. Start one first.";
            turn.refuse(command.commandId(), ManagerFailure.NODE_STATE_CONFLICT, "slots", detail);
            return;
        }
        BitSet kept = (BitSet) asked.clone();
        kept.andNot(replaced);
        kept.stream().forEach(turn.draft()::reset);
        reset(turn, asked, "operator", "because an operator accepted their loss");
        turn.answer(command.commandId(), 0);
    }

    private static void reset(ManagerTurn turn, BitSet slots, String by, String why) {
        turn.event(
                ManagerEvent.SLOTS_RESET,
                null,
                slots.cardinality() + " slots whose memory was lost begin anew, " + why + ": what they held is gone",
                details(slots, "by", by));
    }

    /** Whoever is there holds these slots from now on. False: nobody is. */
    private static boolean replace(ManagerTurn turn, BitSet slots) {
        StateDraft draft = turn.draft();
        List<PlannedNode> nodes = Planning.nodes(turn).stream()
                .filter(node -> node.role() == PlannedNode.Role.ELIGIBLE)
                .filter(node -> draft.stateOf(node.nodeId()).isLive())
                .toList();
        if (nodes.isEmpty()) {
            return false;
        }
        List<List<String>> previous = new ArrayList<>(draft.slotCount());
        for (int slot = 0; slot < draft.slotCount(); slot++) {
            previous.add(slots.get(slot) ? List.of() : draft.slot(slot).current());
        }
        RingPlan plan = RingPlanner.plan(previous, nodes, draft.replicationFactor(), draft.slotCount());
        slots.stream().forEach(slot -> draft.beginAnew(slot, plan.lists().get(slot)));
        return true;
    }

    // ---- what is lost ----------------------------------------------------------------------------------------------

    /** Slots of which no majority of the voters has memory; in JOINT until the strong keys were carried to the next list. */
    BitSet strong(ManagerKnowledge knowledge) {
        if (seen != knowledge.state) {
            seen = knowledge.state;
            forgotten = forgotten(seen);
        }
        if (forgotten.isEmpty()) {
            return forgotten;
        }
        BitSet lost = (BitSet) forgotten.clone();
        forgotten.stream().filter(knowledge.mover::isCarried).forEach(lost::clear);
        return lost;
    }

    private static BitSet forgotten(ClusterState state) {
        BitSet slots = new BitSet();
        if (state != null && state.policies().hasStrong()) {
            for (int slot = 0; slot < state.slotCount(); slot++) {
                slots.set(slot, VoterMemory.isGone(state.slot(slot).voters(), state::member));
            }
        }
        return slots;
    }

    /** Slots whose holders have all been DOWN for longer than a replacement waits. */
    BitSet withoutHolder(ManagerKnowledge knowledge, long nowMillis) {
        ClusterState state = knowledge.state;
        if (state == null || !isAnyOverdue(knowledge, nowMillis)) {
            return NONE;
        }
        BitSet slots = new BitSet();
        for (int slot = 0; slot < state.slotCount(); slot++) {
            slots.set(slot, areAllOverdue(knowledge, state.slot(slot).current(), nowMillis));
        }
        return slots;
    }

    private static boolean areAllOverdue(ManagerKnowledge knowledge, List<String> holders, long nowMillis) {
        for (String node : holders) {
            if (!isOverdue(knowledge, knowledge.state.member(node), nowMillis)) {
                return false;
            }
        }
        return !holders.isEmpty();
    }

    private static boolean isAnyOverdue(ManagerKnowledge knowledge, long nowMillis) {
        for (Member member : knowledge.state.members()) {
            if (isOverdue(knowledge, member, nowMillis)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOverdue(ManagerKnowledge knowledge, Member member, long nowMillis) {
        NodeSession session = knowledge.sessions.get(member.nodeId());
        return member.state() == MemberState.DOWN
                && session != null
                && nowMillis - session.downSinceMillis
                        >= knowledge.settings.detection().replaceAfterMillis();
    }

    /** A slot begins anew for all its keys: those of every strong policy have to say so. */
    private static boolean mayReset(PolicyTable policies) {
        for (Policy policy : policies.all()) {
            if (policy.isStrong() && policy.onMajorityLoss() != Policy.OnMajorityLoss.RESET) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Object> details(BitSet slots, String name, String value) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("count", (long) slots.cardinality());
        details.put("slots", SlotSpans.text(slots));
        details.put(name, value);
        return details;
    }

    private static String shortened(BitSet slots) {
        String text = SlotSpans.text(slots);
        return text.length() <= 60 ? text : text.substring(0, text.lastIndexOf(',', 60)) + ", ...";
    }

    private static BitSet union(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.or(other);
        return both;
    }

    private static BitSet intersection(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }
}
