package dev.meguri.core.replication;

import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.repair.Resync;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.MergeOutcome;
import dev.meguri.core.version.Version;

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
        NackReason refusal = null;
        if (!context.clock().observe(entry.version().time(), context.now())) {
            refusal = NackReason.CLOCK_SKEW;
        } else if (!entry.isGone() && !context.store().hasRoomFor(entry)) {
            refusal = NackReason.MEMORY_LIMIT;
        }
        Entry before = context.store().peek(entry.key());
        if (refusal == null && context.store().merge(entry, context.now()) == MergeOutcome.APPLIED) {
            recentChanges.kept(entry, before, context.now());
        }
        if (message.requestId() == 0) {
            return;
        }
        if (refusal != null) {
            context.send(nodeId, new ShardMessage.Nack(message.requestId(), message.slot(), refusal, message.epoch()));
            return;
        }
        Version newer = before != null && before.version().isNewerThan(entry.version()) ? before.version() : null;
        context.send(nodeId, new ShardMessage.Ack(message.requestId(), message.slot(), newer));
    }

    public void onRead(String nodeId, ShardMessage.Read message) {
        boolean synced = resync.isSynced(message.slot());
        Entry entry = synced ? context.store().read(message.key(), context.now()) : null;
        context.send(nodeId, new ShardMessage.ReadAnswer(message.requestId(), message.slot(), entry, synced));
    }
}
