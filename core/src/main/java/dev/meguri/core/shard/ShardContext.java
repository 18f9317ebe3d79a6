package dev.meguri.core.shard;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.store.Store;
import dev.meguri.core.store.StoreSettings;
import dev.meguri.core.version.HybridClock;
import dev.meguri.core.version.Version;
import java.util.HashSet;
import java.util.Set;

/** What the parts of one shard share: its memory, clock, adopted state and the turn in progress. One thread owns it. */
public final class ShardContext {
    private final ShardSettings settings;
    private final Store store;
    private final HybridClock clock;
    private final Timers timers = new Timers();
    private final Requests requests;
    private final Set<String> reachable = new HashSet<>();
    private ClusterState state;
    private long incarnation;

    /** Of the turn in progress. */
    private long nowMillis;

    private long steadyMillis;

    private Effects effects;

    ShardContext(ShardSettings settings, PolicyTable policies) {
        this.settings = settings;
        this.store = new Store(
                new StoreSettings(
                        settings.poolBytes(),
                        settings.graceMillis(),
                        settings.seed(),
                        StoreSettings.DEFAULT_MAX_EVICTION_MARKS,
                        settings.shards()),
                settings.slotCount(),
                policies);
        this.clock = new HybridClock(settings.maxClockSkewMillis());
        this.requests = new Requests(settings.seed());
    }

    void begin(long now, long steady, Effects turnEffects) {
        this.nowMillis = now;
        this.steadyMillis = steady;
        this.effects = turnEffects;
    }

    void adopt(ClusterState next, long ownIncarnation) {
        this.state = next;
        this.incarnation = ownIncarnation;
    }

    void setReachable(String nodeId, boolean is) {
        if (is) {
            reachable.add(nodeId);
        } else {
            reachable.remove(nodeId);
        }
    }

    public ShardSettings settings() {
        return settings;
    }

    public Store store() {
        return store;
    }

    public HybridClock clock() {
        return clock;
    }

    public Timers timers() {
        return timers;
    }

    public Requests requests() {
        return requests;
    }

    /** The wall clock, milliseconds since 1970: for versions and times to live. It may jump, either way. */
    public long now() {
        return nowMillis;
    }

    /** Milliseconds of a clock that never jumps, and compares with no other: for how long something lasts. */
    public long steadyNow() {
        return steadyMillis;
    }

    public String self() {
        return settings.nodeId();
    }

    /** Null before the first adoption. */
    public ClusterState state() {
        return state;
    }

    public SlotAssignment slot(int slot) {
        return state.slot(slot);
    }

    public int slotOf(Key key) {
        return key.slot(settings.slotCount());
    }

    public Policy policyOf(Key key) {
        return state.policies().of(key);
    }

    /** Whether messages to the node have a chance now. Always true for ourselves. */
    public boolean isReachable(String nodeId) {
        return nodeId.equals(settings.nodeId()) || reachable.contains(nodeId);
    }

    /** A new version of ours, newer than all that this shard has seen. */
    public Version newVersion() {
        return new Version(clock.tick(nowMillis), settings.nodeId(), incarnation);
    }

    public void send(String nodeId, ShardMessage message) {
        effects.add(new Effect.Send(nodeId, message));
    }

    public void reply(long operationId, Result result) {
        effects.add(new Effect.Reply(operationId, result));
    }

    public void fetchState(String nodeId) {
        effects.add(new Effect.FetchState(nodeId));
    }

    /** What a coordinator here has achieved. */
    public Receipt receipt(int slot, int acks, int replicas) {
        boolean home = self().equals(slot(slot).homePrimary());
        return new Receipt(
                home ? Receipt.Source.PRIMARY : Receipt.Source.REPLICA,
                self(),
                slot,
                state().ringVersion(),
                acks,
                replicas);
    }
}
