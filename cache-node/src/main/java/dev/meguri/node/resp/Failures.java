package dev.meguri.node.resp;

import dev.meguri.core.operation.Result;
import dev.meguri.resp.program.Errors;

/** Failed operations as errors that clients of Redis understand: the code says what a client may do. */
final class Failures {
    private Failures() {}

    static String text(Result.Failed failed) {
        return switch (failed.failure()) {
            case NOT_ENOUGH_REPLICAS -> "NOREPLICAS Not enough good replicas to write. " + failed.detail();
            case IN_DOUBT -> "INDOUBT " + failed.detail();
            case UNAVAILABLE -> "CLUSTERDOWN " + failed.detail();
            case NO_RING -> Routing.DOWN;
            case OVERLOADED -> "ERR overloaded: " + failed.detail() + "; nothing was changed, retry later";
            case SLOT_LOST -> "CLUSTERDOWN " + failed.detail();
            case CLOCK_SKEW -> "CLOCKSKEW " + failed.detail();
            case MEMORY_LIMIT -> "OOM command not allowed when used memory > 'maxmemory'. " + failed.detail();
            case VALUE_TOO_LARGE -> Errors.TOO_LONG + ": " + failed.detail();
            case INVALID_TTL -> "ERR invalid expire time: " + failed.detail();
            case NOT_A_NUMBER -> Errors.NOT_AN_INTEGER;
            case NUMBER_OVERFLOW -> Errors.OVERFLOW;
            case NO_RESOLVER -> "ERR " + failed.detail();
        };
    }

    /** Replicas beside the coordinator that confirmed a write. */
    static int confirmed(Result result) {
        return switch (result) {
            case Result.Written written -> written.receipt().acks() - 1;
            case Result.Removed removed -> removed.receipt().acks() - 1;
            case Result.Found found -> 0;
            case Result.Absent absent -> 0;
            case Result.ConditionFailed failed -> 0;
            case Result.Failed failed -> Math.max(0, failed.acks() - 1);
        };
    }
}
