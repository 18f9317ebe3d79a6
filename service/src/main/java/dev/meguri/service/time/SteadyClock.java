package dev.meguri.service.time;

/**
 * For how long something lasts: a clock that never goes back nor jumps, whatever happens to the wall clock. It shows what the
 * wall clock did when it was first asked, and counts on from there; compare it with nothing but itself. Any thread calls.
 */
public final class SteadyClock {
    private static final long BEGAN_MILLIS = System.currentTimeMillis();
    private static final long BEGAN_NANOS = System.nanoTime();

    private SteadyClock() {}

    public static long millis() {
        return BEGAN_MILLIS + (System.nanoTime() - BEGAN_NANOS) / 1_000_000;
    }
}
