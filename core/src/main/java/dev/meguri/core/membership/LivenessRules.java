package dev.meguri.core.membership;

/**
 * Who is ACTIVE, SUSPECT or DOWN, by what was heard of each member. A member is DOWN when its heartbeat is missing and, by
 * the gossip, most members that beat miss it, too; or when every connection to it is closed, the manager's and those of
 * all members that beat: then its process has ended. One that has just started gets time to warm up first: what the gossip
 * says may still be of the process before. A majority of the members is never declared DOWN (SLOT.md, 17).
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
            if (session.stopped || !session.warmsUp(turn.nowMillis)) {
                downIfDead(turn, member, session);
            }
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
        if (!session.stopped && !missing && !closedFor(turn, session, settings.endedDownMillis())) {
            return;
        }
        Witnesses witnesses = Witnesses.of(turn, member.nodeId());
        if (!session.stopped && !missing && !witnesses.nobodyIsConnected()) {
            return;
        }
        turn.draft().transition(member.nodeId(), MemberState.SUSPECT);
        if (!downIfDead(turn, turn.draft().member(member.nodeId()), session)) {
            turn.event(
                    ManagerEvent.NODE_SUSPECT,
                    member.nodeId(),
                    member.nodeId()
                            + (session.stopped
                                    ? " stopped cleanly"
                                    : " is suspected: its heartbeat is missing; " + witnesses.inWords()),
                    EventDetails.of(
                            "missedBy",
                            Witnesses.names(witnesses.missing()),
                            EventDetails.HOW,
                            session.stopped ? "stopped" : "missing"));
        }
    }

    private static boolean closedFor(ManagerTurn turn, NodeSession session, long millis) {
        return !session.connected() && turn.nowMillis - session.closedMillis >= millis;
    }

    private static void suspect(ManagerTurn turn, Member member, NodeSession session) {
        if (beats(turn, session)) {
            turn.draft().transition(member.nodeId(), MemberState.ACTIVE);
            turn.event(
                    ManagerEvent.NODE_RECOVERED,
                    member.nodeId(),
                    member.nodeId() + " is there again: its heartbeat came back in time",
                    EventDetails.of("from", MemberState.SUSPECT.name(), EventDetails.HOW, "in_time"));
            return;
        }
        downIfDead(turn, member, session);
    }

    private static void down(ManagerTurn turn, Member member, NodeSession session) {
        if (beats(turn, session)) {
            turn.draft().transition(member.nodeId(), MemberState.JOINING);
            session.replaced = false;
            session.warmUntilMillis =
                    turn.nowMillis + turn.knowledge.settings.detection().warmUpMillis();
            turn.event(
                    ManagerEvent.NODE_RETURNED,
                    member.nodeId(),
                    member.nodeId() + " is heard of again and is being repaired");
        }
    }

    private static boolean downIfDead(ManagerTurn turn, Member member, NodeSession session) {
        ManagerSettings.Detection settings = turn.knowledge.settings.detection();
        boolean missing = session.missing(turn.nowMillis, settings.downMillis(), settings.closedDownMillis());
        boolean closed = closedFor(turn, session, settings.endedDownMillis());
        if (!session.stopped && !missing && !closed) {
            return false;
        }
        Witnesses witnesses = Witnesses.of(turn, member.nodeId());
        boolean ended = closed && witnesses.nobodyIsConnected();
        boolean dead = session.stopped || ended || missing && witnesses.mostMissIt();
        if (!dead || majorityWouldBeDown(turn.draft())) {
            return false;
        }
        turn.draft().transition(member.nodeId(), MemberState.DOWN);
        session.downSinceMillis = turn.nowMillis;
        session.replaced = false;
        String why = session.stopped
                ? "it stopped cleanly"
                : ended
                        ? "its process has ended: its connections to the manager and to "
                                + Witnesses.names(witnesses.unconnected()) + " are closed"
                        : "no heartbeat, and " + witnesses.inWords();
        turn.event(
                ManagerEvent.NODE_DOWN,
                member.nodeId(),
                member.nodeId() + " is down: " + why,
                EventDetails.with(
                        EventDetails.of(
                                "clean",
                                String.valueOf(session.stopped),
                                "missedBy",
                                Witnesses.names(ended ? witnesses.unconnected() : witnesses.missing())),
                        EventDetails.HOW,
                        session.stopped ? "stopped" : ended ? "ended" : "missing"));
        return true;
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
        if (session.register != null
                && session.connected()
                && !Joining.isAddressed(turn.draft().member(nodeId), session.register)) {
            turn.draft().update(Joining.addressed(turn.draft().member(nodeId), session.register));
        }
    }
}
