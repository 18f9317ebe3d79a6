package dev.meguri.core.replication;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.Requests;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.store.Entry;
import dev.meguri.core.token.Made;
import dev.meguri.core.token.Once;
import dev.meguri.core.token.Trail;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * One write of a client, from its arrival to its result; as a timer's task, its own deadline.
 *
 * <p>It goes to the serving primary, which coordinates it. A plain put or remove that cannot be had there is coordinated by
 * this node, where it is a replica, or by the next replica that can be reached, under the same version, so that no copy of
 * a message can bring it back later over a newer value. A read-modify-write, and what has a client's token, runs at the serving
 * primary only and is sent there once.
 *
 * <pre>
 * routing -> forwarded -> done                      the primary answered
 *         -> routing                                it refused, or (plain writes) did not answer in time
 *         -> replicating -> done                    coordinated here
 * any     -> done                                   at the deadline: definite where nothing was sent, else in doubt
 * </pre>
 */
final class WriteOperation implements Requests.Asker, Replication.Listener, Timers.Task {
    /** Truly concurrent writers could outdo each other for ever; after this many new versions the newest simply wins. */
    private static final int MAX_RESTAMPS = 3;

    private final Operations operations;
    private final ShardContext context;
    private final Origin origin;
    private final Operation operation;
    private final int slot;
    /** Nodes, each once; most writes try none or one. */
    private final List<String> tried = new ArrayList<>(1);

    /** Of the client's token; null: it has none. */
    private Once once;

    private Version version;
    private long forwardId;
    private String forwardedTo;
    private boolean inDoubt;
    private boolean done;
    /** No way is open, and none will be before a member, a connection or the slot's copy here changes. */
    private boolean waits;

    private int restamps;
    /** Replicas that could be reached when this was last to be coordinated here; -1: it never was. */
    private int reached = -1;

    private Change.Store change;
    /** This node was not synced when it looked: it may not have had what was there, and cannot say that there was nothing. */
    private boolean guessed;
    /** The change had been made before, under this; else null. */
    private Made before;
    /** Of {@code change}; a newer version of it has another one. */
    private Replication replication;

    /** @param once of the client's token; null: it has none */
    WriteOperation(Operations operations, Origin origin, Operation operation, Version version, Once once) {
        this.operations = operations;
        this.context = operations.context();
        this.origin = origin;
        this.operation = operation;
        this.slot = context.slotOf(operation.key());
        this.version = version;
        this.once = once;
    }

    static boolean isForPrimaryOnly(Operation operation, Once once) {
        return operation.isReadModifyWrite() || once != null;
    }

    private boolean isForPrimaryOnly() {
        return isForPrimaryOnly(operation, once);
    }

    @Override
    public boolean isOver() {
        return done;
    }

    Origin origin() {
        return origin;
    }

    Operation operation() {
        return operation;
    }

    /** Where should this go now? Called at the start and whenever the last way came to nothing. */
    void route() {
        if (done || forwardedTo != null || change != null) {
            return;
        }
        waits = false;
        ClusterState state = context.state();
        Policy policy = policy();
        String primary = state.servingPrimary(slot, policy.replicas());
        Placement placement = Placement.of(context.slot(slot), policy.replicas());
        boolean primaryHere = context.self().equals(primary);
        if (isCounted(policy)) {
            routeCounted(placement, primary);
        } else if (primaryHere && operations.handovers().hold(slot, this::route)) {
            return;
        } else if (primaryHere) {
            if (isForPrimaryOnly() && !operations.resync().isSynced(slot)) {
                waits = true;
            } else {
                coordinate(policy, placement);
            }
        } else if (origin instanceof Origin.Peer) {
            if (isForPrimaryOnly() || !placement.holds(context.self())) {
                waits = true;
            } else {
                coordinate(policy, placement);
            }
        } else if (isForPrimaryOnly()) {
            if (primary != null && context.isReachable(primary)) {
                forward(primary);
            } else {
                waits = true;
            }
        } else {
            routePlain(policy, placement, primary);
        }
    }

    /** Something has changed that a write may wait for. */
    void goOn() {
        if (waits) {
            route();
        }
    }

    /** Every way that is open was tried: all of them once more, a little later. Where none is open, when one may be. */
    private void tryAgain() {
        if (tried.isEmpty()) {
            waits = true;
        } else {
            tried.clear();
            operations.retryLater(this);
        }
    }

    /**
     * Increments that add up wherever they are made: here, or at any replica. Once sent, it is left there: made at two nodes, it
     * would count twice.
     */
    private boolean isCounted(Policy policy) {
        return operations.isCounted(operation, policy, once);
    }

    private void routeCounted(Placement placement, String primary) {
        boolean synced = placement.holds(context.self()) && operations.resync().isSynced(slot);
        if (inDoubt || synced || context.self().equals(primary) || origin instanceof Origin.Peer) {
            if (synced && !inDoubt) {
                coordinate(policy(), placement);
            } else {
                waits = true;
            }
            return;
        }
        List<String> nodes = new ArrayList<>(placement.current());
        nodes.remove(primary);
        nodes.addFirst(primary == null ? context.self() : primary);
        for (String node : nodes) {
            if (!node.equals(context.self()) && context.isReachable(node) && !tried.contains(node)) {
                forward(node);
                return;
            }
        }
        tryAgain();
    }

