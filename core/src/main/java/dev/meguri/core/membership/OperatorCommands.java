package dev.meguri.core.membership;

import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import java.util.Optional;

/** What operators ask for. Each command is answered in the turn that carries it out. */
final class OperatorCommands {
    private OperatorCommands() {}

    static void carryOut(ManagerTurn turn, ManagerInput.Command command) {
        if (turn.knowledge.state == null) {
            String detail = "The cluster is not formed yet: "
                    + turn.knowledge.waiting.size() + " of "
                    + turn.knowledge.settings.formation().expectedNodes()
                    + " expected nodes are there. Try again later.";
            turn.refuse(command.commandId(), ManagerFailure.NOT_FORMED, null, detail);
            return;
        }
        switch (command) {
            case ManagerInput.Admit c -> admit(turn, c);
            case ManagerInput.Drain c -> drain(turn, c);
            case ManagerInput.Rebalance c -> Planning.requested(turn, c);
            case ManagerInput.PauseRebalance c -> JobCommands.pause(turn, c);
            case ManagerInput.ResumeRebalance c -> JobCommands.resume(turn, c);
            case ManagerInput.CancelRebalance c -> JobCommands.cancel(turn, c);
            case ManagerInput.AcceptLoss c -> turn.knowledge.losses.accept(turn, c);
            case ManagerInput.PutPolicy c -> put(turn, c);
            case ManagerInput.DeletePolicy c -> delete(turn, c);
            case ManagerInput.ReportFault c -> tell(turn, c);
        }
    }

    private static void admit(ManagerTurn turn, ManagerInput.Admit command) {
        String nodeId = command.nodeId();
        Member member = turn.draft().member(nodeId);
        if (member == null) {
            notFound(turn, command.commandId(), nodeId);
        } else if (member.state() != MemberState.STANDBY) {
            conflict(
                    turn,
                    command.commandId(),
                    nodeId + " is " + member.state() + "; only a STANDBY node can be admitted.");
        } else if (!turn.knowledge.beating(nodeId, turn.nowMillis)) {
            conflict(turn, command.commandId(), "No heartbeat comes from " + nodeId + ". Start it first.");
        } else {
            turn.store(turn.knowledge.records.get(nodeId).withDraining(false));
            turn.draft().transition(nodeId, MemberState.JOINING);
            turn.event(
                    ManagerEvent.NODE_ADDED,
                    nodeId,
                    nodeId + " was a standby and is admitted",
                    EventDetails.how("admitted"));
            turn.answer(command.commandId(), 0);
        }
    }

    private static void drain(ManagerTurn turn, ManagerInput.Drain command) {
        String nodeId = command.nodeId();
        StateDraft draft = turn.draft();
        Member member = draft.member(nodeId);
        if (member == null) {
            notFound(turn, command.commandId(), nodeId);
            return;
        }
        boolean dead = isDead(turn, member);
        if (member.state() == MemberState.STANDBY) {
            if (!dead) {
                String detail = nodeId + " is a standby and holds no slot. Stop its process, then remove it.";
                conflict(turn, command.commandId(), detail);
                return;
            }
            draft.transition(nodeId, MemberState.REMOVED);
            turn.event(
                    ManagerEvent.NODE_REMOVED,
                    nodeId,
                    nodeId + " was a standby without a process and is removed",
                    EventDetails.how("standby"));
        } else if (command.force() && !dead) {
            conflict(turn, command.commandId(), nodeId + " is alive; force is for a node that is DOWN. Drain it.");
            return;
        } else if (!someoneStays(turn, nodeId)) {
            String detail = "No other node could hold the slots of " + nodeId + ". Add one first.";
            conflict(turn, command.commandId(), detail);
            return;
        } else if (command.force()) {
            Draining.removeByForce(turn, nodeId);
        } else if (!turn.knowledge.draining(nodeId)) {
            turn.store(turn.knowledge.records.get(nodeId).withDraining(true));
            if (member.state() == MemberState.ACTIVE) {
                draft.transition(nodeId, MemberState.LEAVING);
            }
            turn.event(ManagerEvent.NODE_LEAVING, nodeId, nodeId + " is being drained: its slots move away");
        }
        turn.answer(command.commandId(), 0);
    }

