package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.hint.HintDrop;
import dev.meguri.core.hint.HintSettings;
import dev.meguri.core.hint.HintStats;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replica did not confirm is kept for it, handed over, and dropped, in that order of preference. */
class HintsTest {
    private static final Key KEY = Key.of("key1");
    private static final long MISSED_MILLIS = ShardSettings.DEFAULT_OPERATION_TIMEOUT_MILLIS + 1;

    private static Operation put(Key key, String value) {
        return new Operation.Put(
                key, value.getBytes(StandardCharsets.UTF_8), "text/plain", Operation.NO_TTL, Condition.ALWAYS);
    }

    private static String held(TestCluster cluster, String node, Key key) {
        Entry entry = cluster.shards.get(node).store().peek(key);
        return entry == null ? null : new String(entry.value(), StandardCharsets.UTF_8);
    }

    private static HintStats hints(TestCluster cluster, String node) {
        return cluster.shards.get(node).hintStats();
    }

    /** A write that c missed: a keeps it. */
    private static TestCluster missedByC(TestCluster cluster) {
        cluster.cut("c", true);
        assertInstanceOf(Result.Written.class, cluster.call("a", put(KEY, "v1")));
        cluster.pass(MISSED_MILLIS);
        return cluster;
    }

    private static TestCluster missedByC() {
        return missedByC(new TestCluster("a", "b", "c"));
    }

    @Test
    void missedWrite_isHandedOver_asSoonAsTheReplicaCanBeReached() {
        TestCluster cluster = missedByC();
        assertEquals(1, hints(cluster, "a").hints());
        int[] exchanges = new int[1];
        cluster.lost = (from, message) -> {
            exchanges[0] += message instanceof ShardMessage.ListVersions ? 1 : 0;
            return false;
        };
        cluster.heal("c");
        cluster.run();
        assertEquals("v1", held(cluster, "c", KEY));
        assertEquals(0, exchanges[0]);
        assertEquals(1, hints(cluster, "a").delivered());
        assertTrue(cluster.shards.get("a").hintBook().isEmpty());
    }

