package dev.meguri.core.replication;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.repair.Resync;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.KeySample;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.SlotTraffic;
import dev.meguri.core.shard.StrongSlots;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.token.ClientToken;
import dev.meguri.core.token.Once;
import dev.meguri.core.version.Version;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The coordinator of one shard: takes operations of clients and forwarded ones in, and answers each exactly once. */
public final class Operations {
    private static final long RETRY_MILLIS = 50;

    private final ShardContext context;
    private final Resync resync;
    private final StrongOperations strong;
    private final Replication.UnderWay replications;
    private final RecentForwards recentForwards;
    private final RecentChanges recentChanges;
    private final Handovers handovers;
    private final Set<WriteOperation> writes = new LinkedHashSet<>();
    private final Set<ReadOperation> reads = new LinkedHashSet<>();
    private final Timers.Lane retries;
    private final Timers.Lane forwardTimeouts;
    private final Hedging hedging;
    private final Timers.Lane hedges;
    private final Timers.Lane deadlines;
    private final SlotTraffic traffic;
    private final KeySample sample = new KeySample();
    private long readCount;
    private long writeCount;
    /** Whether something has changed that writes may wait for. */
    private boolean waysChanged;

    public Operations(ShardContext context, Resync resync, StrongSlots strongSlots) {
        this.context = context;
        this.resync = resync;
        this.replications = new Replication.UnderWay(context);
        this.recentForwards = new RecentForwards(2 * context.settings().operationTimeoutMillis());
        this.strong = new StrongOperations(context, strongSlots, recentForwards);
        this.handovers = new Handovers(context);
        this.recentChanges = new RecentChanges(2 * context.settings().operationTimeoutMillis());
        this.retries = context.timers().lane(RETRY_MILLIS);
        this.forwardTimeouts = context.timers().lane(context.settings().forwardTimeoutMillis());
        this.hedging = new Hedging(context);
        this.hedges = context.timers().lane(context.settings().hedgeMillis());
        this.deadlines = context.timers().lane(context.settings().operationTimeoutMillis());
        this.traffic = new SlotTraffic(
                context.settings().slotCount(), context.settings().shards());
    }

    /** An operation of a client of this node. @param token null: none */
    public void submit(long operationId, Operation operation, ClientToken token) {
        int slot = context.slotOf(operation.key());
        sample.asked(operation.key());
        if (operation instanceof Operation.Get) {
            readCount++;
            traffic.read(slot);
        } else {
            writeCount++;
            traffic.wrote(slot);
        }
        if (context.state() == null) {
            context.reply(operationId, refused(Failure.NO_RING, "this node has not joined a cluster yet", slot));
            return;
        }
        if (pending() >= Limits.MAX_PENDING_OPERATIONS) {
            String detail = "this node has " + Limits.MAX_PENDING_OPERATIONS + " operations in progress";
            context.reply(operationId, refused(Failure.OVERLOADED, detail, slot));
            return;
        }
        if (!context.canMerge(operation.key())) {
            Change.Refused refusal = noResolver(context.policyOf(operation.key()), context.self());
            context.reply(operationId, refused(refusal.failure(), refusal.detail(), slot));
            return;
        }
        boolean isStrong = context.policyOf(operation.key()).isStrong();
        if (operation instanceof Operation.Get get && !isStrong) {
            new ReadOperation(this, operationId, get).start();
            return;
        }
        Change.Refused refusal = Change.refusalOf(operation, context.policyOf(operation.key()));
        if (refusal != null) {
            context.reply(operationId, refused(refusal.failure(), refusal.detail(), slot));
            return;
        }
        Once once = token == null || operation instanceof Operation.Get
                ? null
                : Once.ofClient(
                        token,
                        context.now(),
                        Math.min(
                                Limits.TOKEN_LIFETIME_MILLIS, context.settings().graceMillis() / 2),
                        context.settings().operationTimeoutMillis(),
                        context.settings().maxClockSkewMillis());
        if (isStrong) {
            strong.submit(operationId, operation, once);
            return;
        }
        begin(new WriteOperation(this, new Origin.Client(operationId), operation, context.newVersion(), once));
    }

    /**
     * Whether a read of the key needs nobody else: of an eventual key with R = 1, at its serving primary.
     *
     * @param atReplica whether the reader is content with any replica (SLOT.md, rule 6: a synced one)
     */
    public boolean answersAlone(Key key, boolean atReplica) {
        if (context.state() == null || !context.canMerge(key)) {
            return false;
        }
        Policy policy = context.policyOf(key);
        int slot = context.slotOf(key);
        int position = context.slot(slot).current().indexOf(context.self());
        return !policy.isStrong()
                && position >= 0
                && position < policy.replicas()
                && Math.min(policy.readQuorum(), context.slot(slot).current().size()) == 1
                && resync.isSynced(slot)
                && !handovers.isOpen(slot)
                && (atReplica || context.self().equals(context.state().servingPrimary(slot, policy.replicas())));
    }

