package dev.meguri.client.net;

import dev.meguri.client.ring.RingNode;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * The way to one node: a few connections, which are made when they are needed, and again after a pause where that failed. A slot
 * always takes the same one, so that what one thread asks of a key is done in the order in which it was asked.
 */
public final class NodeLink {
    private static final long FIRST_PAUSE_NANOS = 20_000_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000_000;
    private static final int MOST_DOUBLINGS = 10;

    /** Makes a connection to the node where it is today, and opens it. */
    interface Opener {
        Connection open(NodeLink link, RingNode node);
    }

    private final String nodeId;
    private final Opener opener;
    private final Random random = new Random();
    private final Connection[] connections;
    private volatile RingNode node;
    /** Since the last connection that greeted; while there are any, nobody waits for the next one. */
    private volatile int failures;

    private volatile long retryNanos;
    private volatile boolean retired;

    NodeLink(RingNode node, int count, Opener opener) {
        this.nodeId = node.nodeId();
        this.node = node;
        this.opener = opener;
        this.connections = new Connection[count];
    }

    public String nodeId() {
        return nodeId;
    }

    public RingNode node() {
        return node;
    }

    /** Null: there is none, and it makes no sense to wait for one. */
    public Connection connection(int slot) {
        Connection connection = connections[slot % connections.length];
        if (connection != null && connection.isReady()) {
            return connection;
        }
        return failures > 0 || retired ? null : opened(slot % connections.length);
    }

    /** Null: none is ready. */
    public Connection readyConnection() {
        for (Connection connection : connections) {
            if (connection != null && connection.isReady()) {
                return connection;
            }
        }
        return null;
    }

    public boolean isSilent() {
        for (Connection connection : connections) {
            if (connection != null && connection.isSilent()) {
                return true;
            }
        }
        return false;
    }

    private synchronized Connection opened(int position) {
        Connection connection = connections[position];
        if (connection == null || connection.isClosed()) {
            connection = opener.open(this, node);
            connections[position] = connection;
        }
        return connection;
    }

    synchronized void moveTo(RingNode now) {
        boolean moved = !now.isAt(node.host(), node.port());
        node = now;
        retired = false;
        if (moved) {
            failures = 0;
            closeAll(new IOException(nodeId + " is at " + now.host() + ":" + now.port() + " now"));
        }
    }

    /** It is no member any more: connections end when nothing waits for an answer. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    synchronized boolean closeIfIdle() {
        boolean idle = true;
        for (Connection connection : connections) {
            if (connection != null && !connection.isClosed()) {
                idle &= connection.isIdle();
            }
        }
        if (idle) {
            closeAll(new IOException(nodeId + " has left the cluster"));
        }
        return idle;
    }

    void greeted() {
        failures = 0;
    }

    synchronized void failed(long nowNanos) {
        long pause = FIRST_PAUSE_NANOS << Math.min(failures, MOST_DOUBLINGS);
        failures++;
        retryNanos = nowNanos + Math.min(pause, LONGEST_PAUSE_NANOS) * (50 + random.nextInt(50)) / 100;
    }

    /** Opens what is closed, where its time has come. */
    void tick(long nowNanos) {
        if (retired || failures > 0 && nowNanos - retryNanos < 0) {
            return;
        }
        for (int i = 0; i < connections.length; i++) {
            opened(i);
        }
    }

    synchronized void closeAll(IOException why) {
        for (Connection connection : connections) {
            if (connection != null) {
                connection.close(why);
            }
        }
    }

    /** Has the node tell of changes, on all connections that are there. */
    synchronized void track(List<String> prefixes) {
        for (Connection connection : connections) {
            if (connection != null && connection.isReady()) {
                connection.track(prefixes);
            }
        }
    }

    int readyConnections() {
        int ready = 0;
        for (Connection connection : connections) {
            ready += connection != null && connection.isReady() ? 1 : 0;
        }
        return ready;
    }
}
