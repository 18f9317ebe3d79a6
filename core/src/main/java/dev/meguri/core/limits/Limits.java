package dev.meguri.core.limits;

import static dev.meguri.core.limits.Requirements.require;
import static dev.meguri.core.limits.Requirements.requireState;

/** Every named bound of the core, in one place, with the relations between them checked when the class is loaded. */
public final class Limits {
    /** Keys are 1 to 4 KiB. Larger keys cost every digest, index and log that names them. */
    public static final int MAX_KEY_BYTES = 4 * 1024;

    /** No policy may allow larger values: one value must fit one peer frame. */
    public static final int MAX_VALUE_BYTES = 8 * 1024 * 1024;

    /** One peer frame (many envelopes). Too small: large values do not fit; too large: one frame delays the next. */
    public static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    public static final int MAX_CONTENT_TYPE_BYTES = 256;

    /** Replica lists are at most this long. */
    public static final int MAX_REPLICAS = 7;

    /** Client operations in progress in one shard; more are refused with {@code overloaded}. */
    public static final int MAX_PENDING_OPERATIONS = 65_536;

    /** Low: under load, a first write that took a second way is answered as a replacement; high: memory per shard. */
    public static final int MAX_RECENT_CHANGES = 16_384;

    /** Low: under load, a copy of a forwarded write is refused where it could be answered again; high: memory per shard. */
    public static final int MAX_RECENT_FORWARDS = 131_072;

    /**
     * Runs of peers' shards of which a shard knows how far their forwarded writes are forgotten. Low: a message that comes
     * after so many restarts of peers is taken for a new one; high: memory per shard.
     */
    public static final int MAX_FORWARDING_STREAMS = 1_024;

    /** Peer messages a shard keeps for an epoch that it has yet to adopt; more are dropped and sent again by the peer. */
    public static final int MAX_PARKED_MESSAGES = 4_096;

    /** Slots compared in one digest message. */
    public static final int MAX_SLOTS_PER_COMPARISON = 1_024;

    /** Slot exchanges a shard runs at once with all its peers. Too many: client latency suffers; too few: slow repair. */
    public static final int MAX_SLOT_EXCHANGES = 64;

    /** Key/version pairs in one message of a slot exchange. */
    public static final int MAX_VERSIONS_PER_MESSAGE = 512;

    /** Bytes of entries in one message of a slot exchange (at least one entry is sent). */
    public static final int MAX_ENTRY_BYTES_PER_MESSAGE = 256 * 1024;

    /** Hints in one message; the next one is sent when it is confirmed. */
    public static final int MAX_HINTS_PER_MESSAGE = 512;

    /**
     * Slots that move in one ring version. Low: every version has its price at every node; high: large deltas, and many slots
     * that need a majority of both lists at once. Voters that lost their memory are admitted in all their slots at once: they
     * need the very nodes that they needed before.
     */
    public static final int MAX_SLOTS_PER_BATCH = 4_096;

    /**
     * Messages about strong keys that travel as one, and are handled in one turn. Low: slots by the thousand take a turn each;
     * high: clients wait for the turn.
     */
    public static final int MAX_STRONG_MESSAGES_PER_BATCH = 512;

    /** About the bytes of keys and values in one of those (one message may have more). */
    public static final int MAX_STRONG_BYTES_PER_BATCH = 256 * 1024;

    /** Slots whose strong keys one shard carries at once. Low: batches are small; high: they are long turns for its peers. */
    public static final int MAX_SLOTS_CARRIED_AT_ONCE = 512;

    /** Entries looked at in one turn of reaping or eviction, so that a turn stays short. */
    public static final int MAX_REAPED_PER_TURN = 256;

    public static final int MAX_NODES = 256;

    /** Rumours that a node has still to pass on; beyond, those told most are told no more. Each member may have several. */
    public static final int MAX_RUMOURS_WAITING = 4 * MAX_NODES;

