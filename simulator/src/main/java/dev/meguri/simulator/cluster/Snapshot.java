package dev.meguri.simulator.cluster;

import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.CleanStop;
import dev.meguri.core.store.Entry;
import java.util.List;

/**
 * What a node's disk holds.
 *
 * @param takenMicros when it was taken, in virtual time
 * @param takenMillis when it was taken, by the node's clock
 * @param clean whether a clean stop made it, so that it is complete; consumed by the next start
 * @param incarnation the last one issued to the node; 0: none
 * @param state the last one adopted; null: none
 * @param stops what a clean stop stores of each shard; empty otherwise
 */
public record Snapshot(
        long takenMicros,
        long takenMillis,
        boolean clean,
        long incarnation,
        ClusterState state,
        List<Entry> entries,
        List<CleanStop> stops) {
    Snapshot consumed() {
        return new Snapshot(takenMicros, takenMillis, false, incarnation, state, entries, List.of());
    }
}
