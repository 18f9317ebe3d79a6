package dev.meguri.core.replication;

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
import java.util.ArrayList;
import java.util.List;

/**
 * One read of a client: R synced replicas of the current list are asked, the serving primary first and slow ones last; another
 * one when an answer takes long; the newest entry wins, or what a resolver makes of all, and replicas that answered with less are
 * repaired. As a timer's task, it is its own deadline.
 */
final class ReadOperation implements Requests.Asker, Timers.Task {
    private final Operations operations;
    private final ShardContext context;
    private final long operationId;
    private final Operation.Get get;
    private final int slot;
    private long requestId;
    private long epoch;
    /** Whom to ask, in this order. What follows is about these, by their places here: a bit for each, or an array. */
    private List<String> candidates = List.of();

    private int asked;
    /** Asked in vain: unsynced, or of another epoch. */
    private int useless;
    /** Peers that were asked and have not answered. */
    private int waiting;
    /** When they were asked first, by the steady clock. */
    private long[] waitingSince;

    private int answered;
    /** Null: the replica has no entry of the key. */
    private Entry[] answers;
    /** Who has answered, the first one first. */
    private int[] answerOrder;

    private int needed;
    /** Asked because others take long; -1: nobody was. */
    private int hedgedTo = -1;

    private boolean done;

    ReadOperation(Operations operations, long operationId, Operation.Get get) {
        this.operations = operations;
        this.context = operations.context();
        this.operationId = operationId;
        this.get = get;
        this.slot = context.slotOf(get.key());
    }

    @Override
    public boolean isOver() {
        return done;
    }

    void start() {
        place();
        advance();
        if (!done) {
            operations.watchRead(this, waitedFor());
        }
    }

    private List<String> waitedFor() {
        List<String> peers = new ArrayList<>(candidates.size());
        for (int at = 0; at < candidates.size(); at++) {
            if (has(waiting, at)) {
                peers.add(candidates.get(at));
            }
        }
        return peers;
    }

    private static boolean has(int bits, int at) {
        return (bits >>> at & 1) != 0;
    }

    /** An answer takes longer than it mostly does: one more replica is asked, if the budget allows. */
    void hedgeEarly() {
        int next = done ? -1 : next();
        if (next >= 0 && operations.hedging().mayHedge()) {
            hedgedTo = next;
            ask(next);
        }
    }

    /** The slot's list has changed: answers under the old epoch do not count any more. */
    void retarget() {
        if (!done && context.slot(slot).epoch() != epoch) {
            place();
            advance();
        }
    }

    /** The last answer takes very long, or a peer was lost: one more replica is asked; once all are, those without an answer are asked again. */
    void hedge() {
        if (done) {
            return;
        }
        if (!askNext()) {
            asked = answered;
            useless = 0;
            advance();
        }
    }

    /** Whom to ask, in this order: the serving primary, ourselves, who is alive, the rest; of these, slow ones last. */
    private void place() {
        Policy policy = context.policyOf(get.key());
        ClusterState state = context.state();
        List<String> list = Placement.of(context.slot(slot), policy.replicas()).current();
        epoch = context.slot(slot).epoch();
        needed = Math.max(1, Math.min(policy.readQuorum(), list.size()));
        asked = 0;
        useless = 0;
        waiting = 0;
        answered = 0;
        hedgedTo = -1;
        if (requestId != 0) {
            // answers under the old epoch may be under way
            context.requests().close(requestId);
            requestId = 0;
        }
        candidates = new ArrayList<>(list.size());
        addCandidate(state.servingPrimary(slot, policy.replicas()));
        addCandidate(list.contains(context.self()) ? context.self() : null);
        for (String node : list) {
            if (state.stateOf(node).isLive()) {
                addCandidate(node);
            }
        }
        list.forEach(this::addCandidate);
        candidates = operations.hedging().slowLast(candidates, slot, epoch, get.key());
        waitingSince = new long[candidates.size()];
        answers = new Entry[candidates.size()];
        answerOrder = new int[candidates.size()];
    }

    private void addCandidate(String nodeId) {
        if (nodeId != null && !candidates.contains(nodeId)) {
            candidates.add(nodeId);
        }
    }

    private void advance() {
        while (!done && Integer.bitCount(asked) - Integer.bitCount(useless) < needed && askNext()) {
            // as many as are needed are under way
        }
    }

    private boolean askNext() {
        int next = next();
        if (next < 0) {
            return false;
        }
        ask(next);
        return true;
    }

    /** -1: nobody is left that can be asked. */
    private int next() {
        for (int at = 0; at < candidates.size(); at++) {
            if (!has(asked, at) && context.isReachable(candidates.get(at))) {
                return at;
            }
        }
        return -1;
    }

