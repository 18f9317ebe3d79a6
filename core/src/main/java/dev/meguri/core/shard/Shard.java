package dev.meguri.core.shard;

import dev.meguri.core.conflict.Resolvers;
import dev.meguri.core.hint.HintBook;
import dev.meguri.core.hint.HintStats;
import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.repair.RepairAnswers;
import dev.meguri.core.repair.Resync;
import dev.meguri.core.replication.HedgeStats;
import dev.meguri.core.replication.Operations;
import dev.meguri.core.replication.ReplicaRole;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.KeyObserver;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.Store;
import dev.meguri.core.store.StoreStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One shard of a node: the slots with {@code slot % shards == shard}. A deterministic state machine, owned by one thread:
 * input and time go in, effects come out.
 */
public final class Shard {
    private final ShardContext context;
    private final Resync resync;
    private final Operations operations;
    private final ReplicaRole replica;
    private final RepairAnswers repairAnswers;
    private final Fence fence;
    private final Upkeep upkeep;
    private final StrongSlots strong;
    private long votesUnder;

    /** As the other one, with the built-in resolvers. */
    public Shard(ShardSettings settings, PolicyTable policies) {
        this(settings, policies, Resolvers.BUILT_IN);
    }

    /** @param resolvers what policies can name */
    public Shard(ShardSettings settings, PolicyTable policies, Resolvers resolvers) {
        this.context = new ShardContext(settings, policies, resolvers);
        this.resync = new Resync(context);
        this.strong = new StrongSlots(context);
        this.operations = new Operations(context, resync, strong);
        resync.whenSynced(operations::waysChanged);
        new StrongUpkeep(context, strong);
        this.replica = new ReplicaRole(context, resync, operations);
        this.repairAnswers = new RepairAnswers(context, resync);
        this.fence = new Fence(context);
        this.upkeep = new Upkeep(context, resync);
    }

    /**
     * @param nowMillis the node's wall clock, milliseconds since 1970; it may jump, either way
     * @param steadyMillis a clock that never goes back nor jumps: what the wall clock was once, and counted on from there
     */
    public void step(ShardInput input, long nowMillis, long steadyMillis, Effects effects) {
        context.begin(nowMillis, steadyMillis, effects);
        switch (input) {
            case ShardInput.Submit submit ->
                operations.submit(submit.operationId(), submit.operation(), submit.token());
            case ShardInput.Receive receive -> receive(receive.nodeId(), receive.message());
            case ShardInput.Adopt adopt -> adopt(adopt.state(), adopt.incarnation(), adopt.votes());
            case ShardInput.GoOn goOn -> {
                context.goOnFrom(goOn.stop().hybridTime());
                strong.restore(goOn.stop().strong(), goOn.incarnation());
            }
            case ShardInput.Reachable peer -> reachable(peer.nodeId(), peer.reachable());
            case ShardInput.Restore restore -> {
                resync.restored(true);
                for (Entry entry : restore.entries()) {
                    context.store().restore(entry, nowMillis);
                    context.clock().observe(entry.version().time(), nowMillis);
                }
            }
            case ShardInput.StartEmpty empty -> {
                resync.restored(false);
                for (int slot = 0; slot < context.settings().slotCount(); slot++) {
                    context.drop(slot, Removal.LOST);
                }
            }
            case ShardInput.Wake wake -> context.timers().fire(steadyMillis);
        }
        operations.goOn();
        strong.runOwn();
        upkeep.run();
    }

    /** Who is told of changes of keys from now on. */
    public void observe(KeyObserver observer) {
        context.store().observe(observer);
    }

    /** Ends voting on strong keys for ever, and returns what a clean stop is to store before its marker. */
    public CleanStop close() {
        return new CleanStop(strong.close(), context.clock().latest());
    }

    /** The strong keys. Reading them on the shard's own thread is fine. */
    public StrongSlots strong() {
        return strong;
    }

    /**
     * When the driver is to give {@link ShardInput.Wake}, by the steady clock; {@link Long#MAX_VALUE}: not needed. Ask after
     * every step.
     */
    public long nextWakeMillis() {
        return Math.min(context.timers().nextMillis(), upkeep.nextMillis());
    }

    public ShardReport report() {
        return resync.report(strong);
    }

    /** What the shard holds, strong keys included. */
    public StoreStats stats() {
        return strong.usage().addTo(context.store().stats());
    }