    private void routePlain(Policy policy, Placement placement, String primary) {
        if (primary != null && context.isReachable(primary) && !tried.contains(primary)) {
            forward(primary);
            return;
        }
        if (placement.holds(context.self())) {
            coordinate(policy, placement);
            return;
        }
        for (String node : placement.current()) {
            if (context.isReachable(node) && !tried.contains(node)) {
                forward(node);
                return;
            }
        }
        tryAgain();
    }

    private void forward(String nodeId) {
        forwardedTo = nodeId;
        if (!tried.contains(nodeId)) {
            tried.add(nodeId);
        }
        forwardId = context.requests().open(this);
        if (once == null && isCounted(policy())) {
            once = Once.ofCoordinator(
                    version,
                    context.settings().operationTimeoutMillis(),
                    context.settings().maxClockSkewMillis());
        }
        context.send(
                nodeId,
                new ShardMessage.Forward(forwardId, slot, context.slot(slot).epoch(), operation, version, once));
        if (!isForPrimaryOnly()) {
            operations.watchForward(this, forwardId);
        }
    }

    /** A forwarded plain write had no answer in time: another way. */
    void forwardTimedOut(long requestId) {
        if (!done && forwardedTo != null && forwardId == requestId) {
            inDoubt = true;
            endForward();
            route();
        }
    }

    /** The connection to a peer is gone. */
    void unreachable(String nodeId) {
        if (done || !nodeId.equals(forwardedTo)) {
            return;
        }
        inDoubt = true;
        endForward();
        if (isForPrimaryOnly()) {
            finish(unknown("the connection to " + nodeId + ", which worked on it, was lost"));
        } else {
            route();
        }
    }

    @Override
    public void onAnswer(String nodeId, ShardMessage answer) {
        if (done || !nodeId.equals(forwardedTo)) {
            return;
        }
        endForward();
        switch (answer) {
            case ShardMessage.ForwardAnswer forwarded -> finish(forwarded.result());
            case ShardMessage.Nack nack -> refused(nodeId, nack);
            default -> operations.retryLater(this);
        }
    }

    private void refused(String nodeId, ShardMessage.Nack nack) {
        if (nack.reason() == NackReason.CLOCK_SKEW) {
            finish(failed(Failure.CLOCK_SKEW, Shortfall.clockAhead(context.self(), nodeId)));
            return;
        }
        if (nack.reason() == NackReason.TOO_LATE) {
            // Somebody else was faster, or our clock is behind: under the old version it would never be taken.
            // It may lie there under the old one all the same, for others to see.
            inDoubt = true;
            if (!context.clock().observe(nack.epoch(), context.now())) {
                finish(failed(Failure.CLOCK_SKEW, Shortfall.clockBehind(context.self(), nodeId)));
                return;
            }
            version = context.newVersion();
            tried.remove(nodeId);
            route();
            return;
        }
        if (nack.reason() == NackReason.STALE_EPOCH) {
            context.fetchState(nodeId);
        }
        operations.retryLater(this);
    }

    private void endForward() {
        context.requests().close(forwardId);
        forwardedTo = null;
    }

    private void coordinate(Policy policy, Placement placement) {
        if (!placement.isQuorum(context::isReachable, policy.writeQuorum())) {
            reached = Placement.count(placement.current(), context::isReachable);
            waits = true;
            return;
        }
        Entry present = context.store().peek(operation.key());
        Trail trail = present == null ? Trail.NONE : present.trail();
        if (once != null) {
            before = trail.find(once);
            if (before != null) {
                start(new Change.Store(present, before.number(), before.existed()), policy);
                return;
            }
            if (trail.mayHaveForgotten(once, context.now())) {
                finish(failed(Failure.IN_DOUBT, Shortfall.FORGOTTEN));
                return;
            }
        }
        // A copy of a plain write changes nothing under its old version; a read-modify-write makes another entry each
        // time.
        boolean outdated = present != null
                && (present.version().isNewerThan(version)
                        || isForPrimaryOnly() && present.version().equals(version));
        if (outdated) {
            if (isLeftToOrigin()) {
                refuseAsTooLate(present.version());
                return;
            }
            version = context.newVersion();
        }
        switch (changeOf(present, policy)) {
            case Change.Refused refused -> finish(failed(refused.failure(), refused.detail()));
            case Change.ConditionFailed failed ->
                finish(new Result.ConditionFailed(
                        failed.current(),
                        context.receipt(slot, 0, placement.current().size())));
            case Change.Store made -> store(ofFirstAttempt(made.after(trail, once, context.now()), present), policy);
        }
    }

    private Change changeOf(Entry present, Policy policy) {
        if (!policy.hasResolver()) {
            return Change.of(operation, present, version, policy, context.now());
        }
        Resolver resolver = context.resolvers().named(policy.conflict());
        return resolver == null
                ? Operations.noResolver(policy, context.self())
                : ResolvedChange.of(
                        operation, present, version, context.newEvent(slot), policy, resolver, context.now());
    }

