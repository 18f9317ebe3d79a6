package dev.meguri.core.shard;

import static dev.meguri.core.limits.Limits.MAX_STRONG_BYTES_PER_BATCH;
import static dev.meguri.core.limits.Limits.MAX_STRONG_MESSAGES_PER_BATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.Key;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrongOutboxTest {
    private record Sent(String to, ShardMessage message) {}

    private final List<Sent> sent = new ArrayList<>();
    private final StrongOutbox outbox = new StrongOutbox(() -> 7, (to, message) -> sent.add(new Sent(to, message)));

    private static StrongMessage small(int number) {
        return new StrongMessage.Read(number, 1, 1, Key.of("k"));
    }

    private static StrongMessage large(int bytes) {
        Ballot ballot = new Ballot(1, "node-1", 1);
        return new StrongMessage.Accept(
                1, 1, 1, Key.of("k"), ballot, new StrongValue(ballot, new byte[bytes], "", 0), null);
    }

    private static List<Long> numbers(ShardMessage message) {
        return switch (message) {
            case ShardMessage.StrongBatch batch ->
                batch.messages().stream().map(StrongMessage::requestId).toList();
            case ShardMessage.Strong one -> List.of(one.message().requestId());
            default -> throw new AssertionError(message);
        };
    }

    @Test
    void aTurnsMessages_goInOnePerNode_inOrder() {
        outbox.add("node-2", small(1));
        outbox.add("node-3", small(2));
        outbox.add("node-2", small(3));
        outbox.flush();
        outbox.flush();
        assertEquals(List.of("node-2", "node-3"), sent.stream().map(Sent::to).toList());
        assertEquals(List.of(1L, 3L), numbers(sent.get(0).message));
        assertInstanceOf(ShardMessage.Strong.class, sent.get(1).message, "alone it needs no batch");
    }

    @Test
    void moreThanABatchMayHold_isAnotherOne() {
        int count = 2 * MAX_STRONG_MESSAGES_PER_BATCH + 1;
        for (int i = 0; i < count; i++) {
            outbox.add("node-2", small(i));
        }
        outbox.flush();
        assertEquals(
                List.of(MAX_STRONG_MESSAGES_PER_BATCH, MAX_STRONG_MESSAGES_PER_BATCH, 1),
                sent.stream().map(s -> numbers(s.message).size()).toList());
    }

    @Test
    void moreBytesThanABatchMayHold_areAnotherOne_butOneOfAnySizeGoes() {
        int third = MAX_STRONG_BYTES_PER_BATCH / 3;
        for (int bytes : new int[] {third, third, third, 2 * MAX_STRONG_BYTES_PER_BATCH, third}) {
            outbox.add("node-2", large(bytes));
        }
        outbox.flush();
        assertTrue(sent.size() >= 3, sent.size() + " messages");
        for (Sent one : sent) {
            if (one.message instanceof ShardMessage.StrongBatch batch) {
                long bytes = batch.messages().stream()
                        .mapToLong(StrongMessage::payloadBytes)
                        .sum();
                assertTrue(bytes <= MAX_STRONG_BYTES_PER_BATCH, bytes + " bytes");
            }
        }
        assertEquals(5, sent.stream().mapToInt(s -> numbers(s.message).size()).sum());
    }
}