    /**
     * The first {@code limit} values of a slot, strong or eventual, that this node holds and that begin with the prefix. Leases
     * are told only to whoever asks for those of their policy.
     *
     * @param policy the prefix of the keys' policy; null: any
     */
    public List<Entry> values(int slot, int limit, byte[] prefix, String policy, long nowMillis) {
        List<Entry> values = new ArrayList<>();
        if (context.state() == null) {
            return values;
        }
        Predicate<Key> asked = key -> key.startsWith(prefix)
                && (policy == null
                        ? !LeaseKey.is(key)
                        : context.policyOf(key).prefix().equals(policy));
        Predicate<Key> isStrong = key -> context.policyOf(key).isStrong();
        for (Key key : context.store().keys(slot, limit, asked.and(isStrong.negate()), nowMillis)) {
            values.add(context.store().peek(key));
        }
        values.addAll(strong.values(slot, limit, asked.and(isStrong), nowMillis));
        values.sort(Comparator.comparing(Entry::key));
        return values.size() > limit ? values.subList(0, limit) : values;
    }

    /** Values of a slot, strong or eventual, those whose time is over and that are not reaped yet included. */
    public int countValues(int slot) {
        return context.store().count(slot) + strong.count(slot);
    }

    /** Tells clients' keys of a slot, strong or eventual, that have a readable value here, in no particular order. */
    public void forEachKey(int slot, long nowMillis, Consumer<Key> each) {
        if (context.state() != null) {
            context.store().forEachKey(slot, nowMillis, each);
            strong.forEachKey(slot, nowMillis, key -> {
                if (!LeaseKey.is(key)) {
                    each.accept(key);
                }
            });
        }
    }

    /** No value that the shard holds has more bytes, nor had since it was made. */
    public int largestValueBytes() {
        return Math.max(context.store().largestValueBytes(), strong.usage().largestBytes());
    }

    /** The memory of the shard. Reading it on the shard's own thread is fine; changing it is not. */
    public Store store() {
        return context.store();
    }

    /** The state that this shard has adopted; null: none yet. */
    public ClusterState state() {
        return context.state();
    }

    /** Whether this node may answer for the slot. */
    public boolean isSynced(int slot) {
        return resync.isSynced(slot);
    }

    /** As {@link Operations#answersAlone}. To be asked on the shard's own thread. */
    public boolean answersAlone(Key key, boolean atReplica) {
        return operations.answersAlone(key, atReplica);
    }

    /** Where {@link #answersAlone}: as a Get would find it, without effects. Null: nothing is held. */
    public Entry readAlone(Key key, long nowMillis) {
        return readAlone(key, nowMillis, true);
    }

    /** @param warms whether the value stays longer for it */
    public Entry readAlone(Key key, long nowMillis, boolean warms) {
        return operations.readAlone(key, nowMillis, warms);
    }

    /** As {@link Operations#leads}. To be asked on the shard's own thread. */
    public boolean leads(Key key) {
        return operations.leads(key);
    }

    /** Whether what is asked of the key, an eventual one, has to wait for who served it before, a moment. To be asked on the shard's own thread. */
    public boolean isTakenOver(Key key) {
        return operations.handovers().isOpen(context.slotOf(key))
                && !context.policyOf(key).isStrong();
    }

    /** The policy of a key, as this shard has adopted it. */
    public Policy policyOf(Key key) {
        return context.policyOf(key);
    }

    /** Reads and writes of clients that this shard took in. */
    public long readCount() {
        return operations.readCount();
    }

    public long writeCount() {
        return operations.writeCount();
    }

    /** Of the clients of this node, by slot. Reading it on the shard's own thread is fine. */
    public SlotTraffic slotTraffic() {
        return operations.traffic();
    }

    /** Reading it on the shard's own thread is fine. */
    public KeySample keySample() {
        return operations.keySample();
    }

    /** Values of the slot that this node holds, strong ones included. */
    public int values(int slot) {
        return context.store().count(slot) + strong.values(slot);
    }

    /** Accounted bytes of the slot, strong keys included. */
    public long bytes(int slot) {
        return context.store().bytes(slot) + strong.bytes(slot);
    }

    /**
     * How far the replicas are behind: the age of the oldest eventual write, by this node's hand, that a replica has not
     * confirmed; 0: all have all.
     */
    public long replicationLagMillis() {
        long hint = hintBook().oldestMillis();
        long kept = hint == Long.MAX_VALUE ? 0 : context.steadyNow() - hint;
        return Math.max(0, Math.max(kept, operations.unconfirmedMillis()));
    }

    /** Reads of clients that were sent to one more replica. */
    public HedgeStats hedgeStats() {
        return operations.hedgeStats();
    }