    private void store(Change.Store made, Policy policy) {
        if (context.store().hasRoomFor(made.entry())) {
            start(made, policy);
        } else {
            finish(failed(
                    Failure.MEMORY_LIMIT,
                    "policy \"" + policy.prefix() + "\" evicts nothing and its memory is used up on " + context.self()
                            + ": delete keys, or raise maxBytes"));
        }
    }

    private void start(Change.Store made, Policy policy) {
        change = made;
        guessed = !operations.resync().isSynced(slot);
        replication = operations.replication(made.entry(), policy, this);
        operations.replicate(replication);
    }

    /** Another coordinator may have made this write already, under this version: the client is told what that one found. */
    private Change.Store ofFirstAttempt(Change.Store made, Entry present) {
        boolean again = present != null && present.version().equals(made.entry().version());
        boolean existed = again
                ? operations.recentChanges().existedBefore(version, operation instanceof Operation.Remove)
                : made.existed();
        if (!again) {
            operations.recentChanges().kept(made.entry(), existed, context.steadyNow());
        }
        return new Change.Store(made.entry(), made.number(), existed);
    }

    @Override
    public void replicated(Replication replication) {
        Receipt receipt = context.receipt(slot, replication.ackCount(), replication.replicaCount());
        Entry entry = replication.entry();
        Version made = before == null ? entry.version() : before.version();
        long expireAt = before == null ? entry.expireAtMillis() : before.expireAtMillis();
        boolean existed = change.existed() || before == null && guessed;
        finish(
                operation instanceof Operation.Remove
                        ? new Result.Removed(made, existed, receipt)
                        : new Result.Written(made, expireAt, change.number(), !existed, receipt));
    }

    @Override
    public void timedOut(Replication replication) {
        int acks = replication.ackCount();
        int needed = replication.needed();
        finish(new Result.Failed(Failure.IN_DOUBT, Shortfall.unconfirmed(acks, needed, slot), slot, acks, needed));
    }

    @Override
    public boolean outdated(Replication old, Version newer) {
        if (done || isForPrimaryOnly() || restamps >= MAX_RESTAMPS) {
            return false;
        }
        if (isLeftToOrigin()) {
            refuseAsTooLate(newer);
            return true;
        }
        restamps++;
        context.clock().observe(newer.time(), context.now());
        Entry entry = old.entry();
        version = context.newVersion();
        if (!version.isNewerThan(newer)) {
            return false;
        }
        Entry newest = new Entry(
                entry.key(),
                version,
                entry.value(),
                entry.contentType(),
                entry.expireAtMillis(),
                entry.gone(),
                entry.trail());
        replication = operations.replication(newest, policy(), this);
        operations.replicate(replication);
        return true;
    }

    /**
     * Whether only the node that forwarded this may give it a newer version. It may have taken another way and told its
     * client long ago: under a newer version of ours the old value would come back over what was written since.
     */
    private boolean isLeftToOrigin() {
        return origin instanceof Origin.Peer && !isForPrimaryOnly();
    }

    private void refuseAsTooLate(Version newer) {
        done = true;
        operations.refuseAsTooLate(this, newer);
    }

    /** The deadline. */
    @Override
    public void run() {
        if (done) {
            return;
        }
        if (change != null) {
            // begun late, after other ways came to nothing: it goes on, but the client is answered in time
            timedOut(replication);
            return;
        }
        if (forwardedTo != null || inDoubt) {
            finish(unknown(Shortfall.noAnswer(forwardedTo)));
        } else {
            String detail = reached >= 0
                    ? Shortfall.unreached(reached, needed(), slot)
                    : Shortfall.notTaken(isForPrimaryOnly(), needed(), slot);
            finish(failed(Failure.NOT_ENOUGH_REPLICAS, detail));
        }
    }

    /** What was kept of it is not seen by a strong policy, unless the node that it was forwarded to made it a strong write. */
    void policyBecameStrong() {
        finish(unknown("the key's policy became strong meanwhile"));
    }

    /** Once something was sent and not answered, no failure is definite. */
    private Result undecided(Result result) {
        return inDoubt && result instanceof Result.Failed failed
                ? failed.inDoubt("an earlier attempt may have been made")
                : result;
    }

    private void finish(Result result) {
        if (!done) {
            done = true;
            if (forwardedTo != null) {
                endForward();
            }
            operations.finish(this, undecided(result));
        }
    }

    private Policy policy() {
        return context.policyOf(operation.key());
    }

    private Result.Failed failed(Failure failure, String detail) {
        return new Result.Failed(failure, detail, slot, Math.max(0, reached), needed());
    }

    private Result.Failed unknown(String why) {
        return new Result.Failed(Failure.IN_DOUBT, Shortfall.unknown(needed(), slot, why), slot, 0, needed());
    }

    private int needed() {
        return Math.min(
                policy().writeQuorum(), Math.max(1, context.slot(slot).current().size()));
    }
}
