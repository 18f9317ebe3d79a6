package dev.meguri.simulator.cluster;

import dev.meguri.simulator.time.EventQueue;

/**
 * The clocks of one machine. The wall clock is virtual time from a fixed date on, wrong by an amount that can change at any
 * moment; the others follow from it and from true time.
 */
public final class NodeClock {
    /** 2026-01-01T00:00:00Z: when every run begins. */
    public static final long EPOCH_MILLIS = 1_767_225_600_000L;

    private final EventQueue queue;
    private final long firstSkewMicros;
    private long skewMicros;
    private long mostSkewMicros;
    private long leastSkewMicros;

    public NodeClock(EventQueue queue, long skewMicros) {
        this.queue = queue;
        this.firstSkewMicros = skewMicros;
        this.skewMicros = skewMicros;
        this.mostSkewMicros = skewMicros;
        this.leastSkewMicros = skewMicros;
    }

    /** The wall clock. */
    public long nowMillis() {
        return millis(skewMicros);
    }

    /** Begins with the wall clock and never jumps. */
    public long steadyMillis() {
        return millis(firstSkewMicros);
    }

    /** Jumps forward with the wall clock, and goes on steadily when that jumps back. */
    public long forwardMillis() {
        return millis(mostSkewMicros);
    }

    /** What the wall clock would show if it were as late as it ever was. */
    public long leastMillis() {
        return millis(leastSkewMicros);
    }

    /** Jumps: from now on the wall clock is wrong by this much more than it was in the beginning. */
    public void jumpTo(long micros) {
        skewMicros = firstSkewMicros + micros;
        mostSkewMicros = Math.max(mostSkewMicros, skewMicros);
        leastSkewMicros = Math.min(leastSkewMicros, skewMicros);
    }

    /** The first moment at which the steady clock shows that millisecond; now, if it was earlier. */
    public long microsOfSteady(long millis) {
        return micros(millis, firstSkewMicros);
    }

    /** The first moment at which the forward clock shows that millisecond, if nothing jumps; now, if it was earlier. */
    public long microsOfForward(long millis) {
        return micros(millis, mostSkewMicros);
    }

    private long millis(long skew) {
        return EPOCH_MILLIS + Math.floorDiv(queue.nowMicros() + skew, 1_000);
    }

    private long micros(long millis, long skew) {
        return Math.max((millis - EPOCH_MILLIS) * 1_000 - skew, queue.nowMicros());
    }
}
