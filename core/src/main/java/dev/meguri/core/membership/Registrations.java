package dev.meguri.core.membership;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.core.ring.ClusterState;
import java.util.ArrayList;
import java.util.List;

/** Answers registrations: who is welcome, under which incarnation, and who must wait or go. */
final class Registrations {
    /** A heartbeat that was under way when another process registered proves nothing; a later one does. */
    private static final long PROOF_OF_LIFE_MILLIS = 250;

    private static final long UPLOAD_PATIENCE_MILLIS = 2_000;

    private Registrations() {}

    static void register(ManagerTurn turn, long connectionId, ManagerMessage.Register register) {
        ManagerKnowledge knowledge = turn.knowledge;
        NodeSession session = knowledge.session(connectionId);
        if (session != null) {
            // the welcome is under way, or was lost
            welcome(turn, session, outlived(knowledge, register));
            return;
        }
        if (refusedAtOnce(turn, connectionId, register)) {
            return;
        }
        knowledge.highestRingVersion = Math.max(knowledge.highestRingVersion, register.ringVersion());
        WaitingNode waiting = knowledge.waiting.get(connectionId);
        if (waiting == null) {
            waiting = new WaitingNode(connectionId, register, turn.nowMillis);
            knowledge.waiting.put(connectionId, waiting);
        }
        if (knowsMore(knowledge, register.term(), register.ringVersion())) {
            // that it registers again makes the wait no longer
            waiting.uploadAskedMillis = waiting.uploadAskedMillis == null ? turn.nowMillis : waiting.uploadAskedMillis;
            turn.send(connectionId, new ManagerMessage.UploadState());
        }
    }

    static boolean knowsMore(ManagerKnowledge knowledge, long term, long ringVersion) {
        ClusterState state = knowledge.state;
        return ringVersion > 0
                && (state == null || ClusterState.isNewer(term, ringVersion, state.term(), state.ringVersion()));
    }

    private static boolean refusedAtOnce(ManagerTurn turn, long connectionId, ManagerMessage.Register register) {
        ManagerKnowledge knowledge = turn.knowledge;
        ClusterState state = knowledge.state;
        if (register.protocolVersion() != Protocol.VERSION) {
            String detail = "The node speaks protocol " + register.protocolVersion() + ", this manager "
                    + Protocol.VERSION + ". Run the same version of Meguri on both.";
            refuse(turn, connectionId, register.nodeId(), "other_version", detail);
            return true;
        }
        if (state != null
                && !register.clusterId().isEmpty()
                && !register.clusterId().equals(state.clusterId())) {
            String detail = "The node belongs to cluster " + register.clusterId() + ", this manager leads "
                    + state.clusterId() + ". Point the node to its own manager, or empty its data folder.";
            refuse(turn, connectionId, register.nodeId(), "other_cluster", detail);
            return true;
        }
        if (state != null
                && turn.draft().member(register.nodeId()) == null
                && turn.draft().members().size() >= Limits.MAX_NODES) {
            String detail = "The cluster has " + Limits.MAX_NODES + " nodes, the most there may be. Drain one first.";
            refuse(turn, connectionId, register.nodeId(), "too_many_nodes", detail);
            return true;
        }
        if (state == null && waitsUnderSameName(knowledge, connectionId, register)) {
            refuseTaken(turn, connectionId, register.nodeId());
            return true;
        }
        return false;
    }

    /** Before the cluster is formed there are no heartbeats: the open connection counts. */
    private static boolean waitsUnderSameName(
            ManagerKnowledge knowledge, long connectionId, ManagerMessage.Register register) {
        return knowledge.waiting.values().stream()
                .anyMatch(w -> w.connectionId != connectionId
                        && w.nodeId().equals(register.nodeId())
                        && !w.register.processId().equals(register.processId()));
    }

    private static void refuseTaken(ManagerTurn turn, long connectionId, String nodeId) {
        String detail = "Another running process has the nodeId " + nodeId
                + ". Give this one a nodeId of its own (and its own data folder), or stop the other.";
        refuse(turn, connectionId, nodeId, "node_id_taken", detail);
    }

    private static void refuse(ManagerTurn turn, long connectionId, String nodeId, String code, String detail) {
        turn.knowledge.waiting.remove(connectionId);
        turn.send(connectionId, new ManagerMessage.Refused(code, detail));
        turn.close(connectionId);
        turn.event(
                ManagerEvent.NODE_REFUSED, nodeId, nodeId + " was refused: " + detail, EventDetails.of("code", code));
    }

    /** Lets in whoever need not wait any longer. */
    static void admitWaiting(ManagerTurn turn) {
        ManagerKnowledge knowledge = turn.knowledge;
        List<WaitingNode> all = new ArrayList<>(knowledge.waiting.values());
        for (WaitingNode waiting : all) {
            if (!knowledge.waiting.containsKey(waiting.connectionId)
                    || refusedAtOnce(turn, waiting.connectionId, waiting.register)) {
                continue;
            }
            boolean uploading = waiting.uploadAskedMillis != null
                    && turn.nowMillis - waiting.uploadAskedMillis < UPLOAD_PATIENCE_MILLIS;
            if (uploading) {
                continue;
            }
            NodeRecord known = knowledge.records.get(waiting.nodeId());
            boolean same = known != null
                    && knowledge.state.member(waiting.nodeId()) != null
                    && known.processId().equals(waiting.register.processId());
            if (same) {
                accept(turn, waiting, true);
            } else if (!knowledge.holding(turn.nowMillis)) {
                admitNewProcess(turn, waiting);
            }
        }
    }

