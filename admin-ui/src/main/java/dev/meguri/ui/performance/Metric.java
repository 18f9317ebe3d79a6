package dev.meguri.ui.performance;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is followed over time. Several seconds are kept as one by their mean, or by the worst of them. */
enum Metric {
    READS("reads", false),
    WRITES("writes", false),
    /** Operations per second, of one kind. */
    RATE("rate", false),
    HIT_RATIO("hitRatio", false),
    P50("p50", false),
    P99("p99", true),
    P999("p999", true),
    FAILURES("failures", false),
    EVICTIONS("evictions", false),
    EXPIRATIONS("expirations", false),
    ENTRIES("entries", false),
    MEMORY("memory", false),
    /** Of the pool, 0 to 1. */
    MEMORY_RATIO("memoryRatio", false),
    /** Milliseconds. */
    LAG("lag", true),
    BYTES_IN("bytesIn", false),
    BYTES_OUT("bytesOut", false),
    HINTS("hints", false),
    UNSYNCED("unsynced", false),
    /** 0 to 1. */
    BUSY("busy", false),
    /** Milliseconds that the node's clock is ahead of this server's. */
    CLOCK_OFFSET("clockOffset", false),
    /** Seconds. */
    SNAPSHOT_AGE("snapshotAge", true);

    private static final Map<String, Metric> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Metric::wire, Function.identity()));

    private final String wire;
    private final boolean worst;

    Metric(String wire, boolean worst) {
        this.wire = wire;
        this.worst = worst;
    }

    String wire() {
        return wire;
    }

    /** Whether several are told by the largest, not by the mean. */
    boolean isWorst() {
        return worst;
    }

    static Metric of(String wire) {
        return BY_WIRE.get(wire);
    }
}
