package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a shard may answer or change without asking anybody, and the expiry that is a time of the clock. */
class AloneTest {
    private static final Key KEY = Key.of("key");
    private static final Key STRONG = Key.of("strong:key");

    private final TestCluster cluster = new TestCluster("a", "b", "c");

    @Test
    void primary_answersAlone_andARemoteReplicaOnlyToWhomAnyWillDo() {
        assertTrue(cluster.shards.get("a").answersAlone(KEY, false));
        assertFalse(cluster.shards.get("b").answersAlone(KEY, false));
        assertTrue(cluster.shards.get("b").answersAlone(KEY, true));
    }

    @Test
    void whatIsReadAlone_isWhatAGetFinds() {
        assertNull(cluster.shards.get("a").readAlone(KEY, cluster.now));
        cluster.call("a", put(KEY, 0));
        assertArrayEquals(
                new byte[] {1},
                cluster.shards.get("a").readAlone(KEY, cluster.now).value());
    }

    @Test
    void readsOfSeveralReplicas_areNotAnsweredAlone() {
        Policy all = Policy.defaults();
        cluster.policies(new PolicyTable(List.of(new Policy(
                all.prefix(),
                all.consistency(),
                3,
                2,
                2,
                0,
                0,
                0,
                all.maxValueBytes(),
                all.eviction(),
                "lww",
                all.onMajorityLoss()))));
        cluster.publish();
        assertFalse(cluster.shards.get("a").answersAlone(KEY, false));
        assertTrue(cluster.shards.get("a").leads(KEY));
    }

    @Test
    void strongKeys_areNeitherAnsweredNorChangedAlone() {
        cluster.policies(PolicyTable.defaults().with(Policy.strong("strong:")));
        cluster.publish();
        assertFalse(cluster.shards.get("a").answersAlone(STRONG, true));
        assertFalse(cluster.shards.get("a").leads(STRONG));
    }

    @Test
    void primary_withoutAQuorumInReach_doesNotLead() {
        assertTrue(cluster.shards.get("a").leads(KEY));
        assertFalse(cluster.shards.get("b").leads(KEY));
        cluster.cut("b", true);
        assertTrue(cluster.shards.get("a").leads(KEY));
        cluster.cut("c", true);
        assertFalse(cluster.shards.get("a").leads(KEY));
    }

    @Test
    void expiryAtATime_isThatVeryTime_throughAnyNode_eventualAndStrong() {
        cluster.policies(PolicyTable.defaults().with(Policy.strong("strong:")));
        cluster.publish();
        long at = cluster.now + 60_123;
        for (Key key : List.of(KEY, STRONG)) {
            for (String node : List.of("a", "b")) {
                Result.Written written = assertInstanceOf(Result.Written.class, cluster.call(node, put(key, at)));
                assertEquals(at, written.expireAtMillis(), key + " through " + node);
            }
        }
        cluster.now = at;
        assertInstanceOf(Result.Absent.class, cluster.call("a", new Operation.Get(KEY)));
        assertInstanceOf(Result.Absent.class, cluster.call("b", new Operation.Get(STRONG)));
    }

    private static Operation put(Key key, long expireAtMillis) {
        return new Operation.Put(key, new byte[] {1}, "", Operation.NO_TTL, expireAtMillis, Condition.ALWAYS);
    }
}
