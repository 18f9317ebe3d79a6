package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import org.junit.jupiter.api.Test;

/** A node whose clock is off by more than maxClockSkew proposes nothing with a time to live (STRONG.md, rule 13). */
class ClockSkewTest {
    private static final long HOUR_MILLIS = 3_600_000;

    @Test
    void clockJumpsAhead_timesToLiveAreRefused_allElseIsServed() {
        refusesTimesToLive(HOUR_MILLIS, "ahead of");
    }

    @Test
    void clockJumpsBack_timesToLiveAreRefused_allElseIsServed() {
        refusesTimesToLive(-HOUR_MILLIS, "behind");
    }

    private static void refusesTimesToLive(long wrongByMillis, String word) {
        ClusterHarness cluster = start(null);
        String key = keyOf(cluster, "node-1");
        cluster.setClock("node-1", wrongByMillis);
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.ask("node-1", put(key, 60_000)));
        assertEquals(Failure.CLOCK_SKEW, failed.failure());
        assertTrue(failed.detail().contains("node-1 is 3"), failed.detail());
        assertTrue(failed.detail().contains(" ms " + word), failed.detail());
        assertInstanceOf(Result.Written.class, cluster.ask("node-1", put(key, Operation.NO_TTL)));
        cluster.expectValue(key, "v");

        // Another node takes the place of the serving primary, which is off.
        Result.Written written = assertInstanceOf(Result.Written.class, cluster.ask("node-2", put(key, 60_000)));
        long now = cluster.cluster().world().nowMicros() / 1_000;
        assertTrue(written.expireAtMillis() > 0, written.toString());
        cluster.expect(now >= 0, "time goes on").setClock("node-1", 0).runFor(seconds(3));
        assertInstanceOf(Result.Written.class, cluster.ask("node-1", put(key, 60_000)));
        cluster.expectHealthy();
    }

    @Test
    void nodeThatIsAhead_doesNotCallAValueExpired() {
        ClusterHarness cluster = start(null);
        String key = keyOf(cluster, "node-1");
        assertInstanceOf(Result.Written.class, cluster.ask("node-2", put(key, 60_000)));
        cluster.setClock("node-1", HOUR_MILLIS);
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.get("node-1", key));
        assertEquals(Failure.CLOCK_SKEW, failed.failure());
        assertInstanceOf(Result.Found.class, cluster.get("node-2", key));
    }

    @Test
    void clocksThatNobodyTells_letItPass() {
        Tap mutant = (network, from, to, message) -> message instanceof ShardMessage.Strong(var said, long clock)
                ? new ShardMessage.Strong(said, 0)
                : message;
        ClusterHarness cluster = start(mutant);
        String key = keyOf(cluster, "node-1");
        cluster.setClock("node-1", HOUR_MILLIS);
        assertInstanceOf(Result.Written.class, cluster.ask("node-1", put(key, 60_000)), "the mutant is not noticed");
    }

    private static ClusterHarness start(Tap tap) {
        ClusterHarness cluster = ClusterHarness.start(1, SimSettings.calm(3), NetworkSettings.calm(), tap);
        for (int i = 0; i < 20; i++) {
            cluster.put("node-1", "strong:k" + i, "v")
                    .put("node-2", "strong:k" + i, "v")
                    .runFor(200);
        }
        return cluster;
    }

    private static String keyOf(ClusterHarness cluster, String primary) {
        for (int i = 0; i < 20; i++) {
            if (cluster.primaryOf("strong:k" + i).equals(primary)) {
                return "strong:k" + i;
            }
        }
        throw new AssertionError("no key of " + primary);
    }

    private static Operation put(String key, long ttlMillis) {
        return new Operation.Put(Key.of(key), new byte[] {'v'}, "text/plain", ttlMillis, Condition.ALWAYS);
    }
}