    private void ask(int at) {
        String node = candidates.get(at);
        asked |= 1 << at;
        if (node.equals(context.self())) {
            if (operations.handovers().hold(slot, () -> askSelf(at))) {
                return;
            }
            askSelf(at);
            return;
        }
        if (requestId == 0) {
            requestId = context.requests().open(this);
        }
        if (!has(waiting, at)) {
            waiting |= 1 << at;
            waitingSince[at] = context.steadyNow();
        }
        context.send(node, new ShardMessage.Read(requestId, slot, epoch, get.key()));
    }

    /** Unless the slot's list has changed while it had to wait, or other answers were enough. */
    private void askSelf(int at) {
        if (done || at >= candidates.size() || !candidates.get(at).equals(context.self()) || has(answered, at)) {
            return;
        }
        if (operations.resync().isSynced(slot)) {
            take(at, context.store().read(get.key(), context.now()));
        } else {
            useless |= 1 << at;
            advance();
        }
    }

    @Override
    public void onAnswer(String nodeId, ShardMessage answer) {
        int at = candidates.indexOf(nodeId);
        if (done || at < 0 || !has(asked, at) || has(answered, at)) {
            return;
        }
        if (has(waiting, at)) {
            waiting &= ~(1 << at);
            operations.hedging().took(nodeId, context.steadyNow() - waitingSince[at]);
        }
        switch (answer) {
            case ShardMessage.ReadAnswer read when read.synced() -> take(at, read.entry());
            case ShardMessage.Nack nack -> {
                if (nack.reason() == NackReason.STALE_EPOCH) {
                    context.fetchState(nodeId);
                }
                useless |= 1 << at;
                advance();
            }
            default -> {
                useless |= 1 << at;
                advance();
            }
        }
    }

    private void take(int at, Entry entry) {
        answerOrder[Integer.bitCount(answered)] = at;
        answered |= 1 << at;
        answers[at] = entry;
        if (Integer.bitCount(answered) >= needed) {
            finish();
        }
    }

    private void finish() {
        String source = null;
        Entry newest = null;
        String home = context.slot(slot).homePrimary();
        int count = Integer.bitCount(answered);
        for (int i = 0; i < count; i++) {
            String node = candidates.get(answerOrder[i]);
            Entry entry = answers[answerOrder[i]];
            Entry merged = entry == null ? newest : context.store().merged(newest, entry);
            boolean better = entry != null && merged == entry && newest != entry;
            boolean sameButHome = node.equals(home) && isSame(entry, merged);
            if (source == null || better || sameButHome) {
                source = node;
            }
            newest = merged;
        }
        if (needed > 1) {
            repair(newest);
        }
        if (hedgedTo >= 0 && has(answered, hedgedTo) && waiting != 0) {
            operations.hedging().won();
        }
        Receipt receipt = new Receipt(
                source.equals(home) ? Receipt.Source.PRIMARY : Receipt.Source.REPLICA,
                source,
                slot,
                context.state().ringVersion(),
                count,
                Math.min(
                        context.slot(slot).current().size(),
                        context.policyOf(get.key()).replicas()));
        if (newest != null && newest.isReadableAt(context.now())) {
            end(new Result.Found(newest, receipt));
        } else {
            end(new Result.Absent(operations.whyAbsent(newest), receipt));
        }
    }

    private static boolean isSame(Entry one, Entry other) {
        return one == null ? other == null : one.isSameAs(other);
    }

    /** Read repair: whoever answered with less gets the newest entry. */
    private void repair(Entry newest) {
        if (newest == null) {
            return;
        }
        for (int i = 0; i < Integer.bitCount(answered); i++) {
            String node = candidates.get(answerOrder[i]);
            if (isSame(newest, answers[answerOrder[i]])) {
                continue;
            }
            if (node.equals(context.self())) {
                context.store().merge(newest, context.now());
            } else {
                context.send(node, new ShardMessage.Replicate(0, slot, epoch, newest));
            }
        }
    }

    /** The deadline. */
    @Override
    public void run() {
        if (!done) {
            end(new Result.Failed(
                    Failure.UNAVAILABLE,
                    Shortfall.unread(Integer.bitCount(answered), Math.max(1, needed), slot),
                    slot,
                    Integer.bitCount(answered),
                    Math.max(1, needed)));
        }
    }

    private void end(Result result) {
        done = true;
        for (int at = 0; at < candidates.size() && waiting != 0; at++) {
            if (has(waiting, at)) {
                operations.hedging().tookOver(candidates.get(at), context.steadyNow() - waitingSince[at]);
            }
        }
        if (requestId != 0) {
            context.requests().close(requestId);
        }
        operations.finishRead(this, operationId, result);
    }
}
