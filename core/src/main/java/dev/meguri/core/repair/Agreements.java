package dev.meguri.core.repair;

import java.util.HashMap;
import java.util.Map;

/**
 * When this node last agreed on each slot with each peer: both had the same, or an exchange ended. Times are this node's own;
 * 0: never in this process.
 */
final class Agreements {
    private final int shards;
    private final int slotsOfShard;
    /** Never iterated where its order would show. */
    private final Map<String, long[]> byPeer = new HashMap<>();

    Agreements(int slotCount, int shards) {
        this.shards = shards;
        this.slotsOfShard = slotCount / shards + 1;
    }

    /** @param sinceMillis when the comparison began: what was here by then is known there */
    void agreed(String peer, int slot, long sinceMillis) {
        long[] millis = byPeer.get(peer);
        if (millis == null) {
            millis = new long[slotsOfShard];
            byPeer.put(peer, millis);
        }
        millis[slot / shards] = Math.max(millis[slot / shards], sinceMillis);
    }

    long withPeerMillis(String peer, int slot) {
        long[] millis = byPeer.get(peer);
        return millis == null ? 0 : millis[slot / shards];
    }

    /** With any peer. */
    long lastMillis(int slot) {
        long last = 0;
        for (long[] millis : byPeer.values()) {
            last = Math.max(last, millis[slot / shards]);
        }
        return last;
    }
}
