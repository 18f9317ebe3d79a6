package dev.meguri.manager.config;

import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.ShardSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * The settings of the manager, each as {@code meguri.manager.…} or as an environment variable
 * ({@code MEGURI_MANAGER_EXPECTED_NODES}). Durations: {@code 500ms}, {@code 30s}, {@code 5m}.
 */
@ConfigMapping(prefix = "meguri.manager")
public interface ManagerConfig {
    /**
     * Nodes that the first ring version waits for. Too low: the first nodes get everything, and data moves as the others
     * come; too high: the cluster waits for {@code formation-wait}.
     */
    @WithDefault("3")
    int expectedNodes();

    /** Longest wait for the expected nodes, since the first registered. Too short: see above; too long: a late start. */
    @WithDefault("15s")
    Duration formationWait();

    /** Copies of each slot, 1 to 7. Counts when the cluster is formed. Low: less to lose; high: memory and writes. */
    @WithDefault("3")
    int replicationFactor();

    /** Silence after which a member is SUSPECT. Under two heartbeats (1 s): false alarms; long: slow reads meanwhile. */
    @WithDefault("1500ms")
    Duration suspectAfter();

    /** Silence after which a member that the gossip misses, too, is DOWN. Short: repairs for nothing; long: waits. */
    @WithDefault("3s")
    Duration downAfter();

    /** The same where its connection closed. Too short: a reconnection looks like a failure. */
    @WithDefault("500ms")
    Duration closedSuspectAfter();

    /** The same where its connection closed. Too short: a restart of a switch looks like a death. */
    @WithDefault("1s")
    Duration closedDownAfter();

    /** The same where no other member has a connection to it either. Too short: no time to connect again. */
    @WithDefault("400ms")
    Duration endedDownAfter();

    /** A member DOWN for longer gets its copies made elsewhere. Short: a restart moves data; long: fewer copies meanwhile. */
    @WithDefault("30s")
    Duration replaceAfter();

    /** Time after a start in which nothing changes, so that nodes can tell what the manager missed. */
    @WithDefault("2s")
    Duration startHold();

    /** Time after a start in which no member is missed; at least {@code start-hold}. Short: nodes that try again are SUSPECT. */
    @WithDefault("10s")
    Duration startGrace();

    /** Time in which a node that has just started is not missed. Short: on a busy machine it is DOWN once more. */
    @WithDefault("10s")
    Duration warmUp();

    /** Slots that start to move in one ring version, 1 to 4096. Few: slow rebalances; many: longer pauses at switches. */
    @WithDefault("256")
    int slotsPerBatch();

    /** The same while clients need all that the machine of a node has; in between, in proportion. At most {@code slots-per-batch} counts. */
    @WithDefault("32")
    int busySlotsPerBatch();

    /** Batches that move at once. Few: the network idles; many: clients feel the rebalance. */
    @WithDefault("1")
    int batchesInFlight();

    /**
     * How long nothing moves after what was under way has arrived, in percent of the time that it took, 0 to 1000. Low: clients
     * feel the rebalance; high: it takes longer.
     */
    @WithDefault("50")
    int restPercent();

    /** The same while clients need all that the machine of a node has; in between, in proportion. At least {@code rest-percent} counts. */
    @WithDefault("300")
    int busyRestPercent();

    /** Least pause between two ring versions of a rebalance. Short: many versions; long: a slower rebalance. */
    @WithDefault("100ms")
    Duration pace();

    /** Members must not have changed for so long before a plan is made. Short: two plans for two new nodes; long: idle. */
    @WithDefault("1s")
    Duration settle();

    /** The nodes' tombstone grace: whose snapshot is older starts empty. Over theirs, deleted values would come back. */
    @WithDefault("1h")
    Duration tombstoneGrace();

    /** Events kept in the log, the newest ones. */
    @WithDefault("10000")
    int keepEvents();

    /** Ring versions kept in the database, the newest ones; the newest alone is needed. */
    @WithDefault("50")
    int keepStates();

    /** @throws IllegalArgumentException naming what is out of range */
    default ManagerSettings settings() {
        if (tombstoneGrace().toMillis() > ShardSettings.DEFAULT_GRACE_MILLIS) {
            throw new IllegalArgumentException("tombstoneGrace must be at most "
                    + Duration.ofMillis(ShardSettings.DEFAULT_GRACE_MILLIS).toHours()
                    + "h, for which nodes keep the marks of"
                    + " removed keys: over it, removed values would come back with an old snapshot");
        }
        return new ManagerSettings(
                new ManagerSettings.Formation(
                        expectedNodes(), formationWait().toMillis(), replicationFactor(), Slots.COUNT),
                new ManagerSettings.Detection(
                        suspectAfter().toMillis(),
                        downAfter().toMillis(),
                        closedSuspectAfter().toMillis(),
                        closedDownAfter().toMillis(),
                        endedDownAfter().toMillis(),
                        replaceAfter().toMillis(),
                        startHold().toMillis(),
                        startGrace().toMillis(),
                        warmUp().toMillis()),
                new ManagerSettings.Moving(
                        slotsPerBatch(),
                        Math.min(busySlotsPerBatch(), slotsPerBatch()),
                        batchesInFlight(),
                        restPercent(),
                        Math.max(busyRestPercent(), restPercent()),
                        pace().toMillis(),
                        settle().toMillis()),
                tombstoneGrace().toMillis());
    }
}
