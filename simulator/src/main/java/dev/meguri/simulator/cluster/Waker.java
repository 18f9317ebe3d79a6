package dev.meguri.simulator.cluster;

import dev.meguri.simulator.time.EventQueue;

/** Wakes one state machine when it asked for it: keeps no more events waiting than needed. */
final class Waker {
    private final EventQueue queue;
    private final NodeClock clock;
    private final Runnable wake;
    private long wantedMillis = Long.MAX_VALUE;
    private long scheduledMillis = Long.MAX_VALUE;
    private boolean stopped;

    /** @param wake gives the machine its wake-up, and ends with a call of {@link #want} */
    Waker(EventQueue queue, NodeClock clock, Runnable wake) {
        this.queue = queue;
        this.clock = clock;
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
        queue.at(clock.microsOf(millis), () -> {
            if (stopped || scheduledMillis != millis) {
                return;
            }
            scheduledMillis = Long.MAX_VALUE;
            if (wantedMillis > clock.nowMillis()) {
                want(wantedMillis);
                return;
            }
            wake.run();
        });
    }
}
