package dev.meguri.demo;

import static dev.meguri.demo.Numbers.requireWithin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What can be changed while the demo runs. In requests every field may be left out and keeps its value.
 *
 * @param delayMillis how long the upstream takes, 0 to 10,000
 * @param failureRate how many of the upstream's calls fail, 0 (none) to 1 (all)
 * @param ttlSeconds how long a product stays in the cache, 1 to 86,400
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record DemoSettings(Long delayMillis, Double failureRate, Long ttlSeconds) {
    static final DemoSettings DEFAULT = new DemoSettings(400L, 0.0, 60L);

    private static final long MAX_DELAY_MILLIS = 10_000;
    private static final long MAX_TTL_SECONDS = 86_400;

    /** These settings with those that {@code change} names; a problem naming the field where one is out of range. */
    DemoSettings with(DemoSettings change) {
        return new DemoSettings(
                change.delayMillis == null
                        ? delayMillis
                        : requireWithin("delayMillis", change.delayMillis, 0, MAX_DELAY_MILLIS),
                change.failureRate == null ? failureRate : requireWithin("failureRate", change.failureRate, 0, 1),
                change.ttlSeconds == null
                        ? ttlSeconds
                        : requireWithin("ttlSeconds", change.ttlSeconds, 1, MAX_TTL_SECONDS));
    }
}
