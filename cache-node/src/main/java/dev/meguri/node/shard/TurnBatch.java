package dev.meguri.node.shard;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.wire.PeerCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one turn of a shard sends, gathered per peer, so that a turn's messages share a frame. Owned by whose turn it is. */
final class TurnBatch {
    private final Outbox outbox;
    private final Map<String, List<byte[]>> byPeer = new LinkedHashMap<>();
    /** The last message, and what it is on the wire: replicas are told the same, one after the other. */
    private ShardMessage last;

    private byte[] lastEncoded;

    TurnBatch(Outbox outbox) {
        this.outbox = outbox;
    }

    void add(String nodeId, ShardMessage message) {
        if (message != last) {
            lastEncoded = PeerCodec.encode(message);
            last = message;
        }
        byPeer.computeIfAbsent(nodeId, id -> new ArrayList<>()).add(lastEncoded);
    }

    boolean isEmpty() {
        return byPeer.isEmpty();
    }

    void flush() {
        if (!byPeer.isEmpty()) {
            byPeer.forEach(outbox::send);
            byPeer.clear();
            last = null;
            lastEncoded = null;
        }
    }
}
