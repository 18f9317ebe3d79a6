package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;

/**
 * What the manager sees of one member (a STANDBY one, too): its connection, heartbeats, and what was sent to it. Not
 * stored: a manager that starts gives every member a grace and sees anew. Owned by the manager's thread.
 */
final class NodeSession {
    static final long NO_CONNECTION = -1;
    /** Heartbeats may follow one another closely, where there is news. */
    private static final long COUNT_MILLIS = 400;

    final String nodeId;
    long connectionId = NO_CONNECTION;

    /** Null until it registered in this life of the manager. */
    ManagerMessage.Register register;

    /** When it was last heard of; after a start, when its grace ends. */
    long heardMillis;

    /** When it was really heard of, for people; 0: not in this life of the manager. */
    long seenMillis;

    /** When its connection closed; meaningless while there is one. */
    long closedMillis;

    /** Until then it is not missed while it is JOINING and its connection is open. */
    long warmUntilMillis = Long.MIN_VALUE;

    /** It said goodbye on this connection. */
    boolean stopped;

    /** Null until the first heartbeat on this connection. */
    ManagerMessage.Heartbeat heartbeat;

    /** Counters and gauges of the last heartbeat, also when the node is gone. */
    ManagerMessage.NodeLoad load = ManagerMessage.NodeLoad.NONE;

    /** Operations of its own clients per second, over some heartbeats; 0: it does not beat. */
    double operationsPerSecond;

    /** What those are counted from, and since when. */
    private long countedOperations;

    private long countedMillis;

    /** When it became DOWN; meaningless otherwise. */
    long downSinceMillis;

    /** A STANDBY node was admitted in its place. */
    boolean replaced;

    /** The newest state sent on this connection, and when; 0: none. */
    long sentTerm;

    long sentRingVersion;
    long sentMillis;

    /** When it was last asked for its newer state. */
    long uploadAskedMillis = Long.MIN_VALUE / 2;

    NodeSession(String nodeId, long missedFromMillis) {
        this.nodeId = nodeId;
        this.heardMillis = missedFromMillis;
        this.closedMillis = missedFromMillis;
        this.downSinceMillis = missedFromMillis;
    }

    boolean connected() {
        return connectionId != NO_CONNECTION;
    }

    /** A process behind an open connection, not known to be stopping. */
    boolean attached() {
        return connected() && !stopped;
    }

    /** Heartbeats come. */
    boolean beating(long nowMillis, long suspectMillis) {
        return attached() && heartbeat != null && nowMillis - heardMillis < suspectMillis;
    }

    boolean warmsUp(long nowMillis) {
        return connected() && nowMillis < warmUntilMillis;
    }

    boolean missing(long nowMillis, long silentMillis, long closedMillisLimit) {
        return nowMillis - heardMillis >= silentMillis || !connected() && nowMillis - closedMillis >= closedMillisLimit;
    }

    void connect(long connection, ManagerMessage.Register by, long nowMillis) {
        connectionId = connection;
        register = by;
        heard(nowMillis);
        stopped = false;
        heartbeat = null;
        sentTerm = by.term();
        sentRingVersion = by.ringVersion();
        sentMillis = nowMillis;
    }

    /** Another heartbeat came. */
    void beat(ManagerMessage.Heartbeat next, long nowMillis) {
        boolean first = heartbeat == null || next.load().startedAtMillis() != load.startedAtMillis();
        long millis = nowMillis - countedMillis;
        if (first || millis >= COUNT_MILLIS) {
            long operations = next.load().operations();
            operationsPerSecond = first ? 0 : (operations - countedOperations) * 1_000.0 / millis;
            countedOperations = operations;
            countedMillis = nowMillis;
        }
        heard(nowMillis);
        heartbeat = next;
        load = next.load();
    }

    void heard(long nowMillis) {
        heardMillis = nowMillis;
        seenMillis = nowMillis;
    }

    /** So much of the silence was not the node's. */
    void forgive(long millis) {
        heardMillis += millis;
        closedMillis += millis;
        warmUntilMillis = warmUntilMillis == Long.MIN_VALUE ? warmUntilMillis : warmUntilMillis + millis;
    }

    void disconnect(long nowMillis) {
        connectionId = NO_CONNECTION;
        closedMillis = nowMillis;
        heartbeat = null;
        operationsPerSecond = 0;
    }

    /** The next publication sends the whole state. */
    void forgetSent() {
        sentTerm = 0;
        sentRingVersion = 0;
    }
}
