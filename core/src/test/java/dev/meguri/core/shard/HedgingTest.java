package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.replication.HedgeStats;
import dev.meguri.core.ring.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads whose first replica takes long. The lists are [a, b, c]; d is no replica of anything. */
class HedgingTest {
    private static final Key KEY = Key.of("key1");
    /** How long the first answer may take at least. */
    private static final long SOON_MILLIS = 20;

    private static TestCluster cluster() {
        TestCluster cluster = new TestCluster("a", "b", "c", "d");
        cluster.lists(List.of("a", "b", "c"), List.of());
        cluster.publish();
        cluster.pass(1_000);
        assertInstanceOf(
                Result.Written.class,
                cluster.call("a", new Operation.Put(KEY, new byte[] {1}, "", Operation.NO_TTL, Condition.ALWAYS)));
        return cluster;
    }

    /** What this node says to readers is lost. */
    private static void silence(TestCluster cluster, String node) {
        cluster.lost = (from, message) -> from.equals(node) && message instanceof ShardMessage.ReadAnswer;
    }

    private static long readMillis(TestCluster cluster, String node) {
        long before = cluster.now;
        assertInstanceOf(Result.Found.class, cluster.call(node, new Operation.Get(KEY)));
        return cluster.now - before;
    }

    private static HedgeStats stats(TestCluster cluster, String node) {
        return cluster.shards.get(node).hedgeStats();
    }

    @Test
    void quickAnswers_areNotHedged() {
        TestCluster cluster = cluster();
        for (int i = 0; i < 100; i++) {
            assertEquals(0, readMillis(cluster, "d"));
        }
        assertEquals(HedgeStats.NONE, stats(cluster, "d"));
    }

    @Test
    void silentPrimary_isPassedOverSoon_andTheSecondReplicaAnswers() {
        TestCluster cluster = cluster();
        silence(cluster, "a");
        assertEquals(SOON_MILLIS, readMillis(cluster, "d"));
        assertEquals(1, stats(cluster, "d").hedged());
        assertEquals(1, stats(cluster, "d").won());
    }

    @Test
    void peerThatIsSlowOften_isAskedLast_andFirstAgainOnceItIsQuick() {
        TestCluster cluster = cluster();
        silence(cluster, "a");
        for (int i = 0; i < 8; i++) {
            assertTrue(readMillis(cluster, "d") <= 50);
        }
        for (int i = 0; i < 50; i++) {
            assertEquals(0, readMillis(cluster, "d"));
        }
        assertTrue(stats(cluster, "d").probed() >= 1);
        cluster.lost = (from, message) -> false;
        for (int i = 0; i < 20; i++) {
            cluster.pass(300);
            readMillis(cluster, "d");
        }
        Result.Found found = (Result.Found) cluster.call("d", new Operation.Get(KEY));
        assertEquals("a", found.receipt().nodeId());
    }

    @Test
    void hedges_endWithTheirBudget_andReadsAreAnsweredAllTheSame() {
        TestCluster cluster = cluster();
        silence(cluster, "a");
        int late = 0;
        for (int i = 0; i < 15; i++) {
            // b has its own copy to fall back on, and knows no quicker peer: a is not found to be slow
            long millis = readMillis(cluster, "b");
            assertTrue(millis <= ShardSettings.DEFAULT_HEDGE_MILLIS, millis + " ms");
            late += millis == ShardSettings.DEFAULT_HEDGE_MILLIS ? 1 : 0;
        }
        assertTrue(late >= 4, late + " reads without a hedge");
        assertEquals(10, stats(cluster, "b").hedged());
        assertTrue(stats(cluster, "b").denied() >= 1);
    }
}
