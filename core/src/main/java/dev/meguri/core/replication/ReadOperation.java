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
import dev.meguri.core.store.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One read of a client: R synced replicas of the current list are asked, the serving primary first and slow ones last; another
 * one when an answer takes long; the newest entry wins, or what a resolver makes of all, and replicas that answered with less are
 * repaired.
 */
final class ReadOperation implements Requests.Asker {
    private final Operations operations;
    private final ShardContext context;
    private final long operationId;
    private final Operation.Get get;
    private final int slot;
    /** Null: the replica has no entry of the key. */
    private final Map<String, Entry> answers = new LinkedHashMap<>();

    private final Set<String> asked = new LinkedHashSet<>();
    /** When peers were asked first, by the steady clock; without those that have answered. */
    private final Map<String, Long> waitingSince = new LinkedHashMap<>();
    /** Asked in vain: unsynced, or of another epoch. */
    private final Set<String> useless = new LinkedHashSet<>();

    private long requestId;
    private long epoch;
    private List<String> candidates = List.of();
    private int needed;
    /** Asked because others take long; null: nobody was. */
    private String hedgedTo;

    private boolean done;

    ReadOperation(Operations operations, long operationId, Operation.Get get) {
        this.operations = operations;
        this.context = operations.context();
        this.operationId = operationId;
        this.get = get;
        this.slot = context.slotOf(get.key());
    }

    boolean isDone() {
        return done;
    }

    void start() {
        place();
        advance();
        if (!done) {
            operations.watchRead(this, List.copyOf(waitingSince.keySet()));
        }
    }

    /** An answer takes longer than it mostly does: one more replica is asked, if the budget allows. */
    void hedgeEarly() {
        String next = done ? null : next();
        if (next != null && operations.hedging().mayHedge()) {
            hedgedTo = next;
            asked.add(next);
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
            asked.retainAll(answers.keySet());
            useless.clear();
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
        asked.clear();
        useless.clear();
        answers.clear();
        waitingSince.clear();
        hedgedTo = null;
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
    }

    private void addCandidate(String nodeId) {
        if (nodeId != null && !candidates.contains(nodeId)) {
            candidates.add(nodeId);
        }
    }

    private void advance() {
        while (!done && asked.size() - useless.size() < needed && askNext()) {
            // as many as are needed are under way
        }
    }

    private boolean askNext() {
        String next = next();
        if (next == null) {
            return false;
        }
        asked.add(next);
        ask(next);
        return true;
    }

    private String next() {
        for (String node : candidates) {
            if (!asked.contains(node) && context.isReachable(node)) {
                return node;
            }
        }
        return null;
    }

    private void ask(String node) {
        if (node.equals(context.self())) {
            if (operations.resync().isSynced(slot)) {
                take(node, context.store().read(get.key(), context.now()));
            } else {
                useless.add(node);
            }
            return;
        }
        if (requestId == 0) {
            requestId = context.requests().open(this);
        }
        waitingSince.putIfAbsent(node, context.steadyNow());
        context.send(node, new ShardMessage.Read(requestId, slot, epoch, get.key()));
    }

    @Override
    public void onAnswer(String nodeId, ShardMessage answer) {
        if (done || !asked.contains(nodeId) || answers.containsKey(nodeId)) {
            return;
        }
        Long since = waitingSince.remove(nodeId);
        if (since != null) {
            operations.hedging().took(nodeId, context.steadyNow() - since);
        }
        switch (answer) {
            case ShardMessage.ReadAnswer read when read.synced() -> take(nodeId, read.entry());
            case ShardMessage.Nack nack -> {
                if (nack.reason() == NackReason.STALE_EPOCH) {
                    context.fetchState(nodeId);
                }
                useless.add(nodeId);
                advance();
            }
            default -> {
                useless.add(nodeId);
                advance();
            }
        }
    }

    private void take(String nodeId, Entry entry) {
        answers.put(nodeId, entry);
        if (answers.size() >= needed) {
            finish();
        }
    }

    private void finish() {
        String source = null;
        Entry newest = null;
        String home = context.slot(slot).homePrimary();
        for (Map.Entry<String, Entry> answer : answers.entrySet()) {
            Entry entry = answer.getValue();
            Entry merged = entry == null ? newest : context.store().merged(newest, entry);
            boolean better = entry != null && merged == entry && newest != entry;
            boolean sameButHome = answer.getKey().equals(home) && isSame(entry, merged);
            if (source == null || better || sameButHome) {
                source = answer.getKey();
            }
            newest = merged;
        }
        if (needed > 1) {
            repair(newest);
        }
        if (hedgedTo != null && answers.containsKey(hedgedTo) && !waitingSince.isEmpty()) {
            operations.hedging().won();
        }
        Receipt receipt = new Receipt(
                source.equals(home) ? Receipt.Source.PRIMARY : Receipt.Source.REPLICA,
                source,
                slot,
                context.state().ringVersion(),
                answers.size(),
                Placement.of(context.slot(slot), context.policyOf(get.key()).replicas())
                        .current()
                        .size());
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
        for (Map.Entry<String, Entry> answer : answers.entrySet()) {
            if (isSame(newest, answer.getValue())) {
                continue;
            }
            if (answer.getKey().equals(context.self())) {
                context.store().merge(newest, context.now());
            } else {
                context.send(answer.getKey(), new ShardMessage.Replicate(0, slot, epoch, newest));
            }
        }
    }

    /** The deadline. */
    void expire() {
        if (!done) {
            end(new Result.Failed(
                    Failure.UNAVAILABLE,
                    answers.size() + " of the " + Math.max(1, needed) + " synced replicas needed of slot " + slot
                            + " answered in time; nothing was changed, retry",
                    slot,
                    answers.size(),
                    Math.max(1, needed)));
        }
    }

    private void end(Result result) {
        done = true;
        waitingSince.forEach((peer, since) -> operations.hedging().tookOver(peer, context.steadyNow() - since));
        if (requestId != 0) {
            context.requests().close(requestId);
        }
        operations.finishRead(this, operationId, result);
    }
}
