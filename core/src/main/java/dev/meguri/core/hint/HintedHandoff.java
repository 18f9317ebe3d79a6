package dev.meguri.core.hint;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.store.Entry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps what replicas did not confirm, and hands it over, the oldest first, as soon as they can be reached: one batch at a
 * time for each of them, and the next one when it was confirmed. A hint confirms nothing to a client (SLOT.md, rule 7).
 *
 * <p>Whatever goes without being delivered, and may still be missed, is left to comparing its slot.
 *
 * <pre>
 * kept -> delivered                      the replica confirmed it
 *      -> kept                           no answer, or another epoch: again a little later
 *      -> dropped                        see {@link HintDrop}
 * </pre>
 */
public final class HintedHandoff {
    private static final long REST_MILLIS = 100;
    private static final long SWEEP_MILLIS = 1_000;
    private static final int MAX_TRIES = 10;

    /** Who knows the lists, and repairs what hints do not. */
    public interface Repair {
        /** Whether the replica is to hold the key. */
        boolean isHolder(String target, Key key);

        /** The slot is to be compared with the replica. */
        void compare(String target, int slot);

        /** Nothing is kept for the replica any more. */
        void drained(String target);
    }

    private final ShardContext context;
    private final Repair repair;
    private final HintBook book;
    private final Timers.Lane resends;
    private final Timers.Lane rests;
    private final Timers.Lane sweeps;
    private final Map<String, HintBatch> underWay = new TreeMap<>();
    /** Replicas that were behind, or did not answer: left alone for a moment. */
    private final Map<String, Boolean> resting = new TreeMap<>();

    private final long[] dropped = new long[HintDrop.values().length];
    private long kept;
    private long delivered;
    private boolean sweeping;

    public HintedHandoff(ShardContext context, Repair repair) {
        this.context = context;
        this.repair = repair;
        this.book = new HintBook(
                context.settings().hints(),
                context.settings().slotCount(),
                context.settings().shards());
        this.resends = context.timers().lane(context.settings().resendMillis());
        this.rests = context.timers().lane(REST_MILLIS);
        this.sweeps = context.timers().lane(SWEEP_MILLIS);
    }

    /** The replica has not confirmed the newest write of the key, which this node has. */
    public void keep(String target, Key key, int slot) {
        if (!book.keep(target, new Hint(key, slot, context.steadyNow()))) {
            dropped[HintDrop.OVERFLOW.ordinal()]++;
            repair.compare(target, slot);
            return;
        }
        kept++;
        sweepLater();
        pump(target);
    }

    /** Whether the replica is about to get something of the slot: comparing it would find that again, at a greater cost. */
    public boolean isUnderWay(String target, int slot) {
        return book.has(target, slot) && context.isReachable(target);
    }

    public void reachable(String peer, boolean reachable) {
        if (reachable) {
            pump(peer);
        } else {
            HintBatch batch = underWay.remove(peer);
            if (batch != null) {
                context.requests().close(batch.requestId());
            }
        }
    }

    /** The context has adopted a newer state than {@code old}. */
    public void adopted(ClusterState old) {
        if (old == null || book.isEmpty()) {
            return;
        }
        ClusterState state = context.state();
        boolean policiesChanged = !old.policies().equals(state.policies());
        BitSet changed = new BitSet();
        for (int slot = context.settings().shard();
                slot < state.slotCount();
                slot += context.settings().shards()) {
            if (policiesChanged || old.slot(slot).epoch() != state.slot(slot).epoch()) {
                changed.set(slot);
            }
        }
        for (String target : book.targets()) {
            if (hasAny(target, changed)) {
                for (Hint hint : List.copyOf(book.of(target))) {
                    if (changed.get(hint.slot()) && !repair.isHolder(target, hint.key())) {
                        drop(target, hint, HintDrop.MOVED);
                    }
                }
            }
            pump(target);
        }
    }

