package dev.meguri.node.resp.push;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.core.version.Version;
import dev.meguri.node.shard.ShardTurn;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.push.KeyEvents;
import dev.meguri.resp.push.KeyspaceFlags;
import dev.meguri.resp.push.Name;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What clients are told of keys: keyspace notifications, and that what they cached is outdated. Off, each change costs one look at a flag. Settings are changed by any
 * thread; {@link #because} and {@link #done} are called in turns of the key's shard.
 */
public final class KeyWatch {
    private final String self;
    private final Supplier<ClusterState> state;
    private final PushHub hub;
    private final TrackingHub tracking = new TrackingHub();
    private final ShardWatch[] shards;
    private volatile int flags;
    private volatile boolean watching;

    /** @param shardCount slots belong to the shard {@code slot % shardCount} */
    public KeyWatch(String self, Supplier<ClusterState> state, PushHub hub, int shardCount) {
        this.self = self;
        this.state = state;
        this.hub = hub;
        this.shards = new ShardWatch[shardCount];
        for (int i = 0; i < shardCount; i++) {
            shards[i] = new ShardWatch(this);
        }
    }

    /** To be told what becomes of the shard's keys. */
    public ShardWatch ofShard(int shard) {
        return shards[shard];
    }

    /** Of {@link KeyspaceFlags}. */
    public int flags() {
        return flags;
    }

    public synchronized void flags(int next) {
        flags = next;
        watching = KeyspaceFlags.tellsAnything(next) || tracking.isActive();
    }

    public TrackingHub tracking() {
        return tracking;
    }

    /** As {@link TrackingHub#add}. */
    public synchronized void track(TrackingClient client, Collection<Name> broadcast) {
        tracking.add(client, broadcast);
        watching = true;
    }

    /** As {@link TrackingHub#remove}. */
    public synchronized void untrack(TrackingClient client, Collection<Name> broadcast) {
        tracking.remove(client, broadcast);
        watching = KeyspaceFlags.tellsAnything(flags) || tracking.isActive();
    }

    /**
     * A client read the key by asking other nodes, too. What this node holds may be newer, and was told before: then it is told
     * again, behind the answer.
     */
    public void read(ShardTurn turn, Key key, Entry found) {
        if (!tracking.isActive()) {
            return;
        }
        Version held = null;
        if (turn.shard().policyOf(key).isStrong()) {
            Acceptor acceptor = turn.shard().strong().acceptorOf(key.slot(Slots.COUNT));
            StrongValue value = acceptor == null ? null : acceptor.peek(key);
            held = StrongValue.count(value) == 0 ? null : value.changeBallot().toVersion();
        } else {
            Entry entry = turn.shard().store().peek(key);
            held = entry == null || entry.isGone() ? null : entry.version();
        }
        if (!Objects.equals(held, found == null ? null : found.version())) {
            tracking.changed(key, 0);
        }
    }

    boolean isWatching() {
        return watching;
    }

    /** A client's command is about to change the key. */
    public void because(Key key, Command command, boolean isFirstKey, long clientId) {
        if (watching) {
            ofSlot(key).because(key, new ShardWatch.Cause(KeyEvents.of(command, isFirstKey), clientId));
        }
    }

    /** It has, or will not. */
    public void done(Key key) {
        // what began while somebody was told must not be taken for the cause of a later change
        ofSlot(key).done(key);
    }

    private ShardWatch ofSlot(Key key) {
        return shards[key.slot(Slots.COUNT) % shards.length];
    }

    /** Whether {@link #missed} does anything. */
    public boolean tellsMisses() {
        return (flags & KeyspaceFlags.MISS) != 0;
    }

    /** A client read the key, and there was nothing. */
    public void missed(Key key) {
        if (isToldOf(key)) {
            tell(key, KeyspaceFlags.MISS, "keymiss");
        }
    }

    /** Whether events of this key are told here: somebody listens, and this node leads it. */
    boolean isToldOf(Key key) {
        ClusterState now = state.get();
        if (flags == KeyspaceFlags.NONE || now == null || !hub.hasListeners()) {
            return false;
        }
        Policy policy = now.policies().of(key);
        int copies = policy.isStrong() ? Limits.MAX_REPLICAS : policy.replicas();
        return self.equals(now.servingPrimary(key.slot(Slots.COUNT), copies));
    }

    void tell(Key key, int flag, String event) {
        int now = flags;
        if ((now & flag) == 0) {
            return;
        }
        byte[] name = event.getBytes(StandardCharsets.US_ASCII);
        if ((now & KeyspaceFlags.KEYSPACE) != 0) {
            hub.tellHere(joined("__keyspace@0__:", key.bytes()), name);
        }
        if ((now & KeyspaceFlags.KEYEVENT) != 0) {
            hub.tellHere(joined("__keyevent@0__:", name), key.bytes());
        }
    }

    private static byte[] joined(String prefix, byte[] rest) {
        byte[] joined = new byte[prefix.length() + rest.length];
        System.arraycopy(prefix.getBytes(StandardCharsets.US_ASCII), 0, joined, 0, prefix.length());
        System.arraycopy(rest, 0, joined, prefix.length(), rest.length);
        return joined;
    }
}
