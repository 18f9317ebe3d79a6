package dev.meguri.node;

import static dev.meguri.core.limits.Requirements.requireState;

import dev.meguri.core.limits.Limits;
import dev.meguri.resp.RespLimits;
import dev.meguri.wire.PeerMessage;

/** Every named bound of what surrounds the core in this process. Those of the core are in {@link Limits}. */
public final class NodeLimits {
    /** Inputs that wait for one shard; beyond, operations are refused as overloaded and peer messages dropped. */
    public static final int MAX_WAITING_INPUTS = 65_536;

    /** Inputs of one turn of a shard. Too many: timers and other connections wait; too few: small frames to peers. */
    public static final int MAX_INPUTS_PER_TURN = 256;

    /** Bytes that wait for one peer; beyond, messages are dropped, which the protocol tolerates. */
    public static final int MAX_QUEUED_BYTES_PER_PEER = 64 * 1024 * 1024;

    /** The same, after which messages to channels of the Redis protocol are dropped, so that data has room. */
    public static final int MAX_QUEUED_PUBLISH_BYTES_PER_PEER = 24 * 1024 * 1024;

    /** Bytes a peer may have sent that the receiver has not handled yet. At least one frame of the largest size. */
    public static final int CREDIT_WINDOW_BYTES = 2 * Limits.MAX_FRAME_BYTES;

    /** Handled bytes are given back in portions of at least this. */
    public static final int CREDIT_PORTION_BYTES = CREDIT_WINDOW_BYTES / 8;

    /** Envelopes are joined up to this; a larger one goes alone. */
    public static final int MAX_JOINED_FRAME_BYTES = 256 * 1024;

    /**
     * Peers, the manager included, to which what is sent is counted by kind. Higher: larger answers of {@code /api/stats}; lower: links
     * of a large cluster are not in the picture.
     */
    public static final int MAX_COUNTED_PEERS = 64;

    /** Of those, peers with series of their own for Prometheus: two for each kind, some 500 in all. */
    public static final int MAX_METERED_PEERS = 24;

    /** Peers for which a shard keeps what it gathers a turn's messages in. Lower: it is made anew more often. */
    public static final int MAX_KEPT_BATCHES = 256;

    /** Frames handed to a peer's socket and not yet written. */
    public static final int MAX_FRAMES_IN_FLIGHT = 4;

    /** Faults made on purpose that are at work at once. */
    public static final int MAX_FAULTS = 256;

    /** Bytes of one row of the snapshot, unless a single entry has more. */
    public static final int MAX_ROW_BYTES = 4 * 1024 * 1024;

    /** Entries that one turn of a snapshot collects (at least one slot). Higher: clients wait for longer; lower: more turns. */
    public static final int MAX_SNAPSHOT_ENTRIES_PER_TURN = 512;

    /** Slots that changed nothing are passed over, but even that takes time. */
    public static final int MAX_SNAPSHOT_SLOTS_PER_TURN = 4_096;

    /** Bytes of entries that one turn of a snapshot collects (at least one slot). */
    public static final int MAX_SNAPSHOT_BYTES_PER_TURN = 8 * 1024 * 1024;

    /**
     * A group of slots of the snapshot is written anew when it has so many times as many bytes as its entries take in memory,
     * which is more than on disk. Higher: a larger database, and longer starts; lower: more is written.
     */
    public static final double STORED_TO_LIVE_BYTES = 1.5;

    /** And so many more, so that small groups are left alone. */
    public static final int SPARE_BYTES_PER_GROUP = 16 * 1024;

    /** Or so many rows. Higher: longer starts after many small snapshots; lower: more is written. */
    public static final int MAX_ROWS_PER_GROUP = 64;

    /** A snapshot writes so much anew, where it is worth it, even when little changed. */
    public static final int MIN_COMPACTED_BYTES = 1024 * 1024;

    /** Clients that wait until another one has loaded a value; more are told at once that it is being loaded. */
    public static final int MAX_WAITING_LEASES = 16_384;

    static {
        requireState(CREDIT_WINDOW_BYTES >= Limits.MAX_FRAME_BYTES, "a frame of the largest size must fit the window");
        requireState(MAX_QUEUED_BYTES_PER_PEER >= Limits.MAX_FRAME_BYTES, "a frame must fit the queue");
        requireState(
                MAX_QUEUED_PUBLISH_BYTES_PER_PEER <= MAX_QUEUED_BYTES_PER_PEER / 2,
                "data must have room beside messages");
        requireState(RespLimits.MAX_CHANNEL_BYTES <= PeerMessage.MAX_CHANNEL_BYTES, "peers must take every channel");
        requireState(RespLimits.MAX_ARGUMENT_BYTES <= Limits.MAX_VALUE_BYTES, "peers must take every message");
        requireState(MAX_METERED_PEERS <= MAX_COUNTED_PEERS, "what is not counted has no series");
        requireState(CREDIT_PORTION_BYTES < CREDIT_WINDOW_BYTES / 2, "credit must come back before it is used up");
    }

    private NodeLimits() {}
}
