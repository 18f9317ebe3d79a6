package dev.meguri.simulator.cluster;

import dev.meguri.core.membership.gossip.Rumour;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.store.Entry;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.simulator.workload.Describe;
import java.util.List;

/** Messages as numbers that are equal in every run of a seed, and as text. */
final class MessageHash {
    private MessageHash() {}

    static long of(Object message) {
        return switch (message) {
            case ShardMessage.Replicate m -> mix(1, m.requestId(), m.epoch(), of(m.entry()));
            case ShardMessage.Ack m ->
                mix(
                        2,
                        m.requestId(),
                        m.slot(),
                        m.newer() == null ? 0 : m.newer().hash64());
            case ShardMessage.Nack m -> mix(3, m.requestId(), m.reason().ordinal(), m.epoch());
            case ShardMessage.Read m -> mix(4, m.requestId(), m.epoch(), m.key().hash64());
            case ShardMessage.ReadAnswer m -> mix(5, m.requestId(), m.synced() ? 1 : 0, of(m.entry()));
            case ShardMessage.Forward m ->
                mix(6, m.requestId(), m.epoch(), m.version().hash64());
            case ShardMessage.ForwardAnswer m -> mix(7, m.requestId(), m.slot(), 0);
            case ShardMessage.TakeOver m -> mix(27, m.requestId(), m.slots().length, m.ringVersion());
            case ShardMessage.HandedOver m -> mix(28, m.requestId(), m.slots().length, m.slot());
            case ShardMessage.CompareSlots m -> mix(8, m.requestId(), m.slots().length, sum(m.digests()));
            case ShardMessage.SlotsCompared m -> mix(9, m.requestId(), m.slots().length, m.slot());
            case ShardMessage.ListVersions m -> mix(10, m.requestId(), m.bucket(), m.skipIfDigest());
            case ShardMessage.VersionList m ->
                mix(11, m.requestId(), m.slot(), m.versions().size());
            case ShardMessage.FetchEntries m ->
                mix(12, m.requestId(), m.slot(), m.keys().size());
            case ShardMessage.Entries m -> mix(13, m.requestId(), m.asked(), of(m.entries()));
            case ShardMessage.PushEntries m -> mix(14, m.requestId(), m.epoch(), of(m.entries()));
            case ShardMessage.DeliverHints m -> mix(16, m.requestId(), sum(m.epochs()), of(m.entries()));
            case ShardMessage.HintsTaken m -> mix(17, m.requestId(), m.slots().length, m.verdicts()[0].ordinal());
            case ShardMessage.Strong m ->
                mix(15, m.message().requestId(), m.slot(), m.message() instanceof StrongMessage.Answer ? 1 : 0);
            case ShardMessage.StrongBatch m ->
                mix(18, m.messages().size(), m.slot(), m.messages().getFirst().requestId());
            case NodeMessage.Ping m -> mix(20, m.number(), of(m.known()), sumOf(m.rumours()));
            case NodeMessage.Pong m -> mix(21, m.number(), of(m.known()), sumOf(m.rumours()));
            case NodeMessage.PingRequest m ->
                mix(
                        24,
                        m.number(),
                        of(m.known()),
                        sumOf(m.rumours()) + m.nodeId().hashCode());
            case NodeMessage.PingReport m -> mix(m.reached() ? 25 : 26, m.number(), of(m.known()), sumOf(m.rumours()));
            case NodeMessage.FetchState m -> mix(22, m.term(), m.ringVersion(), 0);
            case NodeMessage.StateAnswer m ->
                mix(23, m.state().term(), m.state().ringVersion(), 0);
            case ManagerMessage.Register m -> mix(30, m.incarnation(), m.term(), m.ringVersion());
            case ManagerMessage.Heartbeat m -> mix(31, m.ringVersion(), m.syncedSince(), m.unsyncedSlots());
            case ManagerMessage.SlotsSynced m -> mix(32, m.slots().length, sum(m.epochs()), 0);
            case ManagerMessage.SlotsCarried m -> mix(41, m.slots().length, sum(m.epochs()), 0);
            case ManagerMessage.StateUploaded m ->
                mix(33, m.state().term(), m.state().ringVersion(), 0);
            case ManagerMessage.Goodbye _ -> 34;
            case ManagerMessage.Welcome m -> mix(35, m.incarnation(), m.startEmpty() ? 1 : 0, 0);
            case ManagerMessage.Refused m -> mix(36, m.code().hashCode(), 0, 0);
            case ManagerMessage.FullState m ->
                mix(37, m.state().term(), m.state().ringVersion(), 0);
            case ManagerMessage.StateDelta m -> mix(38, m.fromRingVersion(), m.ringVersion(), m.term());
            case ManagerMessage.FetchFullState _ -> 39;
            case ManagerMessage.UploadState _ -> 40;
            default -> throw new IllegalStateException("no message: " + message.getClass());
        };
    }

