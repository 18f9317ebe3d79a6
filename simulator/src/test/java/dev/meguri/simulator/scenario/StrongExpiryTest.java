package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Result;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.simulator.check.ViolationFound;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.mutant.Mutant;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times to live of strong keys in whole clusters (STRONG.md, rule 13), and that the checker sees where one is not kept. */
class StrongExpiryTest {
    private static final long LATE_MILLIS = 30_000;
    private static final long TTL_MILLIS = 1_000;

    @Test
    void valueThatExpired_staysGone_whereTheNextNodesClockIsLate() {
        ClusterHarness cluster = start(SimSettings.calm(3).withJumps(LATE_MILLIS), null);
        String key = keyOf(cluster, "node-1");
        assertInstanceOf(Result.Absent.class, readThroughALateNode_afterItExpired(cluster, key));
        cluster.cluster().checks().strong().check();
    }

    @Test
    void expiryThatNobodyKeeps_isFound() {
        ClusterHarness cluster =
                start(SimSettings.calm(3).withJumps(LATE_MILLIS), StrongExpiryTest::confirmedButNotKept);
        String key = keyOf(cluster, "node-1");
        assertInstanceOf(Result.Found.class, readThroughALateNode_afterItExpired(cluster, key));
        expectNotLinearizable(cluster);
    }

    @Test
    void timeToLiveThatIsForgotten_isFound() {
        ClusterHarness cluster = start(SimSettings.calm(3), Mutant.STRONG_TIMES_TO_LIVE_ARE_FORGOTTEN.meddler(1));
        String key = keyOf(cluster, "node-1");
        cluster.put("node-2", key, "v", TTL_MILLIS).runFor(3 * TTL_MILLIS);
        assertInstanceOf(Result.Found.class, cluster.get("node-2", key));
        expectNotLinearizable(cluster);
    }

    @Test
    void timeToLiveThatIsNoLongerThanAsked_isKept() {
        ClusterHarness cluster = start(SimSettings.calm(3), null);
        String key = keyOf(cluster, "node-1");
        cluster.put("node-2", key, "v", TTL_MILLIS).runFor(TTL_MILLIS / 2);
        assertInstanceOf(Result.Found.class, cluster.get("node-2", key));
        cluster.runFor(TTL_MILLIS).expectAbsent(key);
        cluster.cluster().checks().strong().check();
    }

    private static void expectNotLinearizable(ClusterHarness cluster) {
        ViolationFound found = assertThrows(
                ViolationFound.class, () -> cluster.cluster().checks().strong().check());
        assertEquals("strong-is-linearizable", found.violation().invariant());
    }

    /** The serving primary, whose clock is right, finds the value's time over, and dies. */
    private static Result readThroughALateNode_afterItExpired(ClusterHarness cluster, String key) {
        cluster.setClock("node-2", -LATE_MILLIS).setClock("node-3", -LATE_MILLIS);
        cluster.put("node-1", key, "v", TTL_MILLIS).runFor(TTL_MILLIS + 100);
        assertInstanceOf(Result.Absent.class, cluster.get("node-1", key));
        cluster.kill("node-1").runFor(seconds(2));
        return cluster.get("node-2", key);
    }

    private static ClusterHarness start(SimSettings settings, Tap tap) {
        return ClusterHarness.start(1, settings, NetworkSettings.calm(), tap);
    }

    private static String keyOf(ClusterHarness cluster, String primary) {
        int i = 0;
        while (!cluster.primaryOf("strong:k" + i).equals(primary)) {
            i++;
        }
        return "strong:k" + i;
    }

    /** Tombstones never reach a voter, and yet it says that it accepted them. */
    private static Object confirmedButNotKept(Network network, Endpoint from, Endpoint to, Object message) {
        if (message instanceof ShardMessage.StrongBatch batch) {
            List<StrongMessage> left = new ArrayList<>();
            for (StrongMessage each : batch.messages()) {
                if (confirmedButNotKept(network, from, to, batch.said(each)) != null) {
                    left.add(each);
                }
            }
            return left.isEmpty() ? null : new ShardMessage.StrongBatch(left, batch.clockMillis());
        }
        if (message instanceof ShardMessage.Strong(StrongMessage.Accept m, long _)
                && m.value().isTombstone()) {
            network.send(
                    to,
                    from,
                    new ShardMessage.Strong(new StrongMessage.Accepted(m.requestId(), m.slot(), 1, false), 0));
            return null;
        }
        return message;
    }
}
