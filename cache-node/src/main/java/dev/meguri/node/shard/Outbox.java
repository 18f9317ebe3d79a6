package dev.meguri.node.shard;

import java.util.List;

/** Where messages to peers go. Called from any thread, never blocks; what cannot be sent is dropped and counted. */
@FunctionalInterface
public interface Outbox {
    /** @param envelopes encoded, in order, see {@link dev.meguri.wire.PeerCodec} */
    void send(String nodeId, List<byte[]> envelopes);
}
