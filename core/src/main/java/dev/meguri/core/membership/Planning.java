package dev.meguri.core.membership;

import dev.meguri.core.migration.JobTargets;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.PlannedNode;
import dev.meguri.core.ring.RingPlan;
import dev.meguri.core.ring.RingPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When a plan is due, and what becomes of the running job. A plan is due when the nodes differ from those of the newest
 * plan, and have not changed for a while; so adding, draining, losing and recovering a node all lead here, and so does a
 * start that finds work undone. Owned by the manager's thread.
 */
final class Planning {
    /** Of all nodes' clients: somebody who looks now and then is not slowed down by anything. */
    private static final double FEW_OPERATIONS_PER_SECOND = 10;

    private List<PlannedNode> seen = List.of();
    private long seenSinceMillis;

    void step(ManagerTurn turn) {
        ManagerKnowledge knowledge = turn.knowledge;
        List<PlannedNode> nodes = nodes(turn);
        if (!nodes.equals(seen)) {
            seen = nodes;
            seenSinceMillis = turn.nowMillis;
        }
        boolean changed = !nodes.equals(knowledge.planned);
        boolean settled =
                turn.nowMillis - seenSinceMillis >= knowledge.settings.moving().settleMillis();
        knowledge.mover.advance(turn.draft(), turn.nowMillis, running(knowledge) && !changed, busyPercent(knowledge));
        storeCarried(turn);
        account(turn);
        if (changed && settled && !anyJoint(turn)) {
            plan(turn, nodes, reason(knowledge.planned, nodes));
        }
    }

    /** In the step that publishes that a majority is gone, or an earlier one. */
    private static void storeCarried(ManagerTurn turn) {
        Map<Integer, Long> carried = turn.knowledge.mover.carriedAlone();
        if (!carried.equals(turn.knowledge.carried)) {
            turn.knowledge.carried = carried;
            turn.store(new ManagerRecord.Carried(carried));
        }
    }

    static void requested(ManagerTurn turn, ManagerInput.Rebalance command) {
        ManagerKnowledge knowledge = turn.knowledge;
        if (open(knowledge)) {
            turn.answer(command.commandId(), knowledge.job.id());
        } else if (anyJoint(turn)) {
            String detail = "Slots are still moving for an earlier plan. Try again when they have arrived.";
            turn.refuse(command.commandId(), ManagerFailure.REBALANCE_RUNNING, null, detail);
        } else {
            plan(turn, nodes(turn), "requested");
            turn.answer(command.commandId(), knowledge.job.id());
        }
    }

    /** What clients leave of the busiest node is what moves may take; where there are none, nobody is in the way. */
    static int busyPercent(ManagerKnowledge knowledge) {
        double operationsPerSecond = 0;
        int busiest = 0;
        for (NodeSession session : knowledge.sessions.values()) {
            if (session.heartbeat != null) {
                operationsPerSecond += session.operationsPerSecond;
                busiest = Math.max(busiest, session.load.busyPercent());
            }
        }
        return operationsPerSecond < FEW_OPERATIONS_PER_SECOND ? 0 : busiest;
    }

    private static boolean running(ManagerKnowledge knowledge) {
        return knowledge.job != null && knowledge.job.isRunning();
    }

    private static boolean open(ManagerKnowledge knowledge) {
        return knowledge.job != null && knowledge.job.isOpen();
    }

    private static boolean anyJoint(ManagerTurn turn) {
        return turn.knowledge.mover.slotsMoving() > 0;
    }

    /** The members as the planner is to see them, sorted by nodeId. */
    static List<PlannedNode> nodes(ManagerTurn turn) {
        List<PlannedNode> nodes = new ArrayList<>();
        for (Member member : turn.draft().members()) {
            if (member.state() != MemberState.STANDBY) {
                nodes.add(new PlannedNode(member.nodeId(), member.zone(), member.weight(), role(turn, member)));
            }
        }
        return List.copyOf(nodes);
    }

    private static PlannedNode.Role role(ManagerTurn turn, Member member) {
        if (turn.knowledge.draining(member.nodeId())) {
            return PlannedNode.Role.LEAVING;
        }
        NodeSession session = turn.knowledge.sessions.get(member.nodeId());
        boolean gone = member.state() == MemberState.DOWN
                && (Draining.overdue(turn, session) || !turn.knowledge.holds(member.nodeId()));
        return gone ? PlannedNode.Role.KEEP_IF_NEEDED : PlannedNode.Role.ELIGIBLE;
    }

