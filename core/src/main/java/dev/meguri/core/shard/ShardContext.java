package dev.meguri.core.shard;

import dev.meguri.core.conflict.Resolvers;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.Store;
import dev.meguri.core.store.StoreSettings;
import dev.meguri.core.version.HybridClock;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.List;

/** What the parts of one shard share: its memory, clock, adopted state and the turn in progress. One thread owns it. */
public final class ShardContext {
    /** Higher than every incarnation. */
    private static final long RUNS = 1L << 62;

    private final ShardSettings settings;
    private final Store store;
    private final HybridClock clock;
    private final Timers timers = new Timers();
    private final Requests requests;
    /** Each once: so few, and asked for so often, that a list is the quickest set. */
    private final List<String> reachable = new ArrayList<>();

    private final Resolvers resolvers;
    /** Hybrid times, by slot: since then this shard dropped nothing of the slot; 0: never. */
    private final long[] forgotAt;
    /** Hybrid time of the first turn; 0: there was none yet. */
    private long startedAt;

    private ClusterState state;
    /** What was asked for last: in one turn the same key is asked for again and again. */
    private Key policyKey;

    private PolicyTable policiesThen;
    private Policy policyThen;
    /** In our versions: our incarnation, or until the manager confirms one a number that no other run of this node has. */
    private long stamp;

    /** Of the turn in progress. */
    private long nowMillis;

    private long steadyMillis;

    private Effects effects;

    ShardContext(ShardSettings settings, PolicyTable policies, Resolvers resolvers) {
        this.settings = settings;
        this.resolvers = resolvers;
        this.forgotAt = new long[(settings.slotCount() + settings.shards() - 1) / settings.shards()];
        this.store = new Store(
                new StoreSettings(
                        settings.poolBytes(),
                        settings.graceMillis(),
                        settings.seed(),
                        StoreSettings.DEFAULT_MAX_EVICTION_MARKS,
                        settings.shards()),
                settings.slotCount(),
                policies,
                resolvers);
        this.clock = new HybridClock(settings.maxClockSkewMillis());
        this.requests = new Requests(settings.seed());
    }

    void begin(long now, long steady, Effects turnEffects) {
        this.nowMillis = now;
        this.steadyMillis = steady;
        this.effects = turnEffects;
        if (startedAt == 0) {
            startedAt = HybridClock.ofMillis(now);
        }
    }

    /** The clock's time of a clean stop. What is written from here on is a life of its own. */
    void goOnFrom(long hybridTime) {
        clock.goOnFrom(hybridTime);
        startedAt = Math.max(startedAt, hybridTime + 1);
    }

    /**
     * @param confirmed whether nothing is forgotten that was stamped under the incarnation. After a crash it is the manager
     *     who issues the next one; a wall clock that went back could make us stamp once more what we have forgotten
     */
    void adopt(ClusterState next, long ownIncarnation, boolean confirmed) {
        this.state = next;
        this.stamp = confirmed ? ownIncarnation : RUNS | settings.seed() >>> 2;
    }

    void setReachable(String nodeId, boolean is) {
        reachable.remove(nodeId);
        if (is) {
            reachable.add(nodeId);
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
        PolicyTable policies = state.policies();
        if (key != policyKey || policies != policiesThen) {
            policyThen = policies.of(key);
            policyKey = key;
            policiesThen = policies;
        }
        return policyThen;
    }

    /** Whether messages to the node have a chance now. Always true for ourselves. */
    public boolean isReachable(String nodeId) {
        if (nodeId.equals(settings.nodeId())) {
            return true;
        }
        for (int i = 0; i < reachable.size(); i++) {
            if (reachable.get(i).equals(nodeId)) {
                return true;
            }
        }
        return false;
    }

    /** A new version of ours, newer than all that this shard has seen. */
    public Version newVersion() {
        return new Version(clock.tick(nowMillis), settings.nodeId(), stamp);
    }

    public Resolvers resolvers() {
        return resolvers;
    }

    /** Whether this node has the resolver that the key's policy names, if it names one. */
    public boolean canMerge(Key key) {
        Policy policy = policyOf(key);
        return !policy.hasResolver() || resolvers.named(policy.conflict()) != null;
    }

    /**
     * A new event in the version vector of a key of the slot. Its writer is this node in the present life of its memory: what
     * it wrote in this life it has not forgotten, so its newest event covers all before.
     */
    public Version newEvent(int slot) {
        long life = Math.max(startedAt, forgotAt[slot / settings.shards()]);
        return new Version(clock.tick(nowMillis), settings.nodeId(), life);
    }

    /** Forgets all of a slot. @param reason MOVED or LOST */
    public void drop(int slot, Removal reason) {
        forgotAt[slot / settings.shards()] = clock.latest();
        store.drop(slot, reason);
    }

    /** Forgets one key. @param reason MOVED or LOST */
    public void discard(Key key, Removal reason) {
        forgotAt[slotOf(key) / settings.shards()] = clock.latest();
        store.discard(key, reason);
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