    private static boolean isDead(ManagerTurn turn, Member member) {
        ManagerSettings.Detection settings = turn.knowledge.settings.detection();
        NodeSession session = turn.knowledge.sessions.get(member.nodeId());
        return member.state() == MemberState.DOWN
                || session.stopped
                || session.missing(turn.nowMillis, settings.downMillis(), settings.closedDownMillis());
    }

    private static boolean someoneStays(ManagerTurn turn, String nodeId) {
        return turn.draft().members().stream()
                .filter(m -> !m.nodeId().equals(nodeId))
                .filter(m -> m.state() != MemberState.STANDBY && m.state() != MemberState.DOWN)
                .anyMatch(m -> !turn.knowledge.draining(m.nodeId()));
    }

    private static void put(ManagerTurn turn, ManagerInput.PutPolicy command) {
        Policy policy = command.policy();
        Optional<Policy> before = turn.draft().policies().named(policy.prefix());
        if (before.isPresent() && before.get().consistency() != policy.consistency()) {
            turn.refuse(
                    command.commandId(),
                    ManagerFailure.POLICY_CONSISTENCY_FIXED,
                    "consistency",
                    "The consistency of " + policy.prefix()
                            + " is fixed. Delete its keys, then the policy, and create another one.");
            return;
        }
        change(turn.draft(), policy.prefix(), turn.draft().policies().with(policy));
        turn.event(
                ManagerEvent.POLICY_CHANGED,
                null,
                "Policy " + policy.prefix() + (before.isPresent() ? " was changed" : " was created"),
                EventDetails.of(
                        "prefix", policy.prefix(), EventDetails.HOW, before.isPresent() ? "changed" : "created"));
        turn.answer(command.commandId(), 0);
    }

    /**
     * Where keys get another consistency, nobody may work on them under the old one once somebody works under the new one: a
     * new epoch of every slot sees to it.
     */
    private static void change(StateDraft draft, String prefix, PolicyTable next) {
        PolicyTable before = draft.policies();
        if (next.hasStrong() && !before.hasStrong()) {
            draft.renewVoters();
        } else if (before.governing(prefix).consistency()
                != next.governing(prefix).consistency()) {
            draft.renewEpochs();
        }
        draft.policies(next);
    }

    private static void delete(ManagerTurn turn, ManagerInput.DeletePolicy command) {
        String prefix = command.prefix();
        if (prefix.equals(Policy.DEFAULT)) {
            String detail = "The default policy cannot be deleted; change it instead.";
            turn.refuse(command.commandId(), ManagerFailure.DEFAULT_POLICY, "prefix", detail);
        } else if (turn.draft().policies().named(prefix).isEmpty()) {
            String detail = "There is no policy " + prefix + ".";
            turn.refuse(command.commandId(), ManagerFailure.POLICY_NOT_FOUND, "prefix", detail);
        } else {
            change(turn.draft(), prefix, turn.draft().policies().without(prefix));
            turn.event(
                    ManagerEvent.POLICY_DELETED,
                    null,
                    "Policy " + prefix + " was deleted",
                    EventDetails.of("prefix", prefix));
            turn.answer(command.commandId(), 0);
        }
    }

    private static void tell(ManagerTurn turn, ManagerInput.ReportFault command) {
        if (turn.draft().member(command.nodeId()) == null) {
            notFound(turn, command.commandId(), command.nodeId());
            return;
        }
        turn.event(
                command.healed() ? ManagerEvent.FAULT_HEALED : ManagerEvent.FAULT_INJECTED,
                command.nodeId(),
                command.nodeId() + ", " + command.kind() + ": " + command.what(),
                EventDetails.of("kind", command.kind()));
        turn.answer(command.commandId(), 0);
    }

    private static void notFound(ManagerTurn turn, long commandId, String nodeId) {
        turn.refuse(
                commandId,
                ManagerFailure.NODE_NOT_FOUND,
                "nodeId",
                "No node " + nodeId + " is a member. Start it with this manager's address first.");
    }

    private static void conflict(ManagerTurn turn, long commandId, String detail) {
        turn.refuse(commandId, ManagerFailure.NODE_STATE_CONFLICT, "nodeId", detail);
    }
}
