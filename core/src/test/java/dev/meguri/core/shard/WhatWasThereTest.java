package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody is told that there was nothing by a node that does not know: what was removed would seem to be lost. */
class WhatWasThereTest {
    private static final Key KEY = Key.of("key");
    private static final Operation PUT =
            new Operation.Put(KEY, new byte[] {1}, "text/plain", Operation.POLICY_TTL, Condition.ALWAYS);
    private static final Operation REMOVE = new Operation.Remove(KEY, Condition.ALWAYS);

    private final TestCluster cluster = new TestCluster("a", "b", "c");

    private Result.Removed remove(String node) {
        return assertInstanceOf(Result.Removed.class, cluster.call(node, REMOVE));
    }

    @Test
    void thePrimarySaysThatThereWasNothing() {
        assertFalse(remove("a").existed());
        assertFalse(remove("b").existed());
        assertTrue(
                assertInstanceOf(Result.Written.class, cluster.call("b", PUT)).created());
        assertTrue(remove("b").existed());
    }

    /** A node came back, and holds nothing yet; the answer of the primary does not reach it. */
    @Test
    void theAnswerToARemovalIsLost_whoTakesOverHadNotGotTheValue() {
        cluster.call("a", PUT);
        forgets("b");
        cluster.lost = (from, message) -> message instanceof ShardMessage.ForwardAnswer || isRepair(message);
        Result.Removed removed = remove("b");
        assertEquals("b", removed.receipt().nodeId());
        assertTrue(removed.existed(), "the primary had removed a value");
    }

    @Test
    void thePrimaryCannotBeReached_whoTakesOverHadNotGotTheValue() {
        cluster.call("a", PUT);
        forgets("b");
        cluster.lost = (from, message) -> isRepair(message);
        cluster.cut("a", true);
        assertTrue(remove("b").existed(), "another replica held a value");
        assertFalse(
                assertInstanceOf(Result.Written.class, cluster.call("b", PUT)).created());
    }

    /** It knew when it looked; that it is told of its confirmations after it has left the slot changes nothing. */
    @Test
    void aPrimaryThatLeavesTheSlotMeanwhile_saysThatThereWasNothing() {
        TestCluster moving = new TestCluster("a", "b", "c", "d");
        moving.lists(List.of("a", "b", "c"), List.of());
        moving.publish();
        moving.run();
        moving.lists(List.of("a", "b", "c"), List.of("d", "b", "c"));
        moving.publish();
        moving.pass(100);
        moving.lost = (from, message) -> message instanceof ShardMessage.Ack;
        long write = moving.submit("a", PUT);
        moving.run();
        moving.lists(List.of("d", "b", "c"), List.of());
        moving.publish();
        moving.lost = (from, message) -> false;
        moving.pass(500);
        assertTrue(assertInstanceOf(Result.Written.class, moving.results.get(write))
                .created());
    }

    private void forgets(String node) {
        cluster.lost = (from, message) -> isRepair(message);
        cluster.restart(node);
        cluster.members.put(node, MemberState.JOINING);
        cluster.publish();
        cluster.run();
        assertFalse(cluster.shards.get(node).isSynced(KEY.slot(TestCluster.SLOTS)));
    }

    private static boolean isRepair(ShardMessage message) {
        return message instanceof ShardMessage.CompareSlots || message instanceof ShardMessage.SlotsCompared;
    }
}
