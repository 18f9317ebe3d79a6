package dev.meguri.simulator.workload;

import dev.meguri.simulator.time.SplitMix64;

/**
 * What clients do.
 *
 * @param operationsPerSecond of all clients together
 * @param keysPerPolicy ordinary keys of each policy
 * @param countersPerPolicy keys of each policy that are only incremented and read
 * @param reads share of gets
 * @param removes share of removals among the writes
 * @param conditional share of writes with a condition among the writes
 * @param expiring share of puts with a TTL
 * @param named share of writes with an idempotency token, which are repeated while they are in doubt
 */
public record WorkloadSettings(
        int operationsPerSecond,
        int keysPerPolicy,
        int countersPerPolicy,
        double reads,
        double removes,
        double conditional,
        double expiring,
        double named) {
    public static WorkloadSettings ordinary() {
        return new WorkloadSettings(100, 20, 2, 0.5, 0.15, 0.2, 0.15, 0.3);
    }

    /** A workload as the seed has it, always of 100 operations per second. */
    public static WorkloadSettings drawn(SplitMix64 random) {
        return new WorkloadSettings(
                100,
                (int) random.between(3, 40),
                (int) random.between(1, 3),
                0.2 + random.unit() * 0.6,
                random.chance(0.2) ? 0 : random.unit() * 0.4,
                random.unit() * 0.4,
                random.chance(0.3) ? 0 : random.unit() * 0.4,
                random.chance(0.2) ? 0 : random.unit());
    }
}
