package dev.meguri.node.shard;

import dev.meguri.core.message.MessageKind;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.node.NodeLimits;
import dev.meguri.node.traffic.Tally;
import dev.meguri.wire.PeerCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** What one turn of a shard sends, gathered per peer, so that a turn's messages share a frame. Owned by whose turn it is. */
final class TurnBatch {
    private final Outbox outbox;
    private final IntPredicate moves;
    /** Kept from turn to turn; those of peers that this turn sends nothing to are empty. */
    private final Map<String, OfPeer> byPeer = new LinkedHashMap<>();

    private boolean isEmpty = true;
    /** The last message, and what it is on the wire: replicas are told the same, one after the other. */
    private ShardMessage last;

    private byte[] lastEncoded;
    private MessageKind lastKind;

    private static final class OfPeer {
        private final List<byte[]> envelopes = new ArrayList<>();
        private final Tally tally = new Tally();
    }

    /** @param moves whether a slot moves, as the shard knows it */
    TurnBatch(Outbox outbox, IntPredicate moves) {
        this.outbox = outbox;
        this.moves = moves;
    }

    void add(String nodeId, ShardMessage message) {
        if (message != last) {
            lastEncoded = PeerCodec.encode(message);
            lastKind = kindOf(message);
            last = message;
        }
        OfPeer ofPeer = byPeer.computeIfAbsent(nodeId, id -> new OfPeer());
        ofPeer.envelopes.add(lastEncoded);
        ofPeer.tally.add(lastKind, lastEncoded.length);
        isEmpty = false;
    }

    private MessageKind kindOf(ShardMessage message) {
        MessageKind kind = MessageKind.of(message);
        MessageKind ofMoving = kind.ofMovingSlot();
        return ofMoving != kind && moves.test(message.slot()) ? ofMoving : kind;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    void flush() {
        if (isEmpty) {
            return;
        }
        byPeer.forEach(this::send);
        if (byPeer.size() > NodeLimits.MAX_KEPT_BATCHES) {
            byPeer.clear();
        }
        isEmpty = true;
        last = null;
        lastEncoded = null;
    }

    private void send(String nodeId, OfPeer ofPeer) {
        if (!ofPeer.envelopes.isEmpty()) {
            outbox.send(nodeId, ofPeer.envelopes);
            outbox.count(nodeId, ofPeer.tally);
            ofPeer.envelopes.clear();
            ofPeer.tally.clear();
        }
    }
}
