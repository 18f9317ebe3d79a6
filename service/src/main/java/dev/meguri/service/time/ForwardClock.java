package dev.meguri.service.time;

import java.util.function.LongSupplier;

/**
 * The wall clock for what both lasts and is shown to people: it jumps forward with it, and where that is set back it goes on
 * steadily from where it was. One thread calls.
 */
public final class ForwardClock implements LongSupplier {
    private final LongSupplier wall;
    private final LongSupplier steady;
    private long shown = Long.MIN_VALUE;
    private long shownAtSteady;

    public ForwardClock() {
        this(System::currentTimeMillis, SteadyClock::millis);
    }

    ForwardClock(LongSupplier wall, LongSupplier steady) {
        this.wall = wall;
        this.steady = steady;
    }

    @Override
    public long getAsLong() {
        long now = steady.getAsLong();
        long next = wall.getAsLong();
        shown = shown == Long.MIN_VALUE ? next : Math.max(next, shown + now - shownAtSteady);
        shownAtSteady = now;
        return shown;
    }
}
