package dev.meguri.node.shard;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.store.Entry;
import dev.meguri.core.strong.StrongMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * A peer with another number of shards compares, takes over, hands over hints of, or votes on, slots that here belong to several: its
 * message is cut into one per shard. Answers to hints, and to who takes over, are of the asking shard's slots alone.
 * Every other message is about one slot.
 */
final class MessageSplitter {
    private MessageSplitter() {}

    static List<ShardMessage> split(ShardMessage message, int shards) {
        return switch (message) {
            case ShardMessage.CompareSlots compare
            when !isOfOneShard(compare.slots(), shards) -> splitCompare(compare, shards);
            case ShardMessage.SlotsCompared compared
            when !isOfOneShard(compared.slots(), shards) -> splitCompared(compared, shards);
            case ShardMessage.DeliverHints hints when !isOfOneShard(hints.slots(), shards) -> splitHints(hints, shards);
            case ShardMessage.TakeOver taken when !isOfOneShard(taken.slots(), shards) -> splitTakeOver(taken, shards);
            case ShardMessage.StrongBatch batch -> splitBatch(batch, shards);
            default -> List.of(message);
        };
    }

    private static boolean isOfOneShard(int[] slots, int shards) {
        for (int slot : slots) {
            if (slot % shards != slots[0] % shards) {
                return false;
            }
        }
        return true;
    }

    private static List<ShardMessage> splitCompare(ShardMessage.CompareSlots all, int shards) {
        List<ShardMessage> parts = new ArrayList<>(shards);
        for (int[] of : positions(all.slots(), shards)) {
            int[] slots = new int[of.length];
            long[] epochs = new long[of.length];
            int[] copies = new int[of.length];
            long[] digests = new long[of.length];
            for (int i = 0; i < of.length; i++) {
                slots[i] = all.slots()[of[i]];
                epochs[i] = all.epochs()[of[i]];
                copies[i] = all.copies()[of[i]];
                digests[i] = all.digests()[of[i]];
            }
            parts.add(new ShardMessage.CompareSlots(
                    all.requestId(), all.ringVersion(), all.peerSince(), slots, epochs, copies, digests));
        }
        return parts;
    }

    private static List<ShardMessage> splitCompared(ShardMessage.SlotsCompared all, int shards) {
        List<ShardMessage> parts = new ArrayList<>(shards);
        for (int[] of : positions(all.slots(), shards)) {
            int[] slots = new int[of.length];
            ShardMessage.Verdict[] verdicts = new ShardMessage.Verdict[of.length];
            int[] sizes = new int[of.length];
            for (int i = 0; i < of.length; i++) {
                slots[i] = all.slots()[of[i]];
                verdicts[i] = all.verdicts()[of[i]];
                sizes[i] = all.sizes()[of[i]];
            }
            parts.add(new ShardMessage.SlotsCompared(all.requestId(), slots, verdicts, sizes));
        }
        return parts;
    }

    private static List<ShardMessage> splitTakeOver(ShardMessage.TakeOver all, int shards) {
        List<ShardMessage> parts = new ArrayList<>(shards);
        for (int[] of : positions(all.slots(), shards)) {
            int[] slots = new int[of.length];
            for (int i = 0; i < of.length; i++) {
                slots[i] = all.slots()[of[i]];
            }
            parts.add(new ShardMessage.TakeOver(all.requestId(), all.term(), all.ringVersion(), slots));
        }
        return parts;
    }

    private static List<ShardMessage> splitHints(ShardMessage.DeliverHints all, int shards) {
        List<ShardMessage> parts = new ArrayList<>(shards);
        for (int[] of : positions(all.slots(), shards)) {
            int[] slots = new int[of.length];
            long[] epochs = new long[of.length];
            List<Entry> entries = new ArrayList<>(of.length);
            for (int i = 0; i < of.length; i++) {
                slots[i] = all.slots()[of[i]];
                epochs[i] = all.epochs()[of[i]];
                entries.add(all.entries().get(of[i]));
            }
            parts.add(new ShardMessage.DeliverHints(all.requestId(), slots, epochs, entries));
        }
        return parts;
    }

    private static List<ShardMessage> splitBatch(ShardMessage.StrongBatch all, int shards) {
        int[] slots = all.messages().stream().mapToInt(StrongMessage::slot).toArray();
        if (isOfOneShard(slots, shards)) {
            return List.of(all);
        }
        List<ShardMessage> parts = new ArrayList<>(shards);
        for (int[] of : positions(slots, shards)) {
            List<StrongMessage> messages = new ArrayList<>(of.length);
            for (int position : of) {
                messages.add(all.messages().get(position));
            }
            parts.add(new ShardMessage.StrongBatch(messages, all.clockMillis()));
        }
        return parts;
    }

    /** Per shard that any slot belongs to: the positions of its slots. */
    private static List<int[]> positions(int[] slots, int shards) {
        List<int[]> all = new ArrayList<>(shards);
        for (int shard = 0; shard < shards; shard++) {
            int[] of = new int[slots.length];
            int count = 0;
            for (int i = 0; i < slots.length; i++) {
                if (slots[i] % shards == shard) {
                    of[count++] = i;
                }
            }
            if (count > 0) {
                all.add(java.util.Arrays.copyOf(of, count));
            }
        }
        return all;
    }
}
