package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Node d becomes the primary of slots that a has served, while a is well. */
class HandoverTest {
    private static final Key KEY = Key.of("key1");

    private final TestCluster cluster = new TestCluster("a", "b", "c", "d");

    private static Operation put(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new Operation.Put(KEY, bytes, "text/plain", Operation.POLICY_TTL, Condition.ALWAYS);
    }

    @BeforeEach
    void aServes() {
        cluster.lists(List.of("a", "b", "c"), List.of());
        cluster.publish();
        cluster.run();
        cluster.call("a", put("old"));
        cluster.lists(List.of("a", "b", "c"), List.of("d", "b", "c"));
        cluster.publish();
        cluster.pass(100);
    }

    private void dServes() {
        cluster.lists(List.of("d", "b", "c"), List.of());
        cluster.publish();
        assertTrue(cluster.shards.get("d").isSynced(KEY.slot(TestCluster.SLOTS)));
    }

    private String valueOf(long id) {
        Result result = cluster.results.get(id);
        return result == null
                ? null
                : new String(
                        assertInstanceOf(Result.Found.class, result).entry().value(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsAskedMeanwhile_waitsForTheNodeBefore_andGoesOnInItsOrder() {
        dServes();
        assertTrue(cluster.shards.get("d").isTakenOver(KEY));
        assertFalse(cluster.shards.get("d").answersAlone(KEY, false));
        assertFalse(cluster.shards.get("d").leads(KEY));
        long before = cluster.submit("d", new Operation.Get(KEY));
        long write = cluster.submit("d", put("new"));
        long after = cluster.submit("d", new Operation.Get(KEY));
        assertNull(cluster.results.get(before));
        cluster.run();
        assertEquals("old", valueOf(before));
        assertInstanceOf(Result.Written.class, cluster.results.get(write));
        assertEquals("new", valueOf(after));
        assertTrue(cluster.shards.get("d").answersAlone(KEY, false));
    }

    @Test
    void strongKeys_areVotedOn_andWaitForNobody() {
        cluster.policies(PolicyTable.defaults().with(Policy.strong("strong:")));
        dServes();
        assertTrue(cluster.shards.get("d").isTakenOver(KEY));
        assertFalse(cluster.shards.get("d").isTakenOver(Key.of("strong:key")));
    }

    @Test
    void whatTheNodeBeforeConfirmed_isThereBeforeAnythingIsAnswered() {
        // it is confirmed by b and c; what is sent to d is lost, and would be sent again
        int[] sent = new int[1];
        cluster.lost =
                (from, message) -> from.equals("a") && message instanceof ShardMessage.Replicate && ++sent[0] > 2;
        assertInstanceOf(Result.Written.class, cluster.call("a", put("new")));
        assertEquals(3, sent[0]);
        cluster.lost = (from, message) -> false;
        dServes();
        long read = cluster.submit("d", new Operation.Get(KEY));
        cluster.run();
        assertEquals("new", valueOf(read));
    }

    @Test
    void aNodeBefore_thatSaysNothing_isNotWaitedForForEver() {
        cluster.cut("a", false);
        dServes();
        long read = cluster.submit("d", new Operation.Get(KEY));
        cluster.pass(ShardSettings.DEFAULT_HEDGE_MILLIS - 1);
        assertNull(cluster.results.get(read));
        long write = cluster.submit("d", put("new"));
        cluster.pass(ShardSettings.DEFAULT_FORWARD_TIMEOUT_MILLIS);
        assertEquals("old", valueOf(read));
        assertInstanceOf(Result.Written.class, cluster.results.get(write));
    }

    @Test
    void aNodeBefore_thatIsGone_isNotWaitedFor() {
        cluster.cut("a", true);
        dServes();
        assertFalse(cluster.shards.get("d").isTakenOver(KEY));
        cluster.heal("a");
        cluster.lists(List.of("a", "b", "c"), List.of());
        cluster.members.put("d", MemberState.DOWN);
        cluster.publish();
        assertFalse(cluster.shards.get("a").isTakenOver(KEY), "d is DOWN");
    }

    @Test
    void aNodeBefore_thatIsLostMeanwhile_isNotWaitedForAnyMore() {
        cluster.cut("a", false);
        dServes();
        long read = cluster.submit("d", new Operation.Get(KEY));
        assertNull(cluster.results.get(read));
        cluster.cut("a", true);
        cluster.run();
        assertEquals("old", valueOf(read));
    }
}
