package dev.meguri.client.load;

import java.time.Duration;

/**
 * How values are loaded and kept. Immutable.
 *
 * <pre>
 * written                          refreshBefore     ttl              ttl + staleFor
 *    |---------- fresh -----------------|--- fresh -----|---- stale --------|  absent
 *                                       one who asks loads it anew, in the background; callers get the value that is there
 * </pre>
 */
public final class LoadOptions {
    private static final Duration MIN_LEASE = Duration.ofMillis(100);
    private static final Duration MAX_LEASE = Duration.ofMinutes(5);

    /** The policy's time to live, no stale values, nothing kept of what there is not. */
    public static final LoadOptions DEFAULT = new LoadOptions(
            null, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, Duration.ofSeconds(3), Duration.ofSeconds(30));

    private final Duration ttl;
    private final Duration staleFor;
    private final Duration refreshBefore;
    private final Duration negativeTtl;
    private final double jitter;
    private final Duration lease;
    private final Duration loadTimeout;

    private LoadOptions(
            Duration ttl,
            Duration staleFor,
            Duration refreshBefore,
            Duration negativeTtl,
            double jitter,
            Duration lease,
            Duration loadTimeout) {
        this.ttl = ttl;
        this.staleFor = staleFor;
        this.refreshBefore = refreshBefore;
        this.negativeTtl = negativeTtl;
        this.jitter = jitter;
        this.lease = lease;
        this.loadTimeout = loadTimeout;
    }

    public static LoadOptions ttl(Duration ttl) {
        return DEFAULT.withTtl(ttl);
    }

    /** How long a loaded value counts as fresh. */
    public LoadOptions withTtl(Duration next) {
        require(next.toMillis() >= 1, "a time to live is at least 1 ms, not " + next);
        return new LoadOptions(next, staleFor, refreshBefore, negativeTtl, jitter, lease, loadTimeout);
    }

    /** And for how long after that it is given to callers while one of them loads it anew. Needs a time to live. */
    public LoadOptions withStaleFor(Duration next) {
        require(!next.isNegative(), "staleFor must not be negative, but is " + next);
        require(ttl != null, "staleFor needs a time to live: begin with ttl");
        return new LoadOptions(ttl, next, refreshBefore, negativeTtl, jitter, lease, loadTimeout);
    }

    /** A value with no more than this left of its time to live is loaded anew, early, by one who asks for it. */
    public LoadOptions withRefreshBefore(Duration next) {
        require(!next.isNegative(), "refreshBefore must not be negative, but is " + next);
        require(
                ttl == null || next.compareTo(ttl) < 0,
                "refreshBefore must be less than the time to live, or every call loads");
        return new LoadOptions(ttl, staleFor, next, negativeTtl, jitter, lease, loadTimeout);
    }

    /** How long it counts as known that there is no value. Without it, every call loads where there is none. */
    public LoadOptions withNegativeTtl(Duration next) {
        require(!next.isNegative(), "negativeTtl must not be negative, but is " + next);
        return new LoadOptions(ttl, staleFor, refreshBefore, next, jitter, lease, loadTimeout);
    }

    /** @param share 0 to 1: times to live are shorter by up to this share, at random, so that what was loaded at once does not
     *     end at once */
    public LoadOptions withJitter(double share) {
        require(share >= 0 && share < 1, "jitter must be from 0 to less than 1, not " + share);
        return new LoadOptions(ttl, staleFor, refreshBefore, negativeTtl, share, lease, loadTimeout);
    }

    /**
     * How long nobody else loads once this process is dead: 100 ms to 5 minutes, 3 s by default. While a loader runs its lease is
     * renewed. Short: a pause of this process costs a second load; long: others wait for one that died.
     */
    public LoadOptions withLease(Duration next) {
        require(next.compareTo(MIN_LEASE) >= 0 && next.compareTo(MAX_LEASE) <= 0, "a lease is from 100 ms to 5 min");
        return new LoadOptions(ttl, staleFor, refreshBefore, negativeTtl, jitter, next, loadTimeout);
    }

    /**
     * How long a loader may take, and callers wait for somebody else's; 30 s by default. Then they get a
     * {@link dev.meguri.client.error.LoadTimedOutException}, and another may load.
     */
    public LoadOptions withLoadTimeout(Duration next) {
        require(next.toMillis() >= 1, "loadTimeout must be at least 1 ms, not " + next);
        return new LoadOptions(ttl, staleFor, refreshBefore, negativeTtl, jitter, lease, next);
    }

    /** Null: the policy's. */
    Duration ttl() {
        return ttl;
    }

    /** What is written, of a value: fresh and stale time together, less the jitter. Null: the policy's. */
    Duration ttl(double random) {
        return ttl == null ? null : shortened(ttl, random).plus(staleFor);
    }

    /** What is written, of an absence: it is fresh for its own time, and then as stale as a value is. */
    Duration negativeTtl(double random) {
        return shortened(negativeTtl, random).plus(staleFor).plus(refreshBefore);
    }

    boolean keepsAbsence() {
        return !negativeTtl.isZero();
    }

    long refreshMillis() {
        return staleFor.plus(refreshBefore).toMillis();
    }

    Duration lease() {
        return lease;
    }

    Duration loadTimeout() {
        return loadTimeout;
    }

    private Duration shortened(Duration whole, double random) {
        return Duration.ofMillis(Math.max(1, Math.round(whole.toMillis() * (1 - jitter * random))));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
