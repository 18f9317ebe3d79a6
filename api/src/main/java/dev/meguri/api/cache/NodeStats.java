package dev.meguri.api.cache;

import java.util.List;
import java.util.Map;

/**
 * Counters since the node's start, and gauges.
 *
 * @param state of the node by its own adopted state; {@code null} before it has one
 * @param ringVersion adopted; 0: none yet
 * @param slotsLed slots of which this node is the home primary
 * @param slotsHeld slots of whose lists it is
 * @param unsyncedSlots held slots that are being repaired
 * @param entries values held (copies included)
 * @param memoryBytes accounted bytes
 * @param memoryLimitBytes the pool
 * @param removals how many entries went, by reason: expired, evicted, deleted, replaced, moved, lost
 * @param failures operations that failed, by error code
 * @param hints writes kept for replicas that could not be reached
 * @param hedges reads that were sent to one more replica because an answer took long
 * @param uptimeMillis since the process started
 * @param atMillis when it was taken, by the node's wall clock
 * @param latencies of this node's clients: {@code rest.get}, {@code rest.put}, {@code rest.remove}, {@code rest.increment},
 *     {@code resp.read}, {@code resp.write}
 * @param failedCommands of Redis clients, that could not be carried out
 * @param replicationLagMillis the age of the oldest eventual write, by this node's hand, that a replica has not confirmed; 0:
 *     none
 * @param busyPercent of what clients need most: the cores of its machine, or the thread of a shard, 0 to 100
 * @param snapshotAgeMillis since the last complete snapshot; null: there is none
 * @param links what was sent to each peer, by kind; kinds of which nothing was sent are not there
 */
public record NodeStats(
        String nodeId,
        String state,
        long incarnation,
        long ringVersion,
        int slotsLed,
        int slotsHeld,
        int unsyncedSlots,
        long entries,
        long memoryBytes,
        long memoryLimitBytes,
        long reads,
        long writes,
        long hits,
        long misses,
        Map<String, Long> removals,
        Map<String, Long> failures,
        List<PolicyStats> policies,
        HintStats hints,
        HedgeStats hedges,
        long uptimeMillis,
        long atMillis,
        List<LatencyStats> latencies,
        long failedCommands,
        PeerStats peers,
        long replicationLagMillis,
        int busyPercent,
        Long snapshotAgeMillis,
        List<LinkStats> links) {

    /** One policy's share. */
    public record PolicyStats(String prefix, long entries, long memoryBytes, long hits, long misses, long evictions) {}

    /** @param counts how many took how long, by the steps of {@link LatencyScale} */
    public record LatencyStats(String kind, long[] counts) {}

    /** Traffic with all peers since the start. @param droppedIn messages that were not handled, or not sent */
    public record PeerStats(long bytesIn, long bytesOut, long droppedIn, long droppedOut) {}

    /**
     * What this node sent over one connection since its start; greetings and credits of the connection itself are not counted.
     *
     * @param peer a node, or {@code manager}
     * @param kind write (passed on to who coordinates it), replicate, read, vote (strong keys), hint, repair, migration (the same of
     *     slots that move), gossip, heartbeat, state (of the cluster), publish (to channels); each with its answers
     * @param bytes on the wire, without the frames' headers
     */
    public record LinkStats(String peer, String kind, long messages, long bytes) {}

    /**
     * Writes that a replica did not confirm, kept by this node until it can be handed them.
     *
     * @param kept since the start; so are the next two
     * @param delivered and confirmed by the replica
     * @param dropped by reason: expired, overflow, refused (the slot is compared instead), moved, gone
     * @param waiting now
     * @param memoryBytes that they take now
     */
    public record HintStats(long kept, long delivered, Map<String, Long> dropped, long waiting, long memoryBytes) {}

    /**
     * Reads of this node's clients that were sent to one more replica, within a budget. Counters since the start.
     *
     * @param won answered by it while an earlier one was still to answer
     * @param denied that would have been, had there been budget
     */
    public record HedgeStats(long hedged, long won, long denied) {}
}
