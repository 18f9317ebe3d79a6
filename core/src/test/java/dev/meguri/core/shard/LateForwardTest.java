package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Forwarded writes that find something newer where they arrive. */
class LateForwardTest {
    private static Operation put(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new Operation.Put(Key.of("key1"), bytes, "text/plain", Operation.POLICY_TTL, Condition.ALWAYS);
    }

    @Test
    void forwardThatWasStoredAndThenFoundTooLate_isNoDefiniteFailure() {
        TestCluster cluster = new TestCluster("a", "b", "c", "d");
        cluster.lists(List.of("a", "b", "c"), List.of());
        cluster.publish();
        cluster.run();
        cluster.cut("d", true);
        long id = cluster.submit("d", put("v1"));
        cluster.pass(10);
        cluster.cut("a", true);
        cluster.call("b", put("v2"));
        // From now on a has v1 from d, learns from b and c that it is too late, and has no time for d any more.
        AtomicInteger forwards = new AtomicInteger();
        cluster.lost = (from, message) -> {
            if (from.equals("d") && message instanceof ShardMessage.Forward forward && forwards.incrementAndGet() > 1) {
                ShardMessage busy = new ShardMessage.Nack(forward.requestId(), forward.slot(), NackReason.BEHIND, 1);
                // Whoever was asked.
                for (String asked : List.of("a", "b", "c")) {
                    cluster.shards
                            .get("d")
                            .step(new ShardInput.Receive(asked, busy), cluster.now, cluster.now, effect -> {});
                }
                return true;
            }
            return !from.equals("a")
                    && !(message instanceof ShardMessage.Ack || message instanceof ShardMessage.Forward);
        };
        cluster.heal("a");
        cluster.heal("d");
        cluster.pass(3_000);
        assertTrue(forwards.get() > 1, "the forward was not refused and sent again");
        assertEquals(Failure.IN_DOUBT, ((Result.Failed) cluster.results.get(id)).failure());
    }
}
