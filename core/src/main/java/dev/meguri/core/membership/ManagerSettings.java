package dev.meguri.core.membership;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.Slots;

/**
 * How the manager forms a cluster, notices failures, and moves slots.
 *
 * @param graceMillis the nodes' tombstone grace: a node whose snapshot the cluster outlived by more starts empty. It must
 *     not be over the nodes' own, or values that were deleted come back
 */
public record ManagerSettings(Formation formation, Detection detection, Moving moving, long graceMillis) {
    /**
     * @param expectedNodes ring version 1 waits for so many. Too low: the first nodes get everything, and data moves as
     *     the others come; too high: the cluster waits for {@code waitMillis}
     * @param waitMillis since the first node registered; then the cluster is formed of those that are there
     * @param replicationFactor length of the replica lists, 1 to {@link Limits#MAX_REPLICAS}. Low: fewer copies to lose;
     *     high: more memory and more writes
     * @param slotCount {@link Slots#COUNT} but in simulations
     */
    public record Formation(int expectedNodes, long waitMillis, int replicationFactor, int slotCount) {
        public Formation {
            require(expectedNodes >= 1, "expectedNodes must be at least 1");
            require(expectedNodes <= Limits.MAX_NODES, "expectedNodes must be at most " + Limits.MAX_NODES);
            require(waitMillis >= 0, "waitMillis must not be negative");
            require(replicationFactor >= 1, "replicationFactor must be at least 1");
            require(
                    replicationFactor <= Limits.MAX_REPLICAS,
                    "replicationFactor must be at most " + Limits.MAX_REPLICAS);
        }
    }

    /**
     * @param suspectMillis without a heartbeat; must be over two heartbeats. Too low: a collector's pause looks like a
     *     failure; too high: readers keep waiting for a dead primary
     * @param downMillis without a heartbeat, where the gossip agrees. Too low: repair for nothing (the last heartbeat before a
     *     pause of 2 s may be half a second old already); too high: writes wait
     * @param endedDownMillis after its connection closed, where no other member has a connection to it either: its process
     *     has ended. Must leave it time to connect again; too high: slower failover after a crash
     * @param closedSuspectMillis after its connection closed, if it did not register again
     * @param closedDownMillis after its connection closed, where the gossip agrees
     * @param replaceAfterMillis DOWN for so long, its copies are made elsewhere. Too low: a restart moves data; too high:
     *     a second failure meets fewer copies
     * @param startHoldMillis after its start the manager changes nothing for so long, to learn from nodes what it missed
     *     while it was away; ends early when all members are there
     * @param startGraceMillis after its start no member is missed for so long
     * @param warmUpMillis a member that is JOINING is not missed for so long while its connection is open: its process has just
     *     started, on a machine that may be busy, and what the gossip says is of the one before. Too low: it is DOWN once
     *     more, and repaired once more; too high: one that hangs in its start holds up the repair of others
     */
    public record Detection(
            long suspectMillis,
            long downMillis,
            long closedSuspectMillis,
            long closedDownMillis,
            long endedDownMillis,
            long replaceAfterMillis,
            long startHoldMillis,
            long startGraceMillis,
            long warmUpMillis) {
        public Detection {
            require(suspectMillis > 0, "suspectMillis must be over 0");
            require(downMillis > suspectMillis, "downMillis must be over suspectMillis");
            require(closedDownMillis >= closedSuspectMillis, "closedDownMillis must be at least closedSuspectMillis");
            require(endedDownMillis > 0, "endedDownMillis must be over 0");
            require(endedDownMillis <= closedDownMillis, "endedDownMillis must be at most closedDownMillis");
            require(replaceAfterMillis >= 0, "replaceAfterMillis must not be negative");
            require(startGraceMillis >= startHoldMillis, "startGraceMillis must be at least startHoldMillis");
            require(warmUpMillis >= 0, "warmUpMillis must not be negative");
        }
    }

    /**
     * @param slotsPerBatch slots that enter JOINT in one ring version. Small: a job takes longer; large: each version is
     *     larger, and a dead target turns more slots back
     * @param busySlotsPerBatch the same while clients need all that a node's machine has; in between, in proportion
     * @param batchesInFlight batches in JOINT at once
     * @param restPercent how long nothing moves after what was in JOINT has arrived, in percent of the time that it took. 0: no
     *     rest; 100: clients have half of the time for themselves
     * @param busyRestPercent the same while clients need all that a node's machine has
     * @param paceMillis least time between two switches of slots that are ready before their batch is
     * @param settleMillis members must not have changed for so long before a plan is made: nodes that join together share
     *     one
     */
    public record Moving(
            int slotsPerBatch,
            int busySlotsPerBatch,
            int batchesInFlight,
            int restPercent,
            int busyRestPercent,
            long paceMillis,
            long settleMillis) {
        public Moving {
            require(slotsPerBatch >= 1, "slotsPerBatch must be at least 1");
            require(
                    slotsPerBatch <= Limits.MAX_SLOTS_PER_BATCH,
                    "slotsPerBatch must be at most " + Limits.MAX_SLOTS_PER_BATCH);
            require(busySlotsPerBatch >= 1, "busySlotsPerBatch must be at least 1");
            require(busySlotsPerBatch <= slotsPerBatch, "busySlotsPerBatch must be at most slotsPerBatch");
            require(batchesInFlight >= 1, "batchesInFlight must be at least 1");
            require(restPercent >= 0 && restPercent <= 1_000, "restPercent must be 0 to 1000");
            require(
                    busyRestPercent >= restPercent && busyRestPercent <= 1_000,
                    "busyRestPercent must be at least restPercent, and at most 1000");
        }
    }

    public static final ManagerSettings DEFAULTS = new ManagerSettings(
            new Formation(3, 15_000, 3, Slots.COUNT),
            new Detection(1_500, 3_000, 500, 1_000, 400, 30_000, 2_000, 10_000, 10_000),
            new Moving(256, 32, 1, 50, 300, 100, 1_000),
            3_600_000);

    public ManagerSettings with(Formation next) {
        return new ManagerSettings(next, detection, moving, graceMillis);
    }

    public ManagerSettings with(Detection next) {
        return new ManagerSettings(formation, next, moving, graceMillis);
    }

    public ManagerSettings with(Moving next) {
        return new ManagerSettings(formation, detection, next, graceMillis);
    }
}
