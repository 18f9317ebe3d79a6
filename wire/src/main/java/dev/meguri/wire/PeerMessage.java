package dev.meguri.wire;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.core.message.ShardMessage;

/** One envelope between two nodes. */
public sealed interface PeerMessage {
    /** Both sides of a link must speak the same. */
    int PROTOCOL_VERSION = Protocol.VERSION;

    /**
     * The first envelope in either direction, and only the first.
     *
     * @param clusterId empty: the sender has not joined a cluster yet
     * @param processId random per process
     * @param secret empty: none is configured
     */
    record Hello(int protocolVersion, String clusterId, String nodeId, String processId, String secret)
            implements PeerMessage {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Hello[" + nodeId + ", process " + processId + ", cluster " + clusterId + ", protocol "
                    + protocolVersion + "]";
        }
    }

    /** @param bytes of frames handled since the last credit: the other side may send as many more */
    record Credit(long bytes) implements PeerMessage {}

    /** Bytes of a channel's name. */
    int MAX_CHANNEL_BYTES = 8 * 1024;

    /**
     * A message to a channel of the Redis protocol, for those that listen at the receiver.
     *
     * @param channel at most {@link #MAX_CHANNEL_BYTES}
     * @param payload at most {@link Limits#MAX_VALUE_BYTES}
     * @param sharded the channel belongs to a slot, and patterns do not get it
     */
    record Publish(byte[] channel, byte[] payload, boolean sharded) implements PeerMessage {}

    record OfNode(NodeMessage message) implements PeerMessage {}

    record OfShard(ShardMessage message) implements PeerMessage {}
}
