package dev.meguri.node.shard;

import dev.meguri.node.traffic.Tally;
import java.util.List;

/** Where messages to peers go. Called from any thread, never blocks; what cannot be sent is dropped and counted. */
@FunctionalInterface
public interface Outbox {
    /** @param envelopes encoded, in order, see {@link dev.meguri.wire.PeerCodec}; the list is the caller's again afterwards */
    void send(String nodeId, List<byte[]> envelopes);

    /** What was just sent to the peer, to be counted. @param tally of the caller, who goes on with it */
    default void count(String nodeId, Tally tally) {}
}
