package dev.meguri.core.replication;

/** Who waits for the result of an operation. */
sealed interface Origin {
    /** A client of this node. */
    record Client(long operationId) implements Origin {}

    /** A peer that forwarded it. */
    record Peer(String nodeId, long requestId) implements Origin {}
}
