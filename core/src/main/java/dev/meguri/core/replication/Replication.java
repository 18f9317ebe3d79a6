package dev.meguri.core.replication;

import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.repair.Resync;
import dev.meguri.core.shard.Requests;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry on its way to all its replicas: it is kept here, sent to the others, sent again where no answer comes, and
 * followed when the slot's lists change, until all have confirmed it or its time is over. For whoever has not confirmed by
 * then it is kept as a hint. As a timer's task, it is its own deadline.
 */
final class Replication implements Requests.Asker, Timers.Task {
    /** Told once: as soon as enough replicas confirmed, or when time is over. */
    interface Listener {
        void replicated(Replication replication);

        void timedOut(Replication replication);

        /** A replica has a newer version. True: the listener took over, and this one ends. */
        boolean outdated(Replication replication, Version newer);
    }

    private final ShardContext context;
    private final Resync resync;
    private final Entry entry;
    private final int slot;
    private final int copies;
    private final int quorum;
    private final Listener listener;
    /** Each node once, as in {@code waiting}: so few that a list is the quickest set. */
    private final List<String> acks = new ArrayList<>(4);

    private final List<String> waiting = new ArrayList<>(4);
    private final long requestId;
    private Placement placement;
    private long epoch;
    /** When it was sent, by the steady clock. */
    private long startedMillis;

    private boolean told;
    private boolean over;

    Replication(ShardContext context, Resync resync, Entry entry, int copies, int quorum, Listener listener) {
        this.context = context;
        this.resync = resync;
        this.entry = entry;
        this.slot = context.slotOf(entry.key());
        this.copies = copies;
        this.quorum = quorum;
        this.listener = listener;
        this.requestId = context.requests().open(this);
    }

    /** Keeps the entry here, where this node is a replica, and sends it to the others. */
    void start() {
        place();
        if (placement.holds(context.self())) {
            context.store().merge(entry, context.now());
            acks.add(context.self());
        }
        sendToWaiting();
        check();
    }

    /** The slot's lists have changed: who confirmed keeps counting, who is new gets the entry. */
    void retarget() {
        if (over || context.slot(slot).epoch() == epoch) {
            return;
        }
        place();
        if (placement.holds(context.self()) && !acks.contains(context.self())) {
            acks.add(context.self());
            context.store().merge(entry, context.now());
        }
        sendToWaiting();
        check();
    }

    /** Sends again to those who have not answered. */
    void resend() {
        if (!over) {
            sendToWaiting();
        }
    }

    /** Its time is over: what those who have not confirmed missed is kept for them. */
    @Override
    public void run() {
        if (over) {
            return;
        }
        end();
        for (String node : waiting) {
            resync.missed(node, entry.key(), slot);
        }
        if (!told) {
            told = true;
            listener.timedOut(this);
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    Entry entry() {
        return entry;
    }

    int slot() {
        return slot;
    }

    /** Confirmations among the first N of the current list. */
    int ackCount() {
        return Placement.count(placement.current(), acks::contains);
    }

    int replicaCount() {
        return placement.current().size();
    }

    int needed() {
        return Math.min(quorum, placement.current().size());
    }

    @Override
    public void onAnswer(String nodeId, ShardMessage answer) {
        switch (answer) {
            case ShardMessage.Ack ack -> {
                if (!told && ack.newer() != null && listener.outdated(this, ack.newer())) {
                    told = true;
                    end();
                    return;
                }
                if (waiting.remove(nodeId)) {
                    acks.add(nodeId);
                    check();
                }
            }
            case ShardMessage.Nack nack when nack.reason() == NackReason.STALE_EPOCH -> context.fetchState(nodeId);
            default -> {
                // BEHIND, and refusals: sent again until the time is over
            }
        }
    }

    private void place() {
        epoch = context.slot(slot).epoch();
        placement = Placement.of(context.slot(slot), copies);
        waiting.clear();
        for (String node : placement.all()) {
            if (!acks.contains(node) && !node.equals(context.self())) {
                waiting.add(node);
            }
        }
    }

    /** The very same message to all, so that a driver encodes it once. */
    private void sendToWaiting() {
        ShardMessage message = new ShardMessage.Replicate(requestId, slot, epoch, entry);
        for (String node : waiting) {
            if (context.isReachable(node)) {
                context.send(node, message);
            }
        }
    }

    private void check() {
        if (!told && placement.isQuorum(acks::contains, quorum)) {
            told = true;
            listener.replicated(this);
        }
        if (told && waiting.isEmpty()) {
            end();
        }
    }

    private void end() {
        over = true;
        context.requests().close(requestId);
    }

    /** The replications of one shard that are under way. */
    static final class UnderWay {
        private final List<Replication> all = new ArrayList<>();
        private final Timers.Lane resends;
        private final Timers.Lane deadlines;

        UnderWay(ShardContext context) {
            this.resends = context.timers().lane(context.settings().resendMillis());
            this.deadlines = context.timers().lane(context.settings().operationTimeoutMillis());
        }

        void start(Replication replication) {
            replication.start();
            if (replication.over) {
                return;
            }
            if (all.size() >= 64 && all.size() % 64 == 0) {
                all.removeIf(Replication::isOver);
            }
            replication.startedMillis = replication.context.steadyNow();
            all.add(replication);
            scheduleResend(replication);
            deadlines.add(replication.context.steadyNow(), replication);
        }

        /** The age of the one that waits for the longest; 0: none is under way. */
        long oldestMillis() {
            for (Replication replication : all) {
                if (!replication.over) {
                    return replication.context.steadyNow() - replication.startedMillis;
                }
            }
            return 0;
        }

        void retarget() {
            all.removeIf(Replication::isOver);
            for (Replication replication : List.copyOf(all)) {
                replication.retarget();
            }
        }

        private void scheduleResend(Replication replication) {
            resends.add(replication.context.steadyNow(), new Timers.Task() {
                @Override
                public boolean isOver() {
                    return replication.over;
                }

                @Override
                public void run() {
                    replication.resend();
                    scheduleResend(replication);
                }
            });
        }
    }
}