    /**
     * What such a read finds: a value that is readable or over, a mark, or null.
     *
     * @param warms whether the value stays longer for it
     */
    public Entry readAlone(Key key, long nowMillis, boolean warms) {
        readCount++;
        traffic.read(context.slotOf(key));
        sample.asked(key);
        return context.store().read(key, nowMillis, warms);
    }

    /**
     * Whether this node changes eventual keys of the slot by itself now, as their serving primary, with enough replicas in
     * reach: what is submitted in one turn is then made in that turn.
     */
    public boolean leads(Key key) {
        if (context.state() == null || !context.canMerge(key)) {
            return false;
        }
        Policy policy = context.policyOf(key);
        int slot = context.slotOf(key);
        return !policy.isStrong()
                && context.self().equals(context.state().servingPrimary(slot, policy.replicas()))
                && resync.isSynced(slot)
                && !handovers.isOpen(slot)
                && Placement.of(context.slot(slot), policy.replicas())
                        .isQuorum(context::isReachable, policy.writeQuorum());
    }

    /**
     * Whether it is a copy of a forwarded write that was taken in before; then it is answered again. To be asked before the
     * epochs are compared: the list may have changed since, and a refusal would tell the sender that nothing was made.
     */
    public boolean isRepetition(String nodeId, ShardMessage.Forward forward) {
        Origin.Peer origin = new Origin.Peer(nodeId, forward.requestId());
        if (!recentForwards.isKnown(origin)) {
            return false;
        }
        ShardMessage answer = recentForwards.answerTo(origin);
        if (answer != null) {
            context.send(nodeId, answer);
        }
        return true;
    }

    /** A write that a peer forwards to us, and no {@linkplain #isRepetition repetition}. */
    public void onForward(String nodeId, ShardMessage.Forward forward) {
        if (context.policyOf(forward.operation().key()).isStrong()) {
            strong.onForward(nodeId, forward);
            return;
        }
        Origin.Peer origin = new Origin.Peer(nodeId, forward.requestId());
        recentForwards.begin(origin, context.steadyNow());
        NackReason refusal = refusalOf(forward);
        if (refusal != null) {
            long epoch = context.slot(forward.slot()).epoch();
            answer(origin, new ShardMessage.Nack(forward.requestId(), forward.slot(), refusal, epoch));
            return;
        }
        begin(new WriteOperation(this, origin, forward.operation(), forward.version(), forward.once()));
    }

    /** Null: it can be taken in, and our clock is not behind its version. */
    private NackReason refusalOf(ShardMessage.Forward forward) {
        if (writes.size() + reads.size() >= Limits.MAX_PENDING_OPERATIONS) {
            return NackReason.BEHIND;
        }
        if (!context.clock().observe(forward.version().time(), context.now())) {
            return NackReason.CLOCK_SKEW;
        }
        Policy policy = context.policyOf(forward.operation().key());
        if (isCounted(forward.operation(), policy, forward.once())) {
            boolean holds = Placement.of(context.slot(forward.slot()), policy.replicas())
                    .holds(context.self());
            return holds && resync.isSynced(forward.slot()) ? null : NackReason.NOT_PRIMARY;
        }
        if (WriteOperation.isForPrimaryOnly(forward.operation(), forward.once())) {
            boolean primary = context.self().equals(context.state().servingPrimary(forward.slot(), policy.replicas()));
            return primary && resync.isSynced(forward.slot()) ? null : NackReason.NOT_PRIMARY;
        }
        return null;
    }

    /** Whether it may be made at any replica that is synced, but only at one. */
    boolean isCounted(Operation operation, Policy policy, Once once) {
        if (!(operation instanceof Operation.Increment) || !policy.hasResolver() || once != null && once.ofClient()) {
            return false;
        }
        Resolver resolver = context.resolvers().named(policy.conflict());
        return resolver != null && resolver.isCounter();
    }

    static Change.Refused noResolver(Policy policy, String nodeId) {
        return new Change.Refused(
                Failure.NO_RESOLVER,
                nodeId + " has no resolver \"" + policy.conflict() + "\", which policy \"" + policy.prefix()
                        + "\" names: give it to every node (meguri.resolvers-dir); nothing was changed");
    }

    /** The lists of some slots, or the states of some members, have changed. @param old null: there was none */
    public void adopted(ClusterState old) {
        handovers.adopted(old);
        replications.retarget();
        hedging.adopted();
        for (WriteOperation write : List.copyOf(writes)) {
            if (context.policyOf(write.operation().key()).isStrong()) {
                write.policyBecameStrong();
            } else {
                write.route();
            }
        }
        for (ReadOperation read : List.copyOf(reads)) {
            read.retarget();
        }
    }

    /** A peer can be reached or cannot any more, or a slot is synced: writes that wait for it go on when the turn ends. */
    public void waysChanged() {
        waysChanged = true;
    }

    /** Lets those go on that wait for what has changed in this turn. */
    public void goOn() {
        handovers.goOn();
        if (waysChanged) {
            waysChanged = false;
            for (WriteOperation write : List.copyOf(writes)) {
                write.goOn();
            }
        }
    }