    private boolean hasAny(String target, BitSet slots) {
        for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
            if (book.has(target, slot)) {
                return true;
            }
        }
        return false;
    }

    /** What is kept. Reading it on the shard's own thread is fine. */
    public HintBook book() {
        return book;
    }

    public HintStats stats() {
        return new HintStats(kept, delivered, dropped.clone(), book.size(), book.bytes());
    }

    /** Sends the replica its next batch, if it can be sent one. */
    private void pump(String target) {
        if (context.state() == null
                || underWay.containsKey(target)
                || resting.containsKey(target)
                || !book.has(target)
                || !context.isReachable(target)) {
            return;
        }
        List<Hint> hints = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        long bytes = 0;
        int looked = 0;
        for (Hint hint : List.copyOf(first(target))) {
            looked++;
            HintDrop useless = uselessness(target, hint);
            if (useless != null) {
                drop(target, hint, useless);
                continue;
            }
            Entry entry = context.store().peek(hint.key());
            bytes += hint.key().length() + entry.value().length + entry.trail().bytes();
            if (!hints.isEmpty() && bytes > Limits.MAX_ENTRY_BYTES_PER_MESSAGE) {
                break;
            }
            hints.add(hint);
            entries.add(entry);
        }
        if (!hints.isEmpty()) {
            send(target, hints, entries);
        } else if (!book.has(target)) {
            repair.drained(target);
        } else if (looked > 0) {
            rest(target);
        }
    }

    private List<Hint> first(String target) {
        List<Hint> first = new ArrayList<>();
        for (Hint hint : book.of(target)) {
            if (first.size() == Limits.MAX_HINTS_PER_MESSAGE) {
                break;
            }
            first.add(hint);
        }
        return first;
    }

    /** Null: it is to be delivered. */
    private HintDrop uselessness(String target, Hint hint) {
        if (isExpired(hint)) {
            return HintDrop.EXPIRED;
        }
        if (!repair.isHolder(target, hint.key())) {
            return HintDrop.MOVED;
        }
        return context.store().peek(hint.key()) == null ? HintDrop.GONE : null;
    }

    private boolean isExpired(Hint hint) {
        return hint.keptMillis() + context.settings().hints().lifetimeMillis() <= context.steadyNow();
    }

    private void send(String target, List<Hint> hints, List<Entry> entries) {
        int[] slots = new int[hints.size()];
        long[] epochs = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = hints.get(i).slot();
            epochs[i] = context.slot(slots[i]).epoch();
        }
        long requestId = context.requests().open((from, answer) -> answered(target, from, answer));
        ShardMessage message = new ShardMessage.DeliverHints(requestId, slots, epochs, entries);
        HintBatch batch = new HintBatch(requestId, hints, message);
        underWay.put(target, batch);
        context.send(target, message);
        resendLater(target, batch);
    }

    private void resendLater(String target, HintBatch batch) {
        resends.add(context.steadyNow(), new Timers.Task() {
            @Override
            public boolean isOver() {
                return underWay.get(target) != batch;
            }

            @Override
            public void run() {
                if (batch.isTried(MAX_TRIES)) {
                    over(target, batch, true);
                } else {
                    context.send(target, batch.message());
                    resendLater(target, batch);
                }
            }
        });
    }

    private void answered(String target, String from, ShardMessage answer) {
        HintBatch batch = underWay.get(target);
        if (batch == null || !from.equals(target) || !(answer instanceof ShardMessage.HintsTaken taken)) {
            return;
        }
        for (int i = 0; i < taken.slots().length; i++) {
            int slot = taken.slots()[i];
            List<Hint> hints = batch.answered(slot);
            switch (taken.verdicts()[i]) {
                case KEPT -> hints.forEach(hint -> delivered += book.remove(target, hint) ? 1 : 0);
                case REFUSED -> hints.forEach(hint -> drop(target, hint, HintDrop.REFUSED));
                case BEHIND -> batch.rests();
                case STALE -> {
                    batch.rests();
                    context.fetchState(target);
                }
            }
        }
        if (batch.isAnswered()) {
            over(target, batch, batch.isToRest());
        }
    }

    private void over(String target, HintBatch batch, boolean rest) {
        underWay.remove(target);
        context.requests().close(batch.requestId());
        if (!book.has(target)) {
            repair.drained(target);
        } else if (rest) {
            rest(target);
        } else {
            pump(target);
        }
    }

    private void rest(String target) {
        if (resting.put(target, true) == null) {
            rests.add(context.steadyNow(), () -> {
                resting.remove(target);
                pump(target);
            });
        }
    }

    /** While anything is kept: what is too old goes, whether its replica can be reached or not. */
    private void sweepLater() {
        if (sweeping) {
            return;
        }
        sweeping = true;
        sweeps.add(context.steadyNow(), () -> {
            sweeping = false;
            for (String target : book.targets()) {
                List<Hint> old = new ArrayList<>();
                for (Hint hint : book.of(target)) {
                    if (!isExpired(hint)) {
                        break;
                    }
                    old.add(hint);
                }
                old.forEach(hint -> drop(target, hint, HintDrop.EXPIRED));
            }
            if (!book.isEmpty()) {
                sweepLater();
            }
        });
    }

    private void drop(String target, Hint hint, HintDrop reason) {
        if (!book.remove(target, hint)) {
            return;
        }
        dropped[reason.ordinal()]++;
        switch (reason) {
            case EXPIRED, OVERFLOW, REFUSED -> repair.compare(target, hint.slot());
            case MOVED, GONE -> {
                // there is nothing to repair: the replica needs it no more, or others have it
            }
        }
    }
}
