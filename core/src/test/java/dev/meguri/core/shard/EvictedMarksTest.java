package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.Store;
import org.junit.jupiter.api.Test;

class EvictedMarksTest {
    private static final Key KEY = Key.of("key1");

    /**
     * Where memory is full of values that nothing evicts, the primary cuts the mark at once: compared with one replica after the
     * other, it would take the value from the one and the mark from the other for ever.
     */
    @Test
    void evictionThatOnlyOneReplicaKnows_isToldToTheOthers_asSoonAsItsPrimaryHearsOfIt() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        Operation put = new Operation.Put(KEY, new byte[] {'v'}, "text/plain", Operation.NO_TTL, Condition.ALWAYS);
        assertInstanceOf(Result.Written.class, cluster.call("a", put));
        cluster.run();
        cluster.lost = (from, message) -> from.equals("c") && message instanceof ShardMessage.SlotsCompared;
        Store ofB = cluster.shards.get("b").store();
        ofB.merge(ofB.peek(KEY).goneBy(Removal.EVICTED), cluster.now);
        cluster.pass(2 * ShardSettings.DEFAULT_COMPARE_MILLIS);
        for (String node : cluster.shards.keySet()) {
            assertTrue(cluster.shards.get(node).store().peek(KEY).isGone(), node + " keeps the value");
        }
    }
}
