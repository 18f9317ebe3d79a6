package dev.meguri.node.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.token.ClientToken;
import dev.meguri.node.lifecycle.NodeProcess;
import dev.meguri.node.metrics.OperationMetrics;
import dev.meguri.node.shard.ShardPool;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Gives an operation to its shard and waits, without a thread, for the result. */
@Singleton
class OperationRunner {
    private final NodeProcess process;
    private final OperationMetrics metrics;

    OperationRunner(NodeProcess process, OperationMetrics metrics) {
        this.process = process;
        this.metrics = metrics;
    }

    /** @param token of a write that its client may send again; null: none */
    Uni<Result> run(Operation operation, ClientToken token) {
        ShardPool shards = process.shards();
        if (shards == null || process.isStopping()) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, null, "This node is stopping; nothing was changed. Ask another node.");
        }
        long startNanos = System.nanoTime();
        return Uni.createFrom().emitter(emitter -> {
            boolean taken = shards.submit(operation, token, result -> {
                metrics.record(operation, result, System.nanoTime() - startNanos);
                emitter.complete(result);
            });
            if (!taken) {
                metrics.refused(operation);
                emitter.fail(new ProblemException(
                        ErrorCode.OVERLOADED,
                        null,
                        "Too many operations wait at this node; nothing was changed. Try again later or elsewhere."));
            }
        });
    }
}