    private static void admitNewProcess(ManagerTurn turn, WaitingNode waiting) {
        NodeSession other = turn.knowledge.sessions.get(waiting.nodeId());
        if (other != null && other.attached()) {
            if (other.heardMillis >= waiting.sinceMillis + PROOF_OF_LIFE_MILLIS) {
                refuseTaken(turn, waiting.connectionId, waiting.nodeId());
                return;
            }
            if (turn.nowMillis - other.heardMillis
                    < turn.knowledge.settings.detection().suspectMillis()) {
                return;
            }
        }
        accept(turn, waiting, false);
    }

    private static void accept(ManagerTurn turn, WaitingNode waiting, boolean sameProcess) {
        ManagerKnowledge knowledge = turn.knowledge;
        knowledge.waiting.remove(waiting.connectionId);
        ManagerMessage.Register register = waiting.register;
        if (!sameProcess) {
            NodeRecord before = knowledge.records.get(register.nodeId());
            turn.store(issue(knowledge, register));
            Joining.registered(turn, register, before);
        }
        NodeSession session =
                knowledge.sessions.computeIfAbsent(register.nodeId(), n -> new NodeSession(n, turn.nowMillis));
        if (session.connected()) {
            knowledge.sessionsByConnection.remove(session.connectionId);
            turn.close(session.connectionId);
        }
        session.connect(waiting.connectionId, register, turn.nowMillis);
        if (!sameProcess) {
            session.warmUntilMillis =
                    turn.nowMillis + knowledge.settings.detection().warmUpMillis();
        }
        knowledge.sessionsByConnection.put(waiting.connectionId, session);
        welcome(turn, session, outlived(knowledge, register));
    }

    private static void welcome(ManagerTurn turn, NodeSession session, boolean startEmpty) {
        long incarnation = turn.knowledge.records.get(session.nodeId).incarnation();
        String clusterId =
                turn.knowledge.state == null ? turn.knowledge.newClusterId : turn.knowledge.state.clusterId();
        turn.send(session.connectionId, new ManagerMessage.Welcome(clusterId, incarnation, startEmpty));
    }

    /**
     * Whether the cluster lived on for longer than the grace since the node's snapshot. A process that was welcomed before has no
     * snapshot any more, but a memory that runs; one whose welcome was lost is told again.
     */
    private static boolean outlived(ManagerKnowledge knowledge, ManagerMessage.Register register) {
        boolean hasSnapshot =
                register.memory() == ManagerMessage.Memory.WARM || register.memory() == ManagerMessage.Memory.CLEAN;
        return hasSnapshot
                && knowledge.activeUntilMillis - register.snapshotMillis() > knowledge.settings.graceMillis();
    }

    /**
     * A process that is not known: the incarnation stays only where nothing was forgotten since it was issued. A manager whose
     * database is lost, or older than the process, does not know processes that never ended: a voter that did not restart is no
     * new member (STRONG.md, rule 21), and its slots are not lost (rule 23). Where a higher incarnation than the process' own
     * was issued, that was to a later one.
     *
     * <p>How long it was away makes no difference: a removal that it missed, and whose mark is gone, concerns eventual keys.
     * Strong tombstones are collected by all voters only (STRONG.md, rule 12), so a clean stop is memory at any age (rule 23).
     */
    static NodeRecord issue(ManagerKnowledge knowledge, ManagerMessage.Register register) {
        NodeRecord known = knowledge.records.get(register.nodeId());
        long last = Math.max(known == null ? 0 : known.incarnation(), register.incarnation());
        boolean hasAll =
                register.memory() == ManagerMessage.Memory.RUNNING || register.memory() == ManagerMessage.Memory.CLEAN;
        boolean whole = hasAll
                && known != null
                && known.incarnation() <= register.incarnation()
                && knowledge.state != null
                && register.clusterId().equals(knowledge.state.clusterId());
        return new NodeRecord(
                register.nodeId(),
                whole ? last : last + 1,
                register.processId(),
                known != null && known.draining(),
                known != null && known.activeBefore());
    }

    /** Accepts all that wait, as members of the cluster that is being formed. */
    static void acceptFounders(ManagerTurn turn, List<WaitingNode> founders) {
        for (WaitingNode founder : founders) {
            turn.knowledge.waiting.remove(founder.connectionId);
            NodeSession session = new NodeSession(founder.nodeId(), turn.nowMillis);
            session.connect(founder.connectionId, founder.register, turn.nowMillis);
            session.forgetSent();
            turn.knowledge.sessions.put(founder.nodeId(), session);
            turn.knowledge.sessionsByConnection.put(founder.connectionId, session);
            welcome(turn, session, false);
        }
    }
}
