package dev.meguri.core.repair;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.Member;
import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.Verdict;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.store.Entry;
import java.util.ArrayList;
import java.util.List;

/** The answering side of repair: no state of its own, so that every request can be repeated. */
public final class RepairAnswers {
    private final ShardContext context;
    private final Resync resync;

    public RepairAnswers(ShardContext context, Resync resync) {
        this.context = context;
        this.resync = resync;
    }

    public void onCompareSlots(String nodeId, ShardMessage.CompareSlots message) {
        int[] slots = message.slots();
        Verdict[] verdicts = new Verdict[slots.length];
        int[] sizes = new int[slots.length];
        Verdict outlived = outlived(nodeId, message);
        boolean behind = outlived == Verdict.BEHIND;
        for (int i = 0; i < slots.length; i++) {
            long epoch = context.slot(slots[i]).epoch();
            if (outlived != null) {
                verdicts[i] = outlived;
            } else if (message.epochs()[i] > epoch) {
                verdicts[i] = Verdict.BEHIND;
                behind = true;
            } else if (message.epochs()[i] < epoch) {
                verdicts[i] = Verdict.STALE;
            } else if (resync.isHinted(nodeId, slots[i])) {
                verdicts[i] = Verdict.HINTED;
            } else {
                long digest = context.store().digest(slots[i], message.copies()[i]);
                verdicts[i] = digest == message.digests()[i] ? Verdict.EQUAL : Verdict.DIFFERENT;
                sizes[i] = context.store().size(slots[i]);
                if (verdicts[i] == Verdict.EQUAL) {
                    resync.foundEqual(nodeId, slots[i]);
                }
            }
        }
        if (behind) {
            context.fetchState(nodeId);
        }
        context.send(nodeId, new ShardMessage.SlotsCompared(message.requestId(), slots, verdicts, sizes));
    }

    /** Whether one of us does not know yet how the cluster sees it: whoever was DOWN has something to forget first. */
    private Verdict outlived(String nodeId, ShardMessage.CompareSlots message) {
        if (context.state().ringVersion() < message.peerSince()) {
            return Verdict.BEHIND;
        }
        Member asking = context.state().member(nodeId);
        boolean knows = asking == null || asking.state().isLive() && message.ringVersion() >= asking.stateSince();
        return knows ? null : Verdict.STALE;
    }

    public void onListVersions(String nodeId, ShardMessage.ListVersions message) {
        List<Entry> entries =
                Buckets.entries(context, message.slot(), message.copies(), message.bucketBits(), message.bucket());
        boolean equal = Buckets.digest(entries) == message.skipIfDigest();
        context.send(
                nodeId,
                new ShardMessage.VersionList(
                        message.requestId(), message.slot(), equal, equal ? List.of() : Buckets.versions(entries)));
    }

    public void onFetchEntries(String nodeId, ShardMessage.FetchEntries message) {
        List<Entry> entries = new ArrayList<>();
        long bytes = 0;
        int asked = 0;
        for (Key key : message.keys()) {
            Entry entry = context.store().peek(key);
            if (entry != null) {
                bytes += entry.messageBytes();
                if (!entries.isEmpty() && bytes > Limits.MAX_ENTRY_BYTES_PER_MESSAGE) {
                    break;
                }
                entries.add(entry);
            }
            asked++;
        }
        context.send(nodeId, new ShardMessage.Entries(message.requestId(), message.slot(), asked, entries));
    }

    public void onPushEntries(String nodeId, ShardMessage.PushEntries message) {
        NackReason refusal = null;
        for (Entry entry : message.entries()) {
            if (!context.canMerge(entry.key())) {
                refusal = NackReason.NO_RESOLVER;
                break;
            }
            if (context.clock().observe(entry.version().time(), context.now())) {
                context.store().merge(entry, context.now());
            } else {
                refusal = NackReason.CLOCK_SKEW;
            }
        }
        context.send(
                nodeId,
                refusal == null
                        ? new ShardMessage.Ack(message.requestId(), message.slot(), null)
                        : new ShardMessage.Nack(message.requestId(), message.slot(), refusal, message.epoch()));
    }
}