    private static void plan(ManagerTurn turn, List<PlannedNode> nodes, String reason) {
        ManagerKnowledge knowledge = turn.knowledge;
        StateDraft draft = turn.draft();
        long nextId = knowledge.job == null ? 1 : knowledge.job.id() + 1;
        List<List<String>> previous = new ArrayList<>(draft.slotCount());
        for (int slot = 0; slot < draft.slotCount(); slot++) {
            previous.add(draft.slot(slot).current());
        }
        RingPlan plan = RingPlanner.plan(previous, nodes, draft.replicationFactor(), draft.slotCount());
        knowledge.planned = nodes;
        turn.store(new ManagerRecord.Planned(nodes));
        // A pause outlives a change of the members; where copies are missing, they are made all the same.
        boolean paused = open(knowledge)
                && knowledge.job.state() == RebalanceJob.State.PAUSED
                && !reason.equals("node_replaced");
        if (open(knowledge)) {
            replace(turn, nextId);
        }
        boolean unchanged = plan.isUnchanged();
        if (unchanged && !reason.equals("requested")) {
            return;
        }
        int slots = plan.changedSlots().size();
        RebalanceJob job = new RebalanceJob(
                nextId,
                paused ? RebalanceJob.State.PAUSED : RebalanceJob.State.RUNNING,
                reason,
                slots,
                0,
                plan.movedCopies(),
                plan.leastMovedCopies(),
                turn.nowMillis,
                0);
        if (unchanged) {
            job = job.finished(RebalanceJob.State.DONE, turn.nowMillis);
        }
        if (unchanged) {
            knowledge.job = job;
            turn.store(new ManagerRecord.Job(job));
            return;
        }
        start(
                turn,
                job,
                new JobTargets(
                        nextId,
                        plan.changedSlots(),
                        plan.changedSlots().stream().map(plan.lists()::get).toList(),
                        plan.changedSlots().stream().map(previous::get).toList()));
    }

    static void start(ManagerTurn turn, RebalanceJob job, JobTargets targets) {
        turn.knowledge.job = job;
        turn.store(new ManagerRecord.Job(job));
        turn.knowledge.targets = targets;
        turn.store(new ManagerRecord.Targets(targets));
        turn.knowledge.mover.start(targets);
        String waits = job.state() == RebalanceJob.State.PAUSED ? "; it is paused, as the one before was" : "";
        turn.event(
                ManagerEvent.REBALANCE_STARTED,
                null,
                "Rebalance " + job.id() + " (" + job.reason() + ") moves " + job.slots() + " slots, " + job.copies()
                        + " copies" + waits,
                details(job));
    }

    private static void replace(ManagerTurn turn, long by) {
        RebalanceJob old = turn.knowledge.job.finished(RebalanceJob.State.REPLACED, turn.nowMillis);
        turn.knowledge.job = old;
        turn.knowledge.mover.forget();
        turn.store(new ManagerRecord.Job(old));
        turn.event(
                ManagerEvent.REBALANCE_CANCELLED,
                null,
                "Rebalance " + old.id() + " gives way: the members changed",
                EventDetails.with(details(old), EventDetails.HOW, "replaced"));
    }

    /** Writes down how far the job is. */
    private static void account(ManagerTurn turn) {
        ManagerKnowledge knowledge = turn.knowledge;
        if (!open(knowledge)) {
            return;
        }
        RebalanceJob job = knowledge.job.withSlotsDone(knowledge.job.slots() - knowledge.mover.slotsPending());
        if (knowledge.mover.slotsPending() == 0) {
            job = job.finished(RebalanceJob.State.DONE, turn.nowMillis);
            turn.event(
                    ManagerEvent.REBALANCE_FINISHED,
                    null,
                    "Rebalance " + job.id() + " is done: " + job.slots() + " slots moved",
                    details(job));
        }
        if (!job.equals(knowledge.job)) {
            knowledge.job = job;
            turn.store(new ManagerRecord.Job(job));
        }
    }

    static Map<String, Object> details(RebalanceJob job) {
        Map<String, Object> details = new TreeMap<>();
        details.put("rebalance", job.id());
        details.put("reason", job.reason());
        details.put("slots", (long) job.slots());
        details.put("slotsDone", (long) job.slotsDone());
        details.put("copies", (long) job.copies());
        details.put("leastCopies", (long) job.leastCopies());
        return details;
    }

    /** What happened between two plans, in the word that tells most. */
    static String reason(List<PlannedNode> before, List<PlannedNode> now) {
        if (before == null) {
            return "membership_changed";
        }
        TreeMap<String, PlannedNode.Role> old = new TreeMap<>();
        before.forEach(n -> old.put(n.nodeId(), n.role()));
        TreeSet<String> happened = new TreeSet<>();
        for (PlannedNode node : now) {
            PlannedNode.Role was = old.remove(node.nodeId());
            if (was == node.role()) {
                continue;
            }
            happened.add(
                    switch (node.role()) {
                        case ELIGIBLE -> was == null ? "node_joined" : "node_recovered";
                        case KEEP_IF_NEEDED -> "node_replaced";
                        case LEAVING -> "node_leaving";
                    });
        }
        if (!old.isEmpty()) {
            happened.add("node_removed");
        }
        for (String reason : List.of("node_replaced", "node_leaving", "node_joined", "node_recovered")) {
            if (happened.contains(reason)) {
                return reason;
            }
        }
        return happened.isEmpty() ? "membership_changed" : "node_removed";
    }
}
