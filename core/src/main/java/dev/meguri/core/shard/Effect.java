package dev.meguri.core.shard;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Result;

/** What a step of a shard asks its driver to do, in order. */
public sealed interface Effect {
    /** Answer the client. Exactly one per operation that was submitted. */
    record Reply(long operationId, Result result) implements Effect {}

    /** Send to the same shard of a peer. It may be lost. */
    record Send(String nodeId, ShardMessage message) implements Effect {}

    /** This peer knows a newer state than ours: ask it. */
    record FetchState(String nodeId) implements Effect {}
}
