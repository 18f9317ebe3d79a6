package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.MemberState;
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

/**
 * A node whose clock is off by more than maxClockSkew proposes nothing with a time to live (STRONG.md, rule 13), and its
 * writes of eventual keys are taken by nobody else (SLOT.md, rule 9).
 */
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

    @Test
    void forwardedWriteOfANodeThatIsAhead_isRefused_andLaterWritesAreSeen() {
        ClusterHarness cluster = ClusterHarness.start(3).put("k", "before").increment("n", 1);
        expectRefused(cluster, "k", put("k", Operation.NO_TTL));
        expectRefused(cluster, "n", new Operation.Increment(Key.of("n"), 1, Operation.NO_TTL));
        cluster.expectValue("k", "before").expectValue("n", "1");
        cluster.put(cluster.primaryOf("k"), "k", "after").increment(cluster.primaryOf("n"), "n", 1);
        cluster.expectValue("k", "after").expectValue("n", "2").expectHealthy();
    }

    @Test
    void writeOfANodeThatIsBehind_whichCannotCatchUp_isRefused() {
        ClusterHarness cluster = ClusterHarness.start(3);
        String key = "k";
        String other = otherThanPrimary(cluster, key);
        cluster.setClock(other, -10_000).put(cluster.primaryOf(key), key, "before");
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.ask(other, put(key, Operation.NO_TTL)));
        assertTrue(
                failed.detail().contains("the clock of " + other + " is more than maxClockSkew behind"),
                failed.detail());
        cluster.setClock(other, 0).expectValue(key, "before");
        assertInstanceOf(Result.Written.class, cluster.ask(other, put(key, Operation.NO_TTL)));
        cluster.expectValue(key, "v").expectHealthy();
    }

    private static void expectRefused(ClusterHarness cluster, String key, Operation write) {
        String ahead = otherThanPrimary(cluster, key);
        cluster.setClock(ahead, 10_000);
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.ask(ahead, write));
        assertEquals(Failure.CLOCK_SKEW, failed.failure());
        assertTrue(failed.detail().startsWith("the clock of " + ahead + " is more than"), failed.detail());
        cluster.setClock(ahead, 0);
    }

    private static String otherThanPrimary(ClusterHarness cluster, String key) {
        return cluster.primaryOf(key).equals("node-1") ? "node-2" : "node-1";
    }

    @Test
    void drainOfANodeThatIsAhead_waitsUntilTheOthersTakeWhatItAcknowledged() {
        ClusterHarness cluster = ClusterHarness.start(4).policy("fast:", 3, 1, 1);
        String key = "fast:k";
        String ahead = cluster.primaryOf(key);
        cluster.setClock(ahead, 10_000);
        assertInstanceOf(Result.Written.class, cluster.ask(ahead, put(key, Operation.NO_TTL)));
        cluster.drain(ahead).runFor(seconds(2)).setClock(ahead, 0).runFor(seconds(20));
        cluster.expectState(ahead, MemberState.STANDBY).expectValue(key, "v").expectHealthy();
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
