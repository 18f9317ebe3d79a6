package dev.meguri.simulator.cluster;

import dev.meguri.simulator.time.EventQueue;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/** Wakes one state machine when it asked for it: keeps no more events waiting than needed. */
final class Waker {
    private final EventQueue queue;
    private final LongSupplier clock;
    private final LongUnaryOperator microsOf;
    private final Runnable wake;
    private long wantedMillis = Long.MAX_VALUE;
    private long scheduledMillis = Long.MAX_VALUE;
    private boolean stopped;

    /**
     * @param clock the machine's own, in milliseconds
     * @param microsOf when it will show a millisecond
     * @param wake gives the machine its wake-up, and ends with a call of {@link #want}
     */
    Waker(EventQueue queue, LongSupplier clock, LongUnaryOperator microsOf, Runnable wake) {
        this.queue = queue;
        this.clock = clock;
        this.microsOf = microsOf;
        this.wake = wake;
    }

    /** What {@code nextWakeMillis()} said after the last step. */
    void want(long millis) {
        wantedMillis = millis;
        if (millis < scheduledMillis) {
            schedule(millis);
        }
    }

    /** The process ended: nothing more happens. */
    void stop() {
        stopped = true;
    }

    private void schedule(long millis) {
        scheduledMillis = millis;
        queue.at(microsOf.applyAsLong(millis), () -> {
            if (stopped || scheduledMillis != millis) {
                return;
            }
            scheduledMillis = Long.MAX_VALUE;
            if (wantedMillis > clock.getAsLong()) {
                want(wantedMillis);
                return;
            }
            wake.run();
        });
    }
}
