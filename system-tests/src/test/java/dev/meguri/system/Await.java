package dev.meguri.system;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for real processes: asks again and again until a condition holds. */
final class Await {
    private static final long PAUSE_MILLIS = 100;

    private Await() {}

    /** Milliseconds that it took; fails after {@code most}. A service that does not answer yet is "not yet". */
    static long until(String what, Duration most, BooleanSupplier condition) {
        long startNanos = System.nanoTime();
        RuntimeException last = null;
        while (System.nanoTime() - startNanos < most.toNanos()) {
            try {
                if (condition.getAsBoolean()) {
                    return (System.nanoTime() - startNanos) / 1_000_000;
                }
            } catch (Http.Unreachable notYet) {
                last = notYet;
            }
            pause();
        }
        throw new AssertionError("not within " + most.toSeconds() + " s: " + what, last);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
