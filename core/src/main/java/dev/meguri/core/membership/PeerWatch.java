package dev.meguri.core.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which peers can be reached: those with a connection over which an answer came within the timeout. A connection that has
 * just been made gets the timeout as a credit.
 */
final class PeerWatch {
    private static final class Peer {
        boolean linked;
        boolean reachable;
        long heardAtMillis;
    }

    private final Map<String, Peer> peers = new TreeMap<>();
    private final long timeoutMillis;

    PeerWatch(long timeoutMillis) {
        this.timeoutMillis = timeoutMillis;
    }

    /** The connection is there, or gone. True: the verdict has changed. */
    boolean linked(String nodeId, boolean up, long nowMillis) {
        Peer peer = peers.computeIfAbsent(nodeId, id -> new Peer());
        peer.linked = up;
        peer.heardAtMillis = nowMillis;
        return judge(peer, nowMillis);
    }

    /** Something came from the peer. True: the verdict has changed. */
    boolean heard(String nodeId, long nowMillis) {
        Peer peer = peers.computeIfAbsent(nodeId, id -> new Peer());
        peer.heardAtMillis = nowMillis;
        return judge(peer, nowMillis);
    }

    /** The peers whose verdict has changed because they were silent. */
    List<String> silent(long nowMillis) {
        List<String> changed = new ArrayList<>();
        peers.forEach((nodeId, peer) -> {
            if (judge(peer, nowMillis)) {
                changed.add(nodeId);
            }
        });
        return changed;
    }

    /** So much of everybody's silence was not theirs. */
    void forgive(long millis, long nowMillis) {
        peers.values().forEach(peer -> peer.heardAtMillis = Math.min(nowMillis, peer.heardAtMillis + millis));
    }

    boolean isReachable(String nodeId) {
        Peer peer = peers.get(nodeId);
        return peer != null && peer.reachable;
    }

    boolean isLinked(String nodeId) {
        Peer peer = peers.get(nodeId);
        return peer != null && peer.linked;
    }

    private boolean judge(Peer peer, long nowMillis) {
        boolean reachable = peer.linked && nowMillis - peer.heardAtMillis < timeoutMillis;
        boolean changed = reachable != peer.reachable;
        peer.reachable = reachable;
        return changed;
    }
}
