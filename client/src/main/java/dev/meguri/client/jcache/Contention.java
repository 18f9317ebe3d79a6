package dev.meguri.client.jcache;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;

/** How long a change that others got ahead of waits, before it reads and decides again. */
final class Contention {
    /** Fewer: what many change at once fails; more: a caller waits for longer, up to some five seconds in all. */
    static final int MAX_ATTEMPTS = 100;
    /** At once at first: most conflicts are with one other. */
    private static final int WITHOUT_PAUSE = 2;

    private static final long FIRST_NANOS = 500_000;
    private static final long LONGEST_NANOS = 100_000_000;
    private static final int MOST_DOUBLINGS = 8;

    private Contention() {}

    /**
     * @param failed attempts so far, from 1
     * @param share from 0 to 1, by chance: so that those who met do not meet again
     */
    static long pauseNanos(int failed, double share) {
        if (failed <= WITHOUT_PAUSE) {
            return 0;
        }
        long most = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(failed - WITHOUT_PAUSE, MOST_DOUBLINGS));
        return (long) (most * share);
    }

    /** @throws CacheException this thread was interrupted */
    static void pause(int failed) {
        try {
            TimeUnit.NANOSECONDS.sleep(
                    pauseNanos(failed, ThreadLocalRandom.current().nextDouble()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("interrupted while others changed this key; nothing was changed", e);
        }
    }
}