    /** What is kept for replicas that missed it. Reading it on the shard's own thread is fine. */
    public HintBook hintBook() {
        return resync.hints().book();
    }

    public HintStats hintStats() {
        return resync.hints().stats();
    }

    /** Operations that are in progress. */
    public int pendingOperations() {
        return operations.pending();
    }

    private void reachable(String nodeId, boolean reachable) {
        context.setReachable(nodeId, reachable);
        if (!reachable) {
            operations.unreachable(nodeId);
        }
        resync.reachable(nodeId, reachable);
        operations.waysChanged();
    }

    private void adopt(ClusterState state, long incarnation, boolean votes) {
        ClusterState old = context.state();
        long voting = votes ? incarnation : 0;
        if (!state.isNewerThan(old)) {
            if (voting != votesUnder) {
                votesUnder = voting;
                context.adopt(old, incarnation, votes);
                strong.adopted(votesUnder);
            }
            return;
        }
        votesUnder = voting;
        context.adopt(state, incarnation, votes);
        if (old == null || !old.policies().equals(state.policies())) {
            context.store().adoptPolicies(state.policies(), context.now());
        }
        resync.adopted(old);
        operations.adopted(old);
        strong.adopted(votesUnder);
        fence.release(this::receive);
    }

    private void receive(String nodeId, ShardMessage message) {
        switch (message) {
            case ShardMessage.Ack ack -> context.requests().answer(ack.requestId(), nodeId, ack);
            case ShardMessage.Nack nack -> context.requests().answer(nack.requestId(), nodeId, nack);
            case ShardMessage.HandedOver answer -> context.requests().answer(answer.requestId(), nodeId, answer);
            case ShardMessage.ReadAnswer answer -> context.requests().answer(answer.requestId(), nodeId, answer);
            case ShardMessage.ForwardAnswer answer -> context.requests().answer(answer.requestId(), nodeId, answer);
            case ShardMessage.SlotsCompared answer -> context.requests().answer(answer.requestId(), nodeId, answer);
            case ShardMessage.VersionList answer -> context.requests().answer(answer.requestId(), nodeId, answer);
            case ShardMessage.HintsTaken answer -> context.requests().answer(answer.requestId(), nodeId, answer);
            case ShardMessage.Entries answer -> context.requests().answer(answer.requestId(), nodeId, answer);
            case ShardMessage.Strong said -> {
                if (fence.passes(nodeId, said)) {
                    strong.receive(nodeId, said);
                }
            }
            case ShardMessage.StrongBatch batch -> batch.messages().forEach(m -> receive(nodeId, batch.said(m)));
            case ShardMessage.CompareSlots compare -> {
                if (context.state() == null) {
                    context.fetchState(nodeId);
                } else {
                    repairAnswers.onCompareSlots(nodeId, compare);
                }
            }
            case ShardMessage.DeliverHints hints -> {
                if (context.state() == null) {
                    context.fetchState(nodeId);
                } else {
                    replica.onDeliverHints(nodeId, hints);
                }
            }
            case ShardMessage.Replicate replicate -> {
                if (fence.passes(nodeId, replicate, replicate.requestId(), replicate.epoch())) {
                    replica.onReplicate(nodeId, replicate);
                }
            }
            case ShardMessage.Read read -> {
                if (fence.passes(nodeId, read, read.requestId(), read.epoch())) {
                    if (!operations.handovers().hold(read.slot(), () -> replica.onRead(nodeId, read))) {
                        replica.onRead(nodeId, read);
                    }
                }
            }
            case ShardMessage.Forward forward -> {
                if (!operations.isRepetition(nodeId, forward)
                        && fence.passes(nodeId, forward, forward.requestId(), forward.epoch())) {
                    operations.onForward(nodeId, forward);
                }
            }
            case ShardMessage.TakeOver taken -> {
                if (fence.passes(nodeId, taken)) {
                    operations.handovers().onTakeOver(nodeId, taken);
                }
            }
            case ShardMessage.ListVersions list -> {
                if (fence.passes(nodeId, list, list.requestId(), list.epoch())) {
                    repairAnswers.onListVersions(nodeId, list);
                }
            }
            case ShardMessage.FetchEntries fetch -> {
                if (fence.passes(nodeId, fetch, fetch.requestId(), fetch.epoch())) {
                    repairAnswers.onFetchEntries(nodeId, fetch);
                }
            }
            case ShardMessage.PushEntries push -> {
                if (fence.passes(nodeId, push, push.requestId(), push.epoch())) {
                    repairAnswers.onPushEntries(nodeId, push);
                }
            }
        }
    }
}
