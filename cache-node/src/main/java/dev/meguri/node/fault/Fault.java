package dev.meguri.node.fault;

import dev.meguri.api.fault.FaultDirection;
import dev.meguri.api.fault.FaultKind;
import dev.meguri.api.fault.FaultRequest;
import java.util.Locale;

/**
 * A fault at work, checked ({@link FaultCheck}); values that its kind does not have are 0.
 *
 * @param peer empty: of the node itself
 * @param sinceMillis steady time (no wall clock)
 * @param untilMillis steady time; from then on it does nothing
 */
record Fault(
        FaultKind kind,
        String peer,
        FaultDirection direction,
        long sinceMillis,
        long untilMillis,
        long delayMillis,
        long jitterMillis,
        double rate,
        long bytesPerSecond,
        long offsetMillis) {
    /** {@code cut:node-2:out}, {@code pause}. */
    String id() {
        return kind.isOfLink() ? kind.wire() + ":" + peer + ":" + direction.wire() : kind.wire();
    }

    boolean isOver(long nowMillis) {
        return nowMillis >= untilMillis;
    }

    boolean concerns(String other, FaultDirection way) {
        return kind.isOfLink()
                && (peer.equals(other) || peer.equals(FaultRequest.EVERYBODY))
                && (direction == way || direction == FaultDirection.BOTH);
    }

    /** What it does, for people. */
    String description() {
        return switch (kind) {
            case CUT -> "nothing passes " + way();
            case DELAY ->
                "everything " + way() + " is " + delayMillis + " ms late"
                        + (jitterMillis > 0 ? " and up to " + jitterMillis + " ms more" : "");
            case LOSS -> percent() + " of what goes " + way() + " vanishes";
            case DUPLICATION -> percent() + " of what goes " + way() + " arrives twice";
            case BANDWIDTH -> "only " + bytesPerSecond + " bytes a second pass " + way();
            case PAUSE -> "this node stands still";
            case SLOW -> "each turn of this node begins " + delayMillis + " ms late";
            case CRASH -> "this process ends as by kill -9";
            case CLOCK_OFFSET ->
                "this node's clock is " + Math.abs(offsetMillis) + " ms " + (offsetMillis < 0 ? "behind" : "ahead");
        };
    }

    private String percent() {
        return String.format(Locale.ROOT, "%.0f%%", rate * 100);
    }

    private String way() {
        String who = peer.equals(FaultRequest.EVERYBODY) ? "everybody" : peer;
        return switch (direction) {
            case IN -> "from " + who;
            case OUT -> "to " + who;
            case BOTH -> "to and from " + who;
        };
    }
}
