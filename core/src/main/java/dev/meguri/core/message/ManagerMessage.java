package dev.meguri.core.message;

import dev.meguri.core.membership.Member;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.Arrays;
import java.util.List;

/** What a node and the manager tell each other over the heartbeat WebSocket. */
public sealed interface ManagerMessage {
    /** What a node remembers of its earlier life. */
    enum Memory {
        /** Nothing, or a snapshot too old to trust. */
        EMPTY,
        /** A snapshot younger than the tombstone grace. */
        WARM,
        /** A clean stop's complete snapshot. */
        CLEAN,
        /** Nothing was started: the process has run on since an incarnation was issued to it, and forgot nothing. */
        RUNNING
    }

    /** Whether only the manager says so, to nodes. Who hears it from the other side has no node, or no manager, before it. */
    default boolean isForNode() {
        return switch (this) {
            case Welcome m -> true;
            case Refused m -> true;
            case FullState m -> true;
            case StateDelta m -> true;
            case UploadState m -> true;
            case Register m -> false;
            case Heartbeat m -> false;
            case SlotsSynced m -> false;
            case SlotsCarried m -> false;
            case StateUploaded m -> false;
            case Goodbye m -> false;
            case FetchFullState m -> false;
        };
    }

    // ---- node to manager -----------------------------------------------------------------------------------------

    /**
     * First message on a connection.
     *
     * @param protocolVersion {@link Protocol#VERSION} of the node's build
     * @param processId random per process: two processes under one nodeId are told apart by it
     * @param clusterId of the last state the node knew; empty: none
     * @param incarnation the last one issued to this node; 0: none
     * @param snapshotMillis when the node's snapshot was complete; 0: none
     * @param memory what the node could start with, or that it runs on
     * @param term and ringVersion of the newest state the node knows; 0: none
     * @param respHost where clients of the Redis protocol reach it; empty: at {@code host}
     * @param standby whether a new node is to wait as STANDBY instead of joining at once
     */
    record Register(
            int protocolVersion,
            String nodeId,
            String processId,
            String clusterId,
            long incarnation,
            Memory memory,
            long snapshotMillis,
            long term,
            long ringVersion,
            String host,
            int httpPort,
            int respPort,
            String respHost,
            String zone,
            int weight,
            boolean standby)
            implements ManagerMessage {}

    /**
     * Every 500 ms, and a moment after connections to peers, or what the gossip says, have changed.
     *
     * @param syncedSince ring version: since it was adopted every slot of the node's lists is synced; 0: not (yet)
     * @param unsyncedSlots how many slots of the node's lists are not synced
     * @param unreachable members that the gossip, as this node knows it, holds to be suspect or failed
     * @param unconnected members to which this node has no connection now: it was closed, or is refused
     * @param load what the UI shows
     */
    record Heartbeat(
            long term,
            long ringVersion,
            long syncedSince,
            int unsyncedSlots,
            List<String> unreachable,
            List<String> unconnected,
            NodeLoad load)
            implements ManagerMessage {}

    /**
     * Cumulative counters since the node's start, and gauges.
     *
     * @param memoryBytes accounted bytes of the cache; @param memoryLimitBytes its pool
     * @param busyPercent of what its clients need most, lately: the machine's cores, or the busiest shard's thread, 0 to 100
     */
    record NodeLoad(
            long entries,
            long memoryBytes,
            long memoryLimitBytes,
            long reads,
            long writes,
            long hits,
            long misses,
            long evictions,
            long expirations,
            long startedAtMillis,
            int busyPercent) {
        public static final NodeLoad NONE = new NodeLoad(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        public long operations() {
            return reads + writes;
        }
    }

    /** New members of JOINT slots that are synced there. Repeated until the slot's epoch changes. */
    record SlotsSynced(int[] slots, long[] epochs) implements ManagerMessage {
        @Override
        public String toString() {
            return "SlotsSynced " + Arrays.toString(slots) + " epochs " + Arrays.toString(epochs);
        }
    }

    /** JOINT slots whose strong keys majorities of both lists hold. Repeated until the slot's epoch changes. */
    record SlotsCarried(int[] slots, long[] epochs) implements ManagerMessage {
        @Override
        public String toString() {
            return "SlotsCarried " + Arrays.toString(slots) + " epochs " + Arrays.toString(epochs);
        }
    }

    /** Answer to {@link UploadState}: the newest state the node knows. */
    record StateUploaded(ClusterState state) implements ManagerMessage {}

    /** The node stops cleanly now; its silence from here on is no failure to be waited for. */
    record Goodbye() implements ManagerMessage {}

    // ---- manager to node -----------------------------------------------------------------------------------------

    /**
     * @param incarnation to use from now on
     * @param startEmpty whether the node must forget the eventual keys of its snapshot: the cluster lived on for longer
     *     than the tombstone grace since it was made
     */
    record Welcome(String clusterId, long incarnation, boolean startEmpty) implements ManagerMessage {}

    /** The node must not join. @param code stable; @param detail says what to do */
    record Refused(String code, String detail) implements ManagerMessage {}

    /** The whole state. */
    record FullState(ClusterState state) implements ManagerMessage {}

    /**
     * What changed since (term, fromRingVersion). A node that has another version asks for the whole state.
     *
     * @param changedSlots the slots whose assignment changed, parallel to {@code assignments}
     * @param policies null: unchanged
     */
    record StateDelta(
            String clusterId,
            long term,
            long fromRingVersion,
            long ringVersion,
            int replicationFactor,
            List<Member> members,
            int[] changedSlots,
            List<SlotAssignment> assignments,
            PolicyTable policies)
            implements ManagerMessage {}

    /** Node to manager: I cannot apply your delta; send the whole state. */
    record FetchFullState() implements ManagerMessage {}

    /** The manager knows less than the node: send your state. */
    record UploadState() implements ManagerMessage {}
}
