package dev.meguri.simulator.check;

import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Result;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.workload.ClientOperation;

/** While nothing goes wrong, no client sees an error: not while nodes join, are drained, and slots move. */
public final class AvailabilityChecker implements Observer {
    private final World world;
    /** Operations that began before may fail. */
    private long expectSinceMicros = Long.MAX_VALUE;

    public AvailabilityChecker(World world) {
        this.world = world;
    }

    public void expectNoFailure() {
        expectSinceMicros = Math.min(expectSinceMicros, world.nowMicros());
    }

    @Override
    public void onResult(ClientOperation operation) {
        if (operation.submitMicros >= expectSinceMicros
                && operation.result instanceof Result.Failed failed
                && isOurs(failed.failure())
                && operation.expectsRing
                && !mayLackMemory(operation, failed.failure())) {
            throw world.violated("available-while-holders-live", "nothing went wrong, and yet: " + operation);
        }
    }

    /** Where pools are small, replicas may refuse more; after an earlier attempt that is in doubt. */
    private boolean mayLackMemory(ClientOperation operation, Failure failure) {
        return world.settings().evicts() && (operation.key.policy.isStrong() || failure == Failure.IN_DOUBT);
    }

    /** Whether the cluster is to blame, and not the client. */
    private static boolean isOurs(Failure failure) {
        return switch (failure) {
            case NOT_ENOUGH_REPLICAS, IN_DOUBT, UNAVAILABLE, NO_RING, OVERLOADED, CLOCK_SKEW, SLOT_LOST -> true;
            case MEMORY_LIMIT, VALUE_TOO_LARGE, INVALID_TTL, NOT_A_NUMBER, NUMBER_OVERFLOW, NO_RESOLVER -> false;
        };
    }
}
