package dev.meguri.core.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which peers this node itself can reach: those with a connection over which no ping has waited for its answer for too long.
 * That is about one connection, and for the shards; whether a member is alive is the gossip's question.
 */
final class PeerWatch {
    private static final long NEVER = Long.MIN_VALUE;

    private static final class Peer {
        boolean linked;
        boolean reachable;
        /** Of the first ping since the last answer; {@link #NEVER}: all are answered. */
        long waitingSinceMillis = NEVER;

        long askedMillis;
    }

    private final Map<String, Peer> peers = new TreeMap<>();
    private final long timeoutMillis;

    PeerWatch(long timeoutMillis) {
        this.timeoutMillis = timeoutMillis;
    }

    /** The connection is there, or gone. True: the verdict has changed. */
    boolean linked(String nodeId, boolean up, long nowMillis) {
        Peer peer = peer(nodeId);
        peer.linked = up;
        peer.waitingSinceMillis = NEVER;
        return judge(peer, nowMillis);
    }

    /** A ping was sent. */
    void asked(String nodeId, long nowMillis) {
        Peer peer = peer(nodeId);
        peer.askedMillis = nowMillis;
        if (peer.waitingSinceMillis == NEVER) {
            peer.waitingSinceMillis = nowMillis;
        }
    }

    /** A ping was answered: the way there and back works. True: the verdict has changed. */
    boolean answered(String nodeId, long nowMillis) {
        Peer peer = peer(nodeId);
        peer.waitingSinceMillis = NEVER;
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

    /** Those that have owed an answer for so long and are not known by it yet; those asked longest ago first. */
    List<String> toAskAgain(long nowMillis, long pauseMillis, int most) {
        List<String> again = new ArrayList<>();
        peers.forEach((nodeId, peer) -> {
            if (owes(peer) && nowMillis - peer.askedMillis >= pauseMillis) {
                again.add(nodeId);
            }
        });
        again.sort(java.util.Comparator.comparingLong(nodeId -> peers.get(nodeId).askedMillis));
        return again.size() <= most ? again : again.subList(0, most);
    }

    boolean anyOwes() {
        return peers.values().stream().anyMatch(PeerWatch::owes);
    }

    private static boolean owes(Peer peer) {
        return peer.linked && peer.waitingSinceMillis != NEVER;
    }

    /** So much of everybody's silence was not theirs. */
    void forgive(long millis, long nowMillis) {
        for (Peer peer : peers.values()) {
            if (peer.waitingSinceMillis != NEVER) {
                peer.waitingSinceMillis = Math.min(nowMillis, peer.waitingSinceMillis + millis);
            }
        }
    }

    boolean isReachable(String nodeId) {
        Peer peer = peers.get(nodeId);
        return peer != null && peer.reachable;
    }

    boolean isLinked(String nodeId) {
        Peer peer = peers.get(nodeId);
        return peer != null && peer.linked;
    }

    private Peer peer(String nodeId) {
        return peers.computeIfAbsent(nodeId, id -> new Peer());
    }

    private boolean judge(Peer peer, long nowMillis) {
        boolean silent = owes(peer) && nowMillis - peer.waitingSinceMillis >= timeoutMillis;
        boolean reachable = peer.linked && !silent;
        boolean changed = reachable != peer.reachable;
        peer.reachable = reachable;
        return changed;
    }
}
