package dev.meguri.demo.products;

import static dev.meguri.demo.web.Numbers.requireWithin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.meguri.demo.cluster.Keeping;
import java.time.Duration;

/**
 * What can be changed while the demo runs. In requests every field may be left out and keeps its value.
 *
 * @param delayMillis how long the upstream takes, 0 to 10,000
 * @param failureRate how many of the upstream's calls fail, 0 (none) to 1 (all)
 * @param ttlSeconds how long a product in the cache is fresh, 1 to 86,400
 * @param staleSeconds how long after that callers get it at once while it is loaded anew, 0 to 86,400
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record DemoSettings(Long delayMillis, Double failureRate, Long ttlSeconds, Long staleSeconds) {
    static final DemoSettings DEFAULT = new DemoSettings(400L, 0.0, 60L, 60L);

    /** That a product is not sold. Long: one that is sold again is not seen. */
    private static final Duration NEGATIVE_TTL = Duration.ofSeconds(30);

    private static final long MAX_DELAY_MILLIS = 10_000;
    private static final long MAX_TTL_SECONDS = 86_400;

    /** Of what was loaded. */
    public Keeping keeping() {
        return new Keeping(Duration.ofSeconds(ttlSeconds), Duration.ofSeconds(staleSeconds), NEGATIVE_TTL);
    }

    /** These settings with those that {@code change} names; a problem naming the field where one is out of range. */
    DemoSettings with(DemoSettings change) {
        return new DemoSettings(
                change.delayMillis == null
                        ? delayMillis
                        : requireWithin("delayMillis", change.delayMillis, 0, MAX_DELAY_MILLIS),
                change.failureRate == null ? failureRate : requireWithin("failureRate", change.failureRate, 0, 1),
                change.ttlSeconds == null
                        ? ttlSeconds
                        : requireWithin("ttlSeconds", change.ttlSeconds, 1, MAX_TTL_SECONDS),
                change.staleSeconds == null
                        ? staleSeconds
                        : requireWithin("staleSeconds", change.staleSeconds, 0, MAX_TTL_SECONDS));
    }
}
