package dev.meguri.simulator.cluster;

import dev.meguri.simulator.time.Event;
import dev.meguri.simulator.time.EventQueue;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/** Wakes one state machine when it asked for it: keeps no more events waiting than needed. */
final class Waker {
    private final EventQueue queue;
    private final LongSupplier clock;
    private final LongUnaryOperator microsOf;
    private final Runnable wake;
    /** One for all: which one happens is told by {@code scheduledMillis}. */
    private final Event event = this::happens;

    private long wantedMillis = Long.MAX_VALUE;
    /** When events are to happen that were scheduled, the next one last. */
    private long[] scheduledMillis = new long[4];

    private int scheduled;
    /** A wake-up was given, and the machine has not said yet what it wants next: it may be paused. */
    private boolean given;

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
        given = false;
        schedule();
    }

    /** The process ended: nothing more happens. */
    void stop() {
        stopped = true;
    }

    /** Unless an event comes in time anyway, which then schedules the next one. */
    private void schedule() {
        if (wantedMillis == Long.MAX_VALUE || scheduled > 0 && scheduledMillis[scheduled - 1] <= wantedMillis) {
            return;
        }
        if (scheduled == scheduledMillis.length) {
            scheduledMillis = Arrays.copyOf(scheduledMillis, 2 * scheduled);
        }
        scheduledMillis[scheduled++] = wantedMillis;
        queue.at(microsOf.applyAsLong(wantedMillis), event);
    }

    private void happens() {
        scheduled--;
        if (stopped || given) {
            return;
        }
        if (wantedMillis > clock.getAsLong()) {
            schedule();
        } else {
            given = true;
            wake.run();
        }
    }
}
