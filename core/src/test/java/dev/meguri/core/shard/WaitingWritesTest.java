package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes for which no way is open: they go on when one opens, and no turn looks after them before. */
class WaitingWritesTest {
    private static final Key KEY = Key.of("key1");
    private static final Operation PUT =
            new Operation.Put(KEY, new byte[] {1}, "text/plain", Operation.POLICY_TTL, Condition.ALWAYS);
    private static final Operation ADD = new Operation.Increment(KEY, 1, Operation.POLICY_TTL);

    private final TestCluster cluster = new TestCluster("a", "b", "c");

    @Test
    void theQuorumIsBack_theWriteIsMadeInThatTurn() {
        cluster.cut("b", true);
        cluster.cut("c", true);
        long id = cluster.submit("a", PUT);
        cluster.pass(777);
        assertNull(cluster.results.get(id));
        cluster.heal("b");
        cluster.run();
        assertInstanceOf(Result.Written.class, cluster.results.get(id));
    }

    @Test
    void thePrimaryIsBack_theReadModifyWriteIsSentThere() {
        cluster.cut("a", true);
        long id = cluster.submit("b", ADD);
        cluster.pass(777);
        assertNull(cluster.results.get(id));
        cluster.heal("a");
        cluster.run();
        assertInstanceOf(Result.Written.class, cluster.results.get(id));
    }

    @Test
    void thePrimaryBecomesSynced_theReadModifyWriteIsMadeAtOnce() {
        cluster.restart("a");
        cluster.members.put("a", MemberState.JOINING);
        cluster.lists(List.of("a", "b", "c"), List.of());
        cluster.members.put("b", MemberState.JOINING);
        cluster.members.put("c", MemberState.JOINING);
        cluster.publish();
        long id = cluster.submit("a", ADD);
        assertNull(cluster.results.get(id), "nothing was compared yet");
        long before = cluster.now;
        cluster.run();
        assertInstanceOf(Result.Written.class, cluster.results.get(id));
        assertEquals(before, cluster.now);
    }

    @Test
    void nothingChanges_noTurnIsSpentOnIt_andItFailsInTime() {
        cluster.cut("b", true);
        cluster.cut("c", true);
        cluster.pass(5_000);
        int idle = wakesOfA(1_900);
        long id = cluster.submit("a", PUT);
        assertTrue(wakesOfA(1_900) <= idle + 1, "a waiting write is looked at now and then");
        cluster.pass(200);
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.results.get(id));
        assertEquals(Failure.NOT_ENOUGH_REPLICAS, failed.failure());
    }

    private int wakesOfA(int millis) {
        int wakes = 0;
        for (int i = 0; i < millis; i++) {
            wakes += cluster.shards.get("a").nextWakeMillis() <= cluster.now + 1 ? 1 : 0;
            cluster.pass(1);
        }
        return wakes;
    }
}