    /** Rumours that go with one message between nodes. Few: news travels slowly; many: every ping is large. */
    public static final int MAX_RUMOURS_PER_MESSAGE = 16;

    /** About the bytes of those rumours: a ping fits one packet. */
    public static final int MAX_RUMOUR_BYTES_PER_MESSAGE = 1_200;

    /** Members that a node probes at once, out of turn because their connections closed; others wait for their turn. */
    public static final int MAX_PROBES_IN_FLIGHT = 4;

    /** Pings that a node sends for others at once; beyond, it says at once that it could not reach them. */
    public static final int MAX_RELAYED_PROBES = 64;

    /** Peers that have not answered and are asked again in one turn, so that many that are silent are no flood. */
    public static final int MAX_PEERS_ASKED_AGAIN = 3;

    /** Positions of one node on the hash ring, however great its weight; the planner sorts them all. */
    public static final int MAX_VIRTUAL_NODES = 1_024;

    /** No TTL over ten years: an overflow in client arithmetic is refused instead of stored. */
    public static final long MAX_TTL_MILLIS = 10L * 365 * 24 * 3600 * 1000;

    /** A lease: shorter ones end before a loader has said that it needs more time. */
    public static final long MIN_LEASE_MILLIS = 100;

    /** And longer ones make others wait for a loader that died. Who needs more time renews its lease. */
    public static final long MAX_LEASE_MILLIS = 5 * 60 * 1000;

    /** For so long a node waits at most on behalf of a client until somebody else has loaded a value. */
    public static final long MAX_LEASE_WAIT_MILLIS = 30_000;

    /**
     * Changes with clients' tokens that one key remembers. Low: on a busy key, a retry finds its token forgotten; high: every
     * write of such a key carries them all.
     */
    public static final int MAX_CLIENT_TOKENS_PER_KEY = 128;

    /**
     * Of further tokens, where they do not tell their time, only the names are known, 8 bytes each. Low: on a busy key, a retry
     * makes its change a second time; high: every write of such a key carries them all.
     */
    public static final int MAX_FORGOTTEN_TOKENS_PER_KEY = 1_024;

    /** As well, of coordinators that passed a write on: they ask again within a second, or not at all. */
    public static final int MAX_COORDINATOR_TOKENS_PER_KEY = 16;

    /** How long a client may ask again with its idempotency token. Shorter than any grace of tombstones. */
    public static final long TOKEN_LIFETIME_MILLIS = 120_000;

    /**
     * Writers in one entry's version vector. Low: where many nodes come and go, an old write is merged once more; high: every
     * entry of such a key carries them all.
     */
    public static final int MAX_VECTOR_COMPONENTS = 64;

    /** Nodes, restarts and returns of nodes that one counter counts apart; more are refused until it is set. */
    public static final int MAX_COUNTER_PARTS = 256;

    static {
        requireState(MAX_FRAME_BYTES >= MAX_VALUE_BYTES + MAX_KEY_BYTES + 64 * 1024, "a value must fit a frame");
        requireState(MAX_RECENT_FORWARDS > MAX_PENDING_OPERATIONS, "writes in progress must be remembered");
        requireState(MAX_RUMOUR_BYTES_PER_MESSAGE > 200, "a rumour must fit its message");
        requireState(MAX_STRONG_BYTES_PER_BATCH < MAX_FRAME_BYTES - MAX_VALUE_BYTES, "a batch must fit a frame");
        requireState(
                MAX_SLOTS_CARRIED_AT_ONCE * MAX_REPLICAS <= MAX_PARKED_MESSAGES,
                "what all members of a list carry may have to wait for a state");
        requireState(MAX_ENTRY_BYTES_PER_MESSAGE < MAX_FRAME_BYTES, "an exchange message must fit a frame");
    }

    private Limits() {}

    public static void requireKeyBytes(int length) {
        require(length >= 1, "key must not be empty");
        require(length <= MAX_KEY_BYTES, "key must be at most " + MAX_KEY_BYTES + " bytes");
    }
}
