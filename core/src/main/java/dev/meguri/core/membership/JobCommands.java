package dev.meguri.core.membership;

import dev.meguri.core.migration.JobTargets;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.PlannedNode;
import dev.meguri.core.ring.RingPlan;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What operators do with a rebalance job: hold it, let it go on, take it back. */
final class JobCommands {
    private JobCommands() {}

    static void pause(ManagerTurn turn, ManagerInput.PauseRebalance command) {
        RebalanceJob job = open(turn, command.commandId(), command.jobId(), "paused");
        if (job == null) {
            return;
        }
        if (job.isRunning()) {
            set(turn, job.paused());
            turn.event(
                    ManagerEvent.REBALANCE_PAUSED,
                    null,
                    "Rebalance " + job.id() + " is paused: what moves now arrives, nothing more begins",
                    Planning.details(job));
        }
        turn.answer(command.commandId(), job.id());
    }

    static void resume(ManagerTurn turn, ManagerInput.ResumeRebalance command) {
        RebalanceJob job = open(turn, command.commandId(), command.jobId(), "resumed");
        if (job == null) {
            return;
        }
        if (!job.isRunning()) {
            set(turn, job.resumed());
            turn.event(
                    ManagerEvent.REBALANCE_RESUMED, null, "Rebalance " + job.id() + " goes on", Planning.details(job));
        }
        turn.answer(command.commandId(), job.id());
    }

    static void cancel(ManagerTurn turn, ManagerInput.CancelRebalance command) {
        ManagerKnowledge knowledge = turn.knowledge;
        RebalanceJob job = open(turn, command.commandId(), command.jobId(), "cancelled");
        if (job == null) {
            return;
        }
        String objection = objection(turn, job);
        if (objection != null) {
            turn.refuse(command.commandId(), ManagerFailure.REBALANCE_STATE_CONFLICT, "id", objection);
            return;
        }
        JobTargets given = knowledge.targets;
        knowledge.mover.turnBack(turn.draft());
        knowledge.mover.forget();
        takeBackWishes(turn, given);
        knowledge.planned = Planning.nodes(turn);
        turn.store(new ManagerRecord.Planned(knowledge.planned));
        set(turn, job.finished(RebalanceJob.State.CANCELLED, turn.nowMillis));
        JobTargets back = wayBack(turn, given, job.id() + 1);
        turn.event(
                ManagerEvent.REBALANCE_CANCELLED,
                null,
                "Rebalance " + job.id() + " is cancelled: "
                        + (back.slots().isEmpty()
                                ? "every slot is where it was"
                                : back.slots().size() + " slots move back to where they were"),
                Planning.details(knowledge.job));
        if (!back.slots().isEmpty()) {
            int copies = copies(back);
            RebalanceJob reverse = new RebalanceJob(
                    back.jobId(),
                    RebalanceJob.State.RUNNING,
                    "cancelled",
                    back.slots().size(),
                    0,
                    copies,
                    copies,
                    turn.nowMillis,
                    0);
            Planning.start(turn, reverse, back);
        }
        turn.answer(command.commandId(), knowledge.job.id());
    }

    /** Null, and refused: there is no such job, or it is over. */
    private static RebalanceJob open(ManagerTurn turn, long commandId, long jobId, String what) {
        RebalanceJob job = turn.knowledge.job;
        if (job == null || jobId > job.id() || jobId < 1) {
            turn.refuse(
                    commandId, ManagerFailure.REBALANCE_NOT_FOUND, "id", "There is no rebalance job " + jobId + ".");
            return null;
        }
        if (jobId < job.id() || !job.isOpen()) {
            String detail = "Rebalance " + jobId + " is over; only a running or paused one can be " + what + ".";
            turn.refuse(commandId, ManagerFailure.REBALANCE_STATE_CONFLICT, "id", detail);
            return null;
        }
        return job;
    }

    /** Why the job cannot be taken back; null: it can. */
    private static String objection(ManagerTurn turn, RebalanceJob job) {
        ManagerKnowledge knowledge = turn.knowledge;
        if (job.reason().equals("cancelled")) {
            return "Rebalance " + job.id() + " takes another one back; pause it, or ask for a new one when it is done.";
        }
        if (job.reason().equals("node_replaced") || job.reason().equals("node_removed")) {
            return "Rebalance " + job.id()
                    + " makes copies that are missing, because a node is gone; it can be paused.";
        }
        if (knowledge.targets == null
                || knowledge.targets.jobId() != job.id()
                || !Planning.nodes(turn).equals(knowledge.planned)) {
            return "The members have just changed, and another plan takes the place of rebalance " + job.id()
                    + ". Try again in a few seconds.";
        }
        return null;
    }

    /** Who joined for the job is drained again, and who was to leave for it stays. */
    private static void takeBackWishes(ManagerTurn turn, JobTargets given) {
        TreeSet<String> holdersBefore = new TreeSet<>();
        given.before().forEach(holdersBefore::addAll);
        TreeSet<Integer> changed = new TreeSet<>(given.slots());
        for (int slot = 0; slot < turn.draft().slotCount(); slot++) {
            if (!changed.contains(slot)) {
                holdersBefore.addAll(turn.draft().slot(slot).current());
            }
        }
        for (PlannedNode node : turn.knowledge.planned) {
            boolean held = holdersBefore.contains(node.nodeId());
            if (node.role() == PlannedNode.Role.LEAVING && held) {
                stay(turn, node.nodeId());
            } else if (node.role() == PlannedNode.Role.ELIGIBLE && !held) {
                leave(turn, node.nodeId());
            }
        }
    }

    private static void stay(ManagerTurn turn, String nodeId) {
        turn.store(turn.knowledge.records.get(nodeId).withDraining(false));
        if (turn.draft().stateOf(nodeId) == MemberState.LEAVING) {
            turn.draft().transition(nodeId, MemberState.ACTIVE);
        }
        turn.event(
                ManagerEvent.NODE_RECOVERED,
                nodeId,
                nodeId + " stays: its drain was cancelled",
                EventDetails.how("stays"));
    }

    private static void leave(ManagerTurn turn, String nodeId) {
        turn.store(turn.knowledge.records.get(nodeId).withDraining(true));
        if (turn.draft().stateOf(nodeId) == MemberState.ACTIVE) {
            turn.draft().transition(nodeId, MemberState.LEAVING);
        }
        turn.event(
                ManagerEvent.NODE_LEAVING,
                nodeId,
                nodeId + " is being drained: the move of slots to it was cancelled",
                EventDetails.how("cancelled"));
    }

    private static JobTargets wayBack(ManagerTurn turn, JobTargets given, long jobId) {
        List<Integer> slots = new ArrayList<>();
        List<List<String>> lists = new ArrayList<>();
        List<List<String>> from = new ArrayList<>();
        for (int i = 0; i < given.slots().size(); i++) {
            SlotAssignment now = turn.draft().slot(given.slots().get(i));
            if (now.isJoint() || !now.current().equals(given.before().get(i))) {
                slots.add(given.slots().get(i));
                lists.add(given.before().get(i));
                from.add(now.isJoint() ? now.next() : now.current());
            }
        }
        return new JobTargets(jobId, slots, lists, from);
    }

    private static int copies(JobTargets targets) {
        int copies = 0;
        for (int i = 0; i < targets.slots().size(); i++) {
            copies += RingPlan.gainers(targets.before().get(i), targets.lists().get(i))
                    .size();
        }
        return copies;
    }

    private static void set(ManagerTurn turn, RebalanceJob job) {
        turn.knowledge.job = job;
        turn.store(new ManagerRecord.Job(job));
    }
}
