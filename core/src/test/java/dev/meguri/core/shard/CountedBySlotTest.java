package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a shard counts of its slots, and what it tells of what its clients ask for. */
class CountedBySlotTest {
    private static final Key KEY = Key.of("key1");
    private static final Key STRONG = Key.of("strong:key");

    private final TestCluster cluster = new TestCluster("a", "b", "c");

    private static Operation put(Key key) {
        return new Operation.Put(key, new byte[] {1}, "text/plain", Operation.POLICY_TTL, Condition.ALWAYS);
    }

    private Shard shard(String node) {
        return cluster.shards.get(node);
    }

    @Test
    void operations_areCountedInTheirSlot_atTheNodeThatTheClientAsked() {
        int slot = KEY.slot(TestCluster.SLOTS);
        cluster.call("b", put(KEY));
        cluster.call("b", new Operation.Get(KEY));
        cluster.call("b", new Operation.Get(KEY));
        shard("a").readAlone(KEY, cluster.now);
        assertEquals(1, shard("b").slotTraffic().writes(slot));
        assertEquals(2, shard("b").slotTraffic().reads(slot));
        assertEquals(0, shard("a").slotTraffic().writes(slot));
        assertEquals(1, shard("a").slotTraffic().reads(slot));
        assertEquals(0, shard("b").slotTraffic().reads((slot + 1) % TestCluster.SLOTS));
    }

    @Test
    void valuesAndBytes_ofASlot_includeStrongKeys() {
        cluster.policies(PolicyTable.defaults().with(Policy.strong("strong:")));
        cluster.publish();
        int slot = STRONG.slot(TestCluster.SLOTS);
        assertInstanceOf(Result.Written.class, cluster.call("a", put(STRONG)));
        assertEquals(1, shard("b").values(slot));
        assertEquals(shard("b").strong().recountBytes(), shard("b").bytes(slot));
        assertInstanceOf(Result.Removed.class, cluster.call("a", new Operation.Remove(STRONG, Condition.ALWAYS)));
        assertEquals(0, shard("b").values(slot));
    }

    @Test
    void keyThatIsAskedForMost_isSampledMost_andOnlyTheNewestAreRemembered() {
        KeySample sample = new KeySample();
        for (int i = 0; i < KeySample.EVERY * KeySample.KEYS; i++) {
            sample.asked(Key.of("old" + i));
        }
        for (int i = 0; i < KeySample.EVERY * KeySample.KEYS; i++) {
            sample.asked(i % 4 == 0 ? Key.of("other" + i) : KEY);
        }
        List<Key> keys = sample.keys();
        assertEquals(KeySample.KEYS, keys.size());
        int hot = Collections.frequency(keys, KEY);
        assertTrue(hot > KeySample.KEYS / 2 && hot < KeySample.KEYS, hot + " of " + KeySample.KEYS);
        assertTrue(keys.stream().noneMatch(key -> key.toString().startsWith("old")));
    }

    @Test
    void replicaThatConfirmsNothing_isBehindByTheAgeOfTheWrite_untilItHasIt() {
        assertEquals(0, shard("a").replicationLagMillis());
        cluster.cut("c", false);
        cluster.call("a", put(KEY));
        cluster.pass(1_000);
        assertEquals(1_000, shard("a").replicationLagMillis());
        cluster.pass(4_000);
        assertTrue(shard("a").hintStats().hints() > 0);
        assertTrue(shard("a").replicationLagMillis() >= 2_000);
        cluster.heal("c");
        cluster.pass(1_000);
        assertEquals(0, shard("a").replicationLagMillis());
    }
}
