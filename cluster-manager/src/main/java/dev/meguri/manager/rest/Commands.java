package dev.meguri.manager.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.membership.ManagerFailure;
import dev.meguri.core.membership.ManagerInput;
import dev.meguri.manager.Manager;
import dev.meguri.manager.driver.CommandFailure;
import dev.meguri.manager.store.StoreException;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/** Hands an operator's command to the manager's thread and waits for its answer. Blocks; for worker threads. */
@Singleton
class Commands {
    private static final long PATIENCE_SECONDS = 15;

    private final Manager manager;

    Commands(Manager manager) {
        this.manager = manager;
    }

    /** The rebalance job's id, 0: none. */
    long carryOut(LongFunction<ManagerInput.Command> command) {
        try {
            return manager.loop().command(command).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw problem(e.getCause());
        } catch (TimeoutException e) {
            throw new ProblemException(
                    ErrorCode.IN_DOUBT,
                    null,
                    "The manager did not answer in time. Look at the cluster, then try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    ErrorCode.IN_DOUBT, null, "The manager is being stopped. Look at the cluster once it is back.");
        }
    }

    private static ProblemException problem(Throwable cause) {
        return switch (cause) {
            case CommandFailure e -> new ProblemException(code(e.failure()), e.field(), e.getMessage());
            case StoreException e ->
                new ProblemException(
                        ErrorCode.STORAGE_FAILED,
                        null,
                        "Nothing was changed: " + e.getMessage() + ". Free space in meguri.data-dir, then try again.");
            case IllegalStateException e -> new ProblemException(ErrorCode.OVERLOADED, null, e.getMessage());
            default -> new ProblemException(ErrorCode.INTERNAL, null, "Nothing was changed: " + cause);
        };
    }

    private static ErrorCode code(ManagerFailure failure) {
        return switch (failure) {
            case NOT_FORMED -> ErrorCode.NO_RING;
            case NODE_NOT_FOUND -> ErrorCode.NODE_NOT_FOUND;
            case NODE_STATE_CONFLICT -> ErrorCode.NODE_STATE_CONFLICT;
            case REBALANCE_RUNNING -> ErrorCode.REBALANCE_RUNNING;
            case REBALANCE_NOT_FOUND -> ErrorCode.REBALANCE_NOT_FOUND;
            case REBALANCE_STATE_CONFLICT -> ErrorCode.REBALANCE_STATE_CONFLICT;
            case POLICY_NOT_FOUND -> ErrorCode.POLICY_NOT_FOUND;
            case POLICY_CONSISTENCY_FIXED -> ErrorCode.POLICY_CONSISTENCY_FIXED;
            case DEFAULT_POLICY -> ErrorCode.INVALID_POLICY;
            case SLOTS_NOT_LOST -> ErrorCode.SLOTS_NOT_LOST;
            case LOSS_NOT_CONFIRMED -> ErrorCode.LOSS_NOT_CONFIRMED;
        };
    }
}
