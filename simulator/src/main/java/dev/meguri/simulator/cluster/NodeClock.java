package dev.meguri.simulator.cluster;

import dev.meguri.simulator.time.EventQueue;

/** One machine's wall clock: virtual time from a fixed date on, wrong by a fixed amount. */
public final class NodeClock {
    /** 2026-01-01T00:00:00Z: when every run begins. */
    public static final long EPOCH_MILLIS = 1_767_225_600_000L;

    private final EventQueue queue;
    private final long skewMicros;

    public NodeClock(EventQueue queue, long skewMicros) {
        this.queue = queue;
        this.skewMicros = skewMicros;
    }

    public long nowMillis() {
        return EPOCH_MILLIS + Math.floorDiv(queue.nowMicros() + skewMicros, 1_000);
    }

    /** The first moment at which this clock shows that millisecond; now, if it was earlier. */
    public long microsOf(long millis) {
        long micros = (millis - EPOCH_MILLIS) * 1_000 - skewMicros;
        return Math.max(micros, queue.nowMicros());
    }
}
