package dev.meguri.core.membership;

import java.util.List;

/**
 * Who is ACTIVE, SUSPECT or DOWN, by what was heard of each member. A member is DOWN when its heartbeat is missing and a
 * majority of the members that beat cannot reach it either; a majority of the members is never declared DOWN (SLOT.md, 17).
 */
final class LivenessRules {
    private LivenessRules() {}

    static void apply(ManagerTurn turn) {
        StateDraft draft = turn.draft();
        for (Member member : draft.members()) {
            NodeSession session = turn.knowledge.sessions.get(member.nodeId());
            switch (member.state()) {
                case JOINING -> joining(turn, member, session);
                case ACTIVE -> active(turn, member, session);
                case SUSPECT -> suspect(turn, member, session);
                case LEAVING -> downIfDead(turn, member, session);
                case DOWN -> down(turn, member, session);
                case STANDBY, REMOVED -> {}
            }
            refreshAddress(turn, member.nodeId(), session);
        }
    }

    private static void joining(ManagerTurn turn, Member member, NodeSession session) {
        if (!beats(turn, session)) {
            downIfDead(turn, member, session);
            return;
        }
        var heartbeat = session.heartbeat;
        boolean synced = heartbeat.syncedSince() != 0
                && heartbeat.ringVersion() >= member.stateSince()
                && heartbeat.syncedSince() >= member.stateSince();
        if (!synced) {
            return;
        }
        NodeRecord node = turn.knowledge.records.get(member.nodeId());
        turn.draft().transition(member.nodeId(), node.draining() ? MemberState.LEAVING : MemberState.ACTIVE);
        if (node.activeBefore()) {
            turn.event(
                    ManagerEvent.NODE_RECOVERED,
                    member.nodeId(),
                    member.nodeId() + " is repaired: every slot it holds is synced");
        } else {
            turn.store(node.withActiveBefore());
        }
    }

    private static void active(ManagerTurn turn, Member member, NodeSession session) {
        ManagerSettings.Detection settings = turn.knowledge.settings.detection();
        boolean missing = session.missing(turn.nowMillis, settings.suspectMillis(), settings.closedSuspectMillis());
        if (!session.stopped && !missing) {
            return;
        }
        turn.draft().transition(member.nodeId(), MemberState.SUSPECT);
        if (!downIfDead(turn, turn.draft().member(member.nodeId()), session)) {
            turn.event(
                    ManagerEvent.NODE_SUSPECT,
                    member.nodeId(),
                    member.nodeId()
                            + (session.stopped ? " stopped cleanly" : " is suspected: its heartbeat is missing"));
        }
    }

    private static void suspect(ManagerTurn turn, Member member, NodeSession session) {
        if (beats(turn, session)) {
            turn.draft().transition(member.nodeId(), MemberState.ACTIVE);
            turn.event(
                    ManagerEvent.NODE_RECOVERED,
                    member.nodeId(),
                    member.nodeId() + " is there again: its heartbeat came back in time",
                    EventDetails.of("from", MemberState.SUSPECT.name()));
            return;
        }
        downIfDead(turn, member, session);
    }

    private static void down(ManagerTurn turn, Member member, NodeSession session) {
        if (beats(turn, session)) {
            turn.draft().transition(member.nodeId(), MemberState.JOINING);
            session.replaced = false;
            turn.event(
                    ManagerEvent.NODE_RETURNED,
                    member.nodeId(),
                    member.nodeId() + " is heard of again and is being repaired");
        }
    }

    private static boolean downIfDead(ManagerTurn turn, Member member, NodeSession session) {
        ManagerSettings.Detection settings = turn.knowledge.settings.detection();
        boolean missing = session.missing(turn.nowMillis, settings.downMillis(), settings.closedDownMillis());
        boolean dead = session.stopped || missing && peersAgree(turn, member.nodeId());
        if (!dead || majorityWouldBeDown(turn.draft())) {
            return false;
        }
        turn.draft().transition(member.nodeId(), MemberState.DOWN);
        session.downSinceMillis = turn.nowMillis;
        session.replaced = false;
        turn.event(
                ManagerEvent.NODE_DOWN,
                member.nodeId(),
                member.nodeId()
                        + (session.stopped
                                ? " is down: it stopped cleanly"
                                : " is down: no heartbeat, and its peers cannot reach it"),
                EventDetails.of("clean", String.valueOf(session.stopped)));
        return true;
    }

    /** Whether more than half of the others that beat report it unreachable; with nobody to ask, no. */
    private static boolean peersAgree(ManagerTurn turn, String nodeId) {
        List<NodeSession> witnesses = turn.knowledge.sessions.values().stream()
                .filter(s -> !s.nodeId.equals(nodeId) && beats(turn, s))
                .toList();
        long unreachable =
                witnesses.stream().filter(s -> s.unreachable().contains(nodeId)).count();
        return unreachable * 2 > witnesses.size();
    }

    /** STANDBY members do not count: they hold nothing. */
    private static boolean majorityWouldBeDown(StateDraft draft) {
        long members = draft.members().stream()
                .filter(m -> m.state() != MemberState.STANDBY)
                .count();
        long down = draft.members().stream()
                .filter(m -> m.state() == MemberState.DOWN)
                .count();
        return (down + 1) * 2 > members;
    }

    private static boolean beats(ManagerTurn turn, NodeSession session) {
        return session.beating(
                turn.nowMillis, turn.knowledge.settings.detection().suspectMillis());
    }

    private static void refreshAddress(ManagerTurn turn, String nodeId, NodeSession session) {
        if (session.register != null && session.connected()) {
            turn.draft().update(Joining.addressed(turn.draft().member(nodeId), session.register));
        }
    }
}
