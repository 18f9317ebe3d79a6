package dev.meguri.demo.cluster;

import dev.meguri.client.load.LoadOptions;
import java.time.Duration;

/**
 * How long what was loaded is kept.
 *
 * @param ttl it is fresh
 * @param staleFor after that: callers get it at once, while one of them loads it anew
 * @param negativeTtl that there is nothing; zero: not kept
 */
public record Keeping(Duration ttl, Duration staleFor, Duration negativeTtl) {
    /** Values that were loaded at once do not end at once. */
    private static final double JITTER = 0.1;

    /** Short: a pause of this process costs a second load; long: others wait for one that died. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    LoadOptions options() {
        return LoadOptions.ttl(ttl)
                .withStaleFor(staleFor)
                .withNegativeTtl(negativeTtl)
                .withJitter(JITTER)
                .withLease(LEASE);
    }
}
