package dev.meguri.node.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.Verdict;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.version.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageSplitterTest {
    @Test
    void comparisonOfOneShard_staysWhole() {
        var compare = new ShardMessage.CompareSlots(
                7, 21, 20, new int[] {1, 3, 5}, new long[] {1, 1, 1}, new int[] {3, 3, 3}, new long[] {4, 5, 6});
        assertSame(compare, MessageSplitter.split(compare, 2).getFirst());
    }

    @Test
    void comparisonOfSeveralShards_isCutIntoOnePerShardUnderTheSameId() {
        var compare = new ShardMessage.CompareSlots(
                7, 21, 20, new int[] {1, 2, 3}, new long[] {11, 12, 13}, new int[] {1, 2, 3}, new long[] {21, 22, 23});
        List<ShardMessage> parts = MessageSplitter.split(compare, 2);
        assertEquals(2, parts.size());
        var even = (ShardMessage.CompareSlots) parts.get(0);
        var odd = (ShardMessage.CompareSlots) parts.get(1);
        assertEquals(7, even.requestId());
        assertEquals(21, even.ringVersion());
        assertEquals(20, odd.peerSince());
        assertArrayEquals(new int[] {2}, even.slots());
        assertArrayEquals(new long[] {12}, even.epochs());
        assertArrayEquals(new int[] {2}, even.copies());
        assertArrayEquals(new long[] {22}, even.digests());
        assertEquals(7, odd.requestId());
        assertArrayEquals(new int[] {1, 3}, odd.slots());
        assertArrayEquals(new long[] {11, 13}, odd.epochs());
        assertArrayEquals(new long[] {21, 23}, odd.digests());
    }

    @Test
    void answerOfSeveralShards_isCut() {
        var compared = new ShardMessage.SlotsCompared(
                7, new int[] {4, 5}, new Verdict[] {Verdict.EQUAL, Verdict.STALE}, new int[] {1, 2});
        List<ShardMessage> parts = MessageSplitter.split(compared, 4);
        assertEquals(2, parts.size());
        assertArrayEquals(new Verdict[] {Verdict.STALE}, ((ShardMessage.SlotsCompared) parts.get(1)).verdicts());
    }

    @Test
    void takeOverOfSeveralShards_isCutIntoOnePerShardUnderTheSameId() {
        var taken = new ShardMessage.TakeOver(7, 2, 21, new int[] {1, 2, 3});
        List<ShardMessage> parts = MessageSplitter.split(taken, 2);
        assertEquals(2, parts.size());
        var odd = (ShardMessage.TakeOver) parts.get(1);
        assertEquals(7, odd.requestId());
        assertEquals(2, odd.term());
        assertEquals(21, odd.ringVersion());
        assertArrayEquals(new int[] {1, 3}, odd.slots());
    }

    @Test
    void hintsOfSeveralShards_areCutIntoOnePerShardUnderTheSameId() {
        Version version = new Version(1, "node-1", 1);
        List<Entry> entries = List.of(
                Entry.tombstone(Key.of("a"), version),
                Entry.tombstone(Key.of("b"), version),
                Entry.tombstone(Key.of("c"), version));
        var hints = new ShardMessage.DeliverHints(7, new int[] {1, 2, 1}, new long[] {11, 12, 11}, entries);
        List<ShardMessage> parts = MessageSplitter.split(hints, 2);
        assertEquals(2, parts.size());
        var odd = (ShardMessage.DeliverHints) parts.get(1);
        assertEquals(7, odd.requestId());
        assertArrayEquals(new int[] {1, 1}, odd.slots());
        assertArrayEquals(new long[] {11, 11}, odd.epochs());
        assertEquals(List.of(entries.get(0), entries.get(2)), odd.entries());
    }

    @Test
    void strongBatchOfSeveralShards_isCutIntoOnePerShard_inOrder() {
        List<StrongMessage> messages = List.of(accepted(1, 4), accepted(2, 5), accepted(3, 6), accepted(4, 7));
        var batch = new ShardMessage.StrongBatch(messages, 99);
        List<ShardMessage> parts = MessageSplitter.split(batch, 2);
        assertEquals(
                List.of(
                        new ShardMessage.StrongBatch(List.of(messages.get(0), messages.get(2)), 99),
                        new ShardMessage.StrongBatch(List.of(messages.get(1), messages.get(3)), 99)),
                parts);
        assertSame(batch, MessageSplitter.split(batch, 1).getFirst());
    }

    private static StrongMessage accepted(long requestId, int slot) {
        return new StrongMessage.Accepted(requestId, slot, 1, true);
    }
}
