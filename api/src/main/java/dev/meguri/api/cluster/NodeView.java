package dev.meguri.api.cluster;

/**
 * One member.
 *
 * @param state JOINING, ACTIVE, SUSPECT, DOWN, LEAVING, STANDBY or REMOVED
 * @param primaries slots of which it is the home primary
 * @param replicas slots that it holds as another of the list
 * @param leading slots whose serving primary it is now
 * @param unsyncedSlots held slots under repair
 * @param operationsPerSecond reads and writes over the last seconds
 * @param hitRatio of the reads over the last seconds, 0 to 1; null: no reads
 * @param busyPercent of what clients need most: the cores of its machine, or the thread of a shard, 0 to 100
 * @param lastSeenMillisAgo since the last heartbeat; null: never
 * @param address where people reach it, for links ("http://localhost:8101")
 */
public record NodeView(
        String nodeId,
        String state,
        long incarnation,
        String zone,
        int weight,
        String host,
        int httpPort,
        int respPort,
        String address,
        int primaries,
        int replicas,
        int leading,
        int unsyncedSlots,
        long entries,
        long memoryBytes,
        long memoryLimitBytes,
        double operationsPerSecond,
        Double hitRatio,
        int busyPercent,
        Long lastSeenMillisAgo,
        Long startedAtMillis) {}