    static String text(Object message) {
        return switch (message) {
            case ShardMessage.Replicate m ->
                "Replicate#" + m.requestId() + " slot " + m.slot() + " epoch " + m.epoch() + " "
                        + Describe.entry(m.entry());
            case ShardMessage.ReadAnswer m ->
                "ReadAnswer#" + m.requestId() + " slot " + m.slot() + (m.synced() ? " synced " : " unsynced ")
                        + Describe.entry(m.entry());
            case ShardMessage.Forward m ->
                "Forward#" + m.requestId() + " slot " + m.slot() + " epoch " + m.epoch() + " version " + m.version()
                        + " " + Describe.operation(m.operation());
            case ShardMessage.ForwardAnswer m ->
                "ForwardAnswer#" + m.requestId() + " slot " + m.slot() + " " + Describe.result(m.result());
            case ShardMessage.TakeOver m ->
                "TakeOver#" + m.requestId() + " " + java.util.Arrays.toString(m.slots()) + " ring " + m.ringVersion();
            case ShardMessage.HandedOver m ->
                "HandedOver#" + m.requestId() + " " + java.util.Arrays.toString(m.slots());
            case ShardMessage.CompareSlots m ->
                "CompareSlots#" + m.requestId() + " " + java.util.Arrays.toString(m.slots()) + " epochs "
                        + java.util.Arrays.toString(m.epochs()) + " copies " + java.util.Arrays.toString(m.copies());
            case ShardMessage.SlotsCompared m ->
                "SlotsCompared#" + m.requestId() + " " + java.util.Arrays.toString(m.slots()) + " "
                        + java.util.Arrays.toString(m.verdicts());
            case ShardMessage.Entries m ->
                "Entries#" + m.requestId() + " slot " + m.slot() + " asked " + m.asked() + " " + text(m.entries());
            case ShardMessage.PushEntries m ->
                "PushEntries#" + m.requestId() + " slot " + m.slot() + " epoch " + m.epoch() + " " + text(m.entries());
            case ShardMessage.DeliverHints m ->
                "DeliverHints#" + m.requestId() + " " + java.util.Arrays.toString(m.slots()) + " epochs "
                        + java.util.Arrays.toString(m.epochs()) + " " + text(m.entries());
            case ShardMessage.HintsTaken m ->
                "HintsTaken#" + m.requestId() + " " + java.util.Arrays.toString(m.slots()) + " "
                        + java.util.Arrays.toString(m.verdicts());
            case ManagerMessage.SlotsSynced m ->
                "SlotsSynced " + java.util.Arrays.toString(m.slots()) + " epochs "
                        + java.util.Arrays.toString(m.epochs());
            case ManagerMessage.StateDelta m ->
                "StateDelta term " + m.term() + " " + m.fromRingVersion() + " -> " + m.ringVersion() + " slots "
                        + java.util.Arrays.toString(m.changedSlots());
            default -> message.toString();
        };
    }

    private static String text(List<Entry> entries) {
        return entries.stream().map(Describe::entry).toList().toString();
    }

    private static long of(Entry entry) {
        return entry == null
                ? 0
                : entry.key().hash64()
                        ^ entry.version().hash64()
                        ^ entry.lineage().hash64()
                        ^ (entry.gone() == null ? 0 : entry.gone().ordinal() + 1);
    }

    private static long of(List<Entry> entries) {
        long sum = entries.size();
        for (Entry entry : entries) {
            sum = sum * 31 + of(entry);
        }
        return sum;
    }

    private static long of(NodeMessage.Known known) {
        return known.term() * 31 + known.ringVersion();
    }

    private static long sumOf(List<Rumour> rumours) {
        long sum = rumours.size();
        for (Rumour rumour : rumours) {
            sum = sum * 31 + rumour.nodeId().hashCode();
            sum = sum * 31 + rumour.accuser().hashCode();
            sum = sum * 31 + rumour.refutation() * 4 + rumour.standing().ordinal();
        }
        return sum;
    }

    private static long sum(long[] numbers) {
        long sum = 0;
        for (long number : numbers) {
            sum = sum * 31 + number;
        }
        return sum;
    }

    private static long mix(long kind, long a, long b, long c) {
        return ((kind * 0x9e3779b97f4a7c15L + a) * 0xbf58476d1ce4e5b9L + b) * 0x94d049bb133111ebL + c;
    }
}
