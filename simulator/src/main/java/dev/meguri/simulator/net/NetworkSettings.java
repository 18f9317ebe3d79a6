package dev.meguri.simulator.net;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.simulator.time.SplitMix64;

/**
 * How the network of one run behaves where no fault is at work.
 *
 * @param minLatencyMicros of one message, one way
 * @param maxLatencyMicros of one message, one way; delays are drawn evenly between the two
 * @param orderedPeers whether messages between nodes arrive whole and in order, as on one TCP connection; else each is on
 *     its own: they overtake each other, and may be lost or doubled
 * @param lossRate share of messages between nodes that vanish (not where {@code orderedPeers})
 * @param duplicateRate share of messages between nodes that arrive twice (not where {@code orderedPeers})
 * @param spikeRate share of messages that take up to {@code maxSpikeMicros} longer
 * @param maxSpikeMicros see {@code spikeRate}
 * @param redialMicros pause between attempts to connect
 * @param deadLinkMicros after a cut this long a connection is given up
 */
public record NetworkSettings(
        long minLatencyMicros,
        long maxLatencyMicros,
        boolean orderedPeers,
        double lossRate,
        double duplicateRate,
        double spikeRate,
        long maxSpikeMicros,
        long redialMicros,
        long deadLinkMicros) {
    public NetworkSettings {
        require(minLatencyMicros >= 1, "minLatencyMicros must be at least 1");
        require(maxLatencyMicros >= minLatencyMicros, "maxLatencyMicros must not be under minLatencyMicros");
    }

    /** A good network: nothing is lost, doubled or late. */
    public static NetworkSettings calm() {
        return new NetworkSettings(100, 1_000, true, 0, 0, 0, 1, 300_000, 5_000_000);
    }

    /** A network as the seed has it: from a quiet rack to a bad line. */
    public static NetworkSettings drawn(SplitMix64 random) {
        long min = random.between(50, 500);
        long max = min + (random.chance(0.2) ? random.between(5_000, 40_000) : random.between(200, 3_000));
        boolean ordered = random.chance(0.35);
        return new NetworkSettings(
                min,
                max,
                ordered,
                random.chance(0.5) ? 0 : random.unit() * 0.01,
                random.chance(0.5) ? 0 : random.unit() * 0.02,
                random.chance(0.5) ? 0 : random.unit() * 0.005,
                random.between(20_000, 600_000),
                random.between(200_000, 800_000),
                random.between(2_000_000, 8_000_000));
    }
}