    @Test
    void hint_confirmsNothing() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        Policy d = Policy.defaults();
        cluster.policies(new PolicyTable(List.of(new Policy(
                d.prefix(),
                d.consistency(),
                3,
                3,
                1,
                0,
                0,
                0,
                d.maxValueBytes(),
                d.eviction(),
                d.conflict(),
                d.onMajorityLoss()))));
        cluster.publish();
        cluster.cut("c", false);
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.call("a", put(KEY, "v1")));
        assertTrue(failed.failure().isInDoubt());
        assertEquals(2, failed.acks());
        assertEquals(1, hints(cluster, "a").hints());
    }

    @Test
    void newestWriteOfAKey_isHandedOver_once() {
        TestCluster cluster = missedByC();
        cluster.call("a", put(KEY, "v2"));
        cluster.pass(MISSED_MILLIS);
        assertEquals(1, hints(cluster, "a").hints());
        assertEquals(2, hints(cluster, "a").kept());
        cluster.heal("c");
        cluster.run();
        assertEquals("v2", held(cluster, "c", KEY));
        assertEquals(1, hints(cluster, "a").delivered());
    }

    @Test
    void manyMissedWrites_comeInBatches_theOldestFirst() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.cut("c", true);
        for (int i = 0; i < 1_200; i++) {
            cluster.submit("a", put(Key.of("key" + i), "v"));
        }
        cluster.run();
        cluster.pass(MISSED_MILLIS);
        int[] batches = new int[1];
        String[] first = new String[1];
        cluster.lost = (from, message) -> {
            if (message instanceof ShardMessage.DeliverHints hints) {
                batches[0]++;
                first[0] = first[0] == null ? hints.entries().getFirst().key().toString() : first[0];
            }
            return false;
        };
        cluster.heal("c");
        cluster.run();
        assertEquals(3, batches[0]);
        assertEquals("key0", first[0]);
        assertEquals(1_200, hints(cluster, "a").delivered());
        assertEquals("v", held(cluster, "c", Key.of("key1199")));
    }

    @Test
    void unansweredHints_areSentAgain() {
        TestCluster cluster = missedByC();
        int[] lost = new int[1];
        cluster.lost = (from, message) -> message instanceof ShardMessage.HintsTaken && lost[0]++ < 3;
        cluster.heal("c");
        cluster.pass(2_000);
        assertEquals(4, lost[0]);
        assertTrue(cluster.shards.get("a").hintBook().isEmpty());
    }

    @Test
    void hintsThatAreTooOld_areDropped_andTheSlotIsCompared() {
        TestCluster cluster = missedByC(new TestCluster(new HintSettings(3_000, 10_000, 10_000), "a", "b", "c"));
        cluster.pass(4_001);
        assertEquals(1, hints(cluster, "a").dropped(HintDrop.EXPIRED));
        assertEquals(0, hints(cluster, "a").bytes());
        cluster.heal("c");
        cluster.run();
        assertEquals("v1", held(cluster, "c", KEY));
        assertEquals(0, hints(cluster, "a").delivered());
    }

    @Test
    void hintsThatDoNotFit_areDropped_andTheSlotIsCompared() {
        TestCluster cluster = missedByC(new TestCluster(new HintSettings(600_000, 0, 0), "a", "b", "c"));
        assertEquals(1, hints(cluster, "a").dropped(HintDrop.OVERFLOW));
        cluster.heal("c");
        cluster.run();
        assertEquals("v1", held(cluster, "c", KEY));
    }

    @Test
    void hintsForANodeThatIsNoReplicaAnyMore_areDropped() {
        TestCluster cluster = missedByC();
        cluster.members.put("c", MemberState.DOWN);
        cluster.lists(List.of("a", "b"), List.of());
        cluster.publish();
        cluster.run();
        assertEquals(1, hints(cluster, "a").dropped(HintDrop.MOVED));
        assertTrue(cluster.shards.get("a").hintBook().isEmpty());
    }

    @Test
    void hintsForAReplicaOfTheNextList_areKept() {
        TestCluster cluster = missedByC();
        cluster.lists(List.of("a", "b"), List.of("a", "c"));
        cluster.publish();
        cluster.run();
        assertEquals(1, hints(cluster, "a").hints());
    }

    @Test
    void replicaThatComesBack_isNotSynced_beforeItsHintsAreDelivered() {
        TestCluster cluster = missedByC();
        cluster.members.put("c", MemberState.DOWN);
        cluster.publish();
        boolean[] held = {true};
        cluster.lost = (from, message) -> held[0] && message instanceof ShardMessage.DeliverHints;
        cluster.members.put("c", MemberState.JOINING);
        cluster.heal("c");
        cluster.publish();
        cluster.pass(1_000);
        int slot = KEY.slot(TestCluster.SLOTS);
        assertFalse(cluster.shards.get("c").isSynced(slot));
        held[0] = false;
        cluster.pass(1_000);
        assertTrue(cluster.shards.get("c").isSynced(slot));
        assertEquals("v1", held(cluster, "c", KEY));
    }

    @Test
    void hintOfARemoval_removes() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.call("a", put(KEY, "v1"));
        cluster.cut("c", true);
        cluster.call("a", new Operation.Remove(KEY, Condition.ALWAYS));
        cluster.pass(MISSED_MILLIS);
        assertEquals("v1", held(cluster, "c", KEY));
        cluster.heal("c");
        cluster.run();
        assertTrue(cluster.shards.get("c").store().peek(KEY).isGone());
    }

    @Test
    void replicaOfAnOlderEpoch_takesItsHints_onceItHasTheState() {
        TestCluster cluster = missedByC();
        cluster.lists(List.of("a", "b", "c"), List.of());
        cluster.publish();
        assertNull(held(cluster, "c", KEY));
        cluster.heal("c");
        cluster.pass(1_000);
        assertEquals("v1", held(cluster, "c", KEY));
        assertEquals(1, hints(cluster, "a").delivered());
    }

    @Test
    void lifetimeOverTheGrace_isRefused() {
        ShardSettings settings = ShardSettings.ordinary("a", 0, 1, 16, 1 << 24, 1);
        HintSettings tooLong = new HintSettings(ShardSettings.DEFAULT_GRACE_MILLIS, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> settings.withHints(tooLong));
    }
}
