package dev.meguri.core.membership;

import dev.meguri.core.migration.JobTargets;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.migration.SlotMover;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.PlannedNode;
import dev.meguri.core.ring.SlotAssignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything the manager knows between turns. What is stored is said so; the rest is seen anew after a start. */
final class ManagerKnowledge {
    final ManagerSettings settings;

    /** The name for a cluster formed by this manager. */
    final String newClusterId;

    final boolean databaseLost;
    final long startedMillis;

    /** Stored. Null until a cluster is formed or learned of. */
    ClusterState state;

    /** Stored. Of this life; every state published from now on carries it. */
    long term;

    /** The highest ring version that any node spoke of: the next one is over it. */
    long highestRingVersion;

    /** Until then nothing is changed. */
    long holdUntilMillis;

    /** Stored. */
    final TreeMap<String, NodeRecord> records = new TreeMap<>();

    /** One per member. */
    final TreeMap<String, NodeSession> sessions = new TreeMap<>();

    /** By connection. Only those that have one. */
    final TreeMap<Long, NodeSession> sessionsByConnection = new TreeMap<>();

    /** By connection, in the order they came. */
    final Map<Long, WaitingNode> waiting = new LinkedHashMap<>();

    /** Stored now and then. */
    long activeUntilMillis;

    long activeUntilStoredMillis;

    /** Stored. The nodes of the newest plan; null: none was made. */
    List<PlannedNode> planned;

    /** The newest job, running or not; null: none. Stored. */
    RebalanceJob job;

    /** Of the newest job that had any; null: none. Stored. */
    JobTargets targets;

    /** Which slots' strong keys are with their next lists alone. Stored. */
    Map<Integer, Long> carried;

    final SlotMover mover;
    final Losses losses = new Losses();

    private ClusterState holdersOf;
    private final TreeSet<String> holders = new TreeSet<>();

    ManagerKnowledge(ManagerSettings settings, ManagerInput.Started started, long nowMillis) {
        this.settings = settings;
        this.newClusterId = started.newClusterId();
        this.databaseLost = started.databaseLost();
        this.startedMillis = nowMillis;
        StoredManager stored = started.stored();
        this.state = stored.state();
        this.term = Math.max(stored.term(), state == null ? 0 : state.term()) + 1;
        this.holdUntilMillis = nowMillis + settings.detection().startHoldMillis();
        this.records.putAll(stored.nodes());
        this.activeUntilMillis = stored.activeUntilMillis();
        this.activeUntilStoredMillis = stored.activeUntilMillis();
        this.planned = stored.planned();
        this.job = stored.job();
        this.targets = stored.targets();
        this.carried = stored.carried();
        this.mover = new SlotMover(settings.moving());
        if (state != null) {
            learnMembers(nowMillis);
            mover.restore(state, job, stored.targets(), stored.carried());
        }
    }

    /** A state that was written by an earlier life, or uploaded: its members are given the grace of a start. */
    void learnMembers(long nowMillis) {
        highestRingVersion = Math.max(highestRingVersion, state.ringVersion());
        long missedFrom = nowMillis + settings.detection().startGraceMillis();
        for (Member member : state.members()) {
            sessions.computeIfAbsent(member.nodeId(), n -> new NodeSession(n, missedFrom));
            NodeRecord known = records.get(member.nodeId());
            if (known == null || known.incarnation() < member.incarnation()) {
                boolean draining = member.state() == MemberState.LEAVING || known != null && known.draining();
                records.put(member.nodeId(), new NodeRecord(member.nodeId(), member.incarnation(), "", draining, true));
            } else if (member.state() == MemberState.LEAVING && !known.draining()) {
                // The database is older than the drain, or the node registered before anybody told of it.
                records.put(member.nodeId(), known.withDraining(true));
            }
        }
        sessions.keySet()
                .removeIf(n -> state.member(n) == null && !sessions.get(n).connected());
    }

    /** Whether the manager has just started and only listens. Once it has ended, it does not begin again. */
    boolean holding(long nowMillis) {
        if (nowMillis < holdUntilMillis && everyMemberIsThere()) {
            holdUntilMillis = nowMillis;
        }
        return nowMillis < holdUntilMillis;
    }

    private boolean everyMemberIsThere() {
        if (state == null) {
            return false;
        }
        TreeSet<String> there = new TreeSet<>();
        waiting.values().stream().filter(w -> w.uploadAskedMillis == null).forEach(w -> there.add(w.nodeId()));
        sessions.values().stream().filter(NodeSession::connected).forEach(s -> there.add(s.nodeId));
        return state.members().stream().allMatch(m -> there.contains(m.nodeId()));
    }

    /** Null when the connection belongs to no member. */
    NodeSession session(long connectionId) {
        return sessionsByConnection.get(connectionId);
    }

    boolean draining(String nodeId) {
        NodeRecord node = records.get(nodeId);
        return node != null && node.draining();
    }

    boolean beating(String nodeId, long nowMillis) {
        NodeSession session = sessions.get(nodeId);
        return session != null
                && session.beating(nowMillis, settings.detection().suspectMillis());
    }

    /** Whether the node is in any list of the published state. */
    boolean holds(String nodeId) {
        if (holdersOf != state) {
            holders.clear();
            for (SlotAssignment slot : state.slots()) {
                holders.addAll(slot.current());
                holders.addAll(slot.next());
            }
            holdersOf = state;
        }
        return holders.contains(nodeId);
    }
}