    public void unreachable(String nodeId) {
        handovers.unreachable(nodeId);
        for (WriteOperation write : List.copyOf(writes)) {
            write.unreachable(nodeId);
        }
        for (ReadOperation read : List.copyOf(reads)) {
            read.hedge();
        }
        strong.unreachable(nodeId);
    }

    /** Operations in progress. */
    public int pending() {
        return writes.size() + reads.size() + strong.pending();
    }

    public long readCount() {
        return readCount;
    }

    public long writeCount() {
        return writeCount;
    }

    /** Of the clients of this node. */
    public SlotTraffic traffic() {
        return traffic;
    }

    public KeySample keySample() {
        return sample;
    }

    /** For how long the oldest write that is under way waits for a replica; 0: none does. */
    public long unconfirmedMillis() {
        return replications.oldestMillis();
    }

    private void begin(WriteOperation write) {
        writes.add(write);
        write.route();
        if (!write.isOver()) {
            deadlines.add(context.steadyNow(), write);
        }
    }

    void retryLater(WriteOperation write) {
        retries.add(context.steadyNow(), new WriteTask(write, WriteOperation::route));
    }

    void watchForward(WriteOperation write, long requestId) {
        forwardTimeouts.add(context.steadyNow(), new WriteTask(write, w -> w.forwardTimedOut(requestId)));
    }

    /** @param asked the peers whose answers it waits for */
    void watchRead(ReadOperation read, List<String> asked) {
        reads.add(read);
        if (!asked.isEmpty()) {
            hedging.watch(asked, new ReadTask(read, ReadOperation::hedgeEarly));
        }
        deadlines.add(context.steadyNow(), read);
        hedgeLater(read);
    }

    private void hedgeLater(ReadOperation read) {
        hedges.add(context.steadyNow(), new ReadTask(read, this::hedgeAgain));
    }

    private void hedgeAgain(ReadOperation read) {
        read.hedge();
        hedgeLater(read);
    }

    Replication replication(Entry entry, Policy policy, Replication.Listener listener) {
        return new Replication(context, resync, entry, policy.replicas(), policy.writeQuorum(), listener);
    }

    void replicate(Replication replication) {
        replications.start(replication);
    }

    void finish(WriteOperation write, Result result) {
        writes.remove(write);
        switch (write.origin()) {
            case Origin.Client client -> context.reply(client.operationId(), result);
            case Origin.Peer peer ->
                answer(peer, new ShardMessage.ForwardAnswer(peer.requestId(), slotOf(result), result));
        }
    }

    /** A forwarded write that found a newer version: its sender decides whether it is still wanted, under a newer one. */
    void refuseAsTooLate(WriteOperation write, Version newer) {
        writes.remove(write);
        if (write.origin() instanceof Origin.Peer peer) {
            int slot = context.slotOf(write.operation().key());
            answer(peer, new ShardMessage.Nack(peer.requestId(), slot, NackReason.TOO_LATE, newer.time()));
        }
    }

    void finishRead(ReadOperation read, long operationId, Result result) {
        reads.remove(read);
        context.reply(operationId, result);
    }

    /** Why a key is absent, as far as its mark tells. */
    Removal whyAbsent(Entry entry) {
        if (entry == null) {
            return null;
        }
        return entry.isGone() ? entry.gone() : Removal.EXPIRED;
    }

    /** Reads that were sent to one more replica. */
    public HedgeStats hedgeStats() {
        return hedging.stats();
    }

    Hedging hedging() {
        return hedging;
    }

    RecentChanges recentChanges() {
        return recentChanges;
    }

    public Handovers handovers() {
        return handovers;
    }

    ShardContext context() {
        return context;
    }

    Resync resync() {
        return resync;
    }

    private void answer(Origin.Peer origin, ShardMessage answer) {
        recentForwards.end(origin, answer);
        context.send(origin.nodeId(), answer);
    }

    private static int slotOf(Result result) {
        return switch (result) {
            case Result.Found found -> found.receipt().slot();
            case Result.Absent absent -> absent.receipt().slot();
            case Result.Written written -> written.receipt().slot();
            case Result.Removed removed -> removed.receipt().slot();
            case Result.ConditionFailed failed -> failed.receipt().slot();
            case Result.Failed failed -> failed.slot();
        };
    }

    private static Result.Failed refused(Failure failure, String detail, int slot) {
        return new Result.Failed(failure, detail, slot, 0, 0);
    }

    /** What is to be done with a write before its deadline, unless it is done by then. */
    private record WriteTask(WriteOperation write, Consumer<WriteOperation> then) implements Timers.Task {
        @Override
        public boolean isOver() {
            return write.isOver();
        }

        @Override
        public void run() {
            then.accept(write);
        }
    }

    /** What is to be done with a read before its deadline, unless it is done by then. */
    private record ReadTask(ReadOperation read, Consumer<ReadOperation> then) implements Timers.Task {
        @Override
        public boolean isOver() {
            return read.isOver();
        }

        @Override
        public void run() {
            then.accept(read);
        }
    }
}
