package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;

/** What a registration of a new process does to the members. */
final class Joining {
    private Joining() {}

    /** @param before what was known of the node before this registration; null: nothing */
    static void registered(ManagerTurn turn, ManagerMessage.Register register, NodeRecord before) {
        StateDraft draft = turn.draft();
        NodeRecord node = turn.knowledge.records.get(register.nodeId());
        Member member = draft.member(register.nodeId());
        if (member == null) {
            added(turn, register, node, isDrainedProcess(register, before));
            return;
        }
        Member next = addressed(member, register).withIncarnation(node.incarnation());
        draft.update(next);
        if (member.state() != MemberState.STANDBY) {
            draft.transition(member.nodeId(), MemberState.JOINING);
            turn.event(
                    ManagerEvent.NODE_RETURNED,
                    member.nodeId(),
                    member.nodeId() + how(register, before) + " and is being repaired",
                    EventDetails.of(
                            "incarnation",
                            node.incarnation(),
                            "memory",
                            register.memory().name()));
        }
    }

    /** Drained, and removed while it could not be heard: whoever asked for the drain has not admitted it since. */
    private static boolean isDrainedProcess(ManagerMessage.Register register, NodeRecord before) {
        return before != null && before.draining() && before.processId().equals(register.processId());
    }

    private static void added(
            ManagerTurn turn, ManagerMessage.Register register, NodeRecord node, boolean drainedProcess) {
        boolean standby = register.standby() || drainedProcess;
        turn.draft().add(member(register, node, standby, 1));
        if (standby) {
            turn.event(
                    ManagerEvent.NODE_STANDBY,
                    register.nodeId(),
                    register.nodeId() + " waits as a standby at " + register.host() + ":" + register.httpPort());
        } else {
            if (node.draining()) {
                turn.store(node.withDraining(false));
            }
            turn.event(
                    ManagerEvent.NODE_ADDED,
                    register.nodeId(),
                    register.nodeId() + " joined at " + register.host() + ":" + register.httpPort());
        }
    }

    static Member member(ManagerMessage.Register register, NodeRecord node, boolean standby, long ringVersion) {
        return new Member(
                register.nodeId(),
                node.incarnation(),
                standby ? MemberState.STANDBY : MemberState.JOINING,
                ringVersion,
                register.host(),
                register.httpPort(),
                register.respPort(),
                register.respHost(),
                register.zone(),
                Math.max(1, register.weight()));
    }

    /** Whether {@link #addressed} would change nothing: it is asked in every turn, of every member. */
    static boolean isAddressed(Member member, ManagerMessage.Register register) {
        return member.host().equals(register.host())
                && member.httpPort() == register.httpPort()
                && member.respPort() == register.respPort()
                && member.respHost().equals(register.respHost())
                && member.zone().equals(register.zone())
                && member.weight() == Math.max(1, register.weight());
    }

    static Member addressed(Member member, ManagerMessage.Register register) {
        return new Member(
                member.nodeId(),
                member.incarnation(),
                member.state(),
                member.stateSince(),
                register.host(),
                register.httpPort(),
                register.respPort(),
                register.respHost(),
                register.zone(),
                Math.max(1, register.weight()));
    }

    private static String how(ManagerMessage.Register register, NodeRecord before) {
        // A manager that learned the cluster from its nodes cannot tell whether the process is another one.
        boolean unknown =
                before == null || before.processId().isEmpty() || register.memory() == ManagerMessage.Memory.RUNNING;
        return unknown ? " registered with a new manager" : " started again " + remembering(register.memory());
    }

    private static String remembering(ManagerMessage.Memory memory) {
        return switch (memory) {
            case EMPTY -> "with no memory";
            case WARM -> "from its snapshot";
            case CLEAN -> "from a clean stop";
            case RUNNING -> "from what it still had";
        };
    }
}
