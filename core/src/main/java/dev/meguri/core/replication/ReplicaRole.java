package dev.meguri.core.replication;

import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.HintVerdict;
import dev.meguri.core.repair.Resync;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.MergeOutcome;
import dev.meguri.core.version.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a replica does for coordinators: keeps entries and shows them. Epochs were compared before. */
public final class ReplicaRole {
    private final ShardContext context;
    private final Resync resync;
    private final RecentChanges recentChanges;

    public ReplicaRole(ShardContext context, Resync resync, Operations operations) {
        this.context = context;
        this.resync = resync;
        this.recentChanges = operations.recentChanges();
    }

    public void onReplicate(String nodeId, ShardMessage.Replicate message) {
        Entry entry = message.entry();
        Entry before = context.store().peek(entry.key());
        NackReason refusal = keep(entry, before);
        if (message.requestId() == 0) {
            return;
        }
        if (refusal != null) {
            context.send(nodeId, new ShardMessage.Nack(message.requestId(), message.slot(), refusal, message.epoch()));
            return;
        }
        if (!entry.lineage().isNone()) {
            tellMore(nodeId, message);
            context.send(nodeId, new ShardMessage.Ack(message.requestId(), message.slot(), null));
            return;
        }
        Version newer = before != null && before.version().isNewerThan(entry.version()) ? before.version() : null;
        context.send(nodeId, new ShardMessage.Ack(message.requestId(), message.slot(), newer));
    }

    /** Null: it is kept, unless something newer was there. @param before what is held of its key; null: nothing */
    private NackReason keep(Entry entry, Entry before) {
        if (!context.clock().observe(entry.version().time(), context.now())) {
            return NackReason.CLOCK_SKEW;
        }
        if (!entry.isGone() && !context.store().hasRoomFor(entry)) {
            return NackReason.MEMORY_LIMIT;
        }
        if (!context.canMerge(entry.key())) {
            return NackReason.NO_RESOLVER;
        }
        if (context.store().merge(entry, context.now()) == MergeOutcome.APPLIED) {
            recentChanges.kept(entry, before, context.now(), context.steadyNow());
        }
        return null;
    }

    /** Writes that this node did not confirm when they were made. */
    public void onDeliverHints(String nodeId, ShardMessage.DeliverHints message) {
        Map<Integer, HintVerdict> verdicts = new LinkedHashMap<>();
        boolean behind = false;
        for (int i = 0; i < message.slots().length; i++) {
            HintVerdict verdict = take(
                    message.slots()[i], message.epochs()[i], message.entries().get(i));
            behind |= verdict == HintVerdict.BEHIND;
            // what was refused of a slot counts for all of it: it is compared then
            verdicts.merge(message.slots()[i], verdict, (a, b) -> a == HintVerdict.KEPT ? b : a);
        }
        if (behind) {
            context.fetchState(nodeId);
        }
        int[] slots = verdicts.keySet().stream().mapToInt(Integer::intValue).toArray();
        context.send(
                nodeId,
                new ShardMessage.HintsTaken(
                        message.requestId(), slots, verdicts.values().toArray(HintVerdict[]::new)));
    }

    private HintVerdict take(int slot, long epoch, Entry entry) {
        long adopted = context.slot(slot).epoch();
        if (epoch != adopted) {
            return epoch > adopted ? HintVerdict.BEHIND : HintVerdict.STALE;
        }
        if (slot != context.slotOf(entry.key())) {
            return HintVerdict.REFUSED;
        }
        return keep(entry, context.store().peek(entry.key())) == null ? HintVerdict.KEPT : HintVerdict.REFUSED;
    }

    /**
     * Where the entry met a concurrent or a newer one, its coordinator gets what they made together, if it holds the slot.
     * Who left it after it began the write has dropped it (SLOT.md, rule 15), and would keep this for ever.
     */
    private void tellMore(String nodeId, ShardMessage.Replicate message) {
        Entry after = context.store().peek(message.entry().key());
        boolean holds = context.slot(message.slot()).holds(nodeId);
        if (holds && after != null && !after.isSameAs(message.entry())) {
            context.send(nodeId, new ShardMessage.Replicate(0, message.slot(), message.epoch(), after));
        }
    }

    public void onRead(String nodeId, ShardMessage.Read message) {
        boolean synced = resync.isSynced(message.slot());
        Entry entry = synced ? context.store().read(message.key(), context.now()) : null;
        context.send(nodeId, new ShardMessage.ReadAnswer(message.requestId(), message.slot(), entry, synced));
    }
}
