package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.token.ChangeToken;
import dev.meguri.core.token.ClientToken;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.workload.ClientOperation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes that are asked for again: each is made once, whoever is asked, whatever happened in between. */
class TokenScenarioTest {
    private static final ClientToken TOKEN = new ClientToken(new ChangeToken(1, 2), 0);

    @ParameterizedTest
    @ValueSource(strings = {"strong:n", "safe:n", "quorum:n", "single:n"})
    void incrementAskedForAgain_elsewhere_isMadeOnce(String key) {
        ClusterHarness cluster = ClusterHarness.start(3);
        Result first = ask(cluster, "node-1", increment(key));
        Result second = ask(cluster, "node-2", increment(key));
        assertEquals(written(first).number(), written(second).number());
        assertEquals(written(first).version(), written(second).version());
        assertEquals(written(first).created(), written(second).created());
        cluster.runFor(seconds(1)).expectValue(key, "5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"strong:k", "safe:k"})
    void compareAndSetAskedForAgain_afterAnotherWrite_isToldItsVersion(String key) {
        ClusterHarness cluster = ClusterHarness.start(3).put(key, "old");
        Operation set = put(key, "mine", Condition.IF_PRESENT);
        Result first = ask(cluster, "node-1", set);
        cluster.put("node-3", key, "another");
        assertEquals(
                written(first).version(), written(ask(cluster, "node-2", set)).version());
        cluster.runFor(seconds(1)).expectValue(key, "another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"strong:k", "safe:k"})
    void removalAskedForAgain_isToldThatAValueWasThere(String key) {
        ClusterHarness cluster = ClusterHarness.start(3).put(key, "old");
        Operation remove = new Operation.Remove(Key.of(key), Condition.ALWAYS);
        Result first = ask(cluster, "node-1", remove);
        assertEquals(first.getClass(), Result.Removed.class);
        cluster.runFor(seconds(5));
        Result.Removed second = assertInstanceOf(Result.Removed.class, ask(cluster, "node-2", remove));
        assertEquals(true, second.existed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"strong:n", "safe:n"})
    void tokens_surviveTheDeathOfThePrimary_andAMigration(String key) {
        ClusterHarness cluster = ClusterHarness.start(3);
        Result first = ask(cluster, "node-1", increment(key));
        String primary = cluster.primaryOf(key);
        cluster.kill(primary).runFor(seconds(3));
        String other = primary.equals("node-2") ? "node-3" : "node-2";
        assertEquals(
                written(first).version(),
                written(ask(cluster, other, increment(key))).version());
        cluster.startNode(primary).expectHealthy().addNode().expectHealthy();
        cluster.drain(other).expectHealthy();
        assertEquals(
                written(first).version(),
                written(ask(cluster, "node-4", increment(key))).version());
        cluster.expectValue(key, "5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"strong:n", "safe:n"})
    void tokens_surviveACleanStopOfAll(String key) {
        ClusterHarness cluster = ClusterHarness.start(3);
        Result first = ask(cluster, "node-1", increment(key));
        cluster.stop("node-1").stop("node-2").stop("node-3").runFor(seconds(3));
        cluster.startNode("node-1").startNode("node-2").startNode("node-3").expectHealthy();
        assertEquals(
                written(first).version(),
                written(ask(cluster, "node-2", increment(key))).version());
        cluster.expectValue(key, "5");
    }

    @Test
    void strongWrite_whosePrimaryDiesBeforeItAnswers_isTakenOverAndMadeOnce() {
        ClusterHarness cluster = startMute();
        SimNode primary = cluster.cluster().node(cluster.primaryOf("strong:n"));
        SimNode asked = other(cluster, primary);
        ClientOperation operation = cluster.cluster().clients().submit(asked, increment("strong:n"));
        cluster.runFor(50).kill(primary.name()).runFor(seconds(2));
        assertEquals(5, written(operation.result).number());
        cluster.expectValue("strong:n", "5");
    }

    @Test
    void strongWrite_whosePrimaryIsPaused_isTakenOver_andNotMadeAgainWhenThatGoesOn() {
        ClusterHarness cluster = ClusterHarness.start(3);
        SimNode primary = cluster.cluster().node(cluster.primaryOf("strong:n"));
        SimNode asked = other(cluster, primary);
        cluster.pause(primary.name());
        ClientOperation operation = cluster.cluster().clients().submit(asked, increment("strong:n"));
        cluster.runFor(700);
        assertEquals(5, written(operation.result).number(), "while the primary is paused");
        cluster.resume(primary.name()).runFor(seconds(2)).expectValue("strong:n", "5");
    }

    /** More tokens than the key keeps results of; none tells its time. */
    private static final int OTHERS = 200;

    @ParameterizedTest
    @ValueSource(strings = {"strong:n", "safe:n"})
    void tokenPushedOutByOthers_isInDoubt_andNotMadeAgain_andNoFirstAttemptIs(String key) {
        ClusterHarness cluster = ClusterHarness.start(3);
        written(ask(cluster, "node-1", increment(key)));
        for (int i = 0; i < OTHERS; i++) {
            written(ask(cluster, "node-1", increment(key), new ClientToken(new ChangeToken(100 + i, 2), 0), 50));
        }
        Result.Failed again = assertInstanceOf(Result.Failed.class, ask(cluster, "node-2", increment(key)));
        assertEquals(Failure.IN_DOUBT, again.failure());
        cluster.runFor(seconds(1)).expectValue(key, Integer.toString(5 * (OTHERS + 1)));
    }

    /** A coordinator makes what is forwarded to it, and nobody hears of that from it. */
    private static ClusterHarness startMute() {
        return ClusterHarness.start(
                1,
                SimSettings.calm(3),
                NetworkSettings.calm(),
                (network, from, to, message) -> message instanceof ShardMessage.ForwardAnswer ? null : message);
    }

    private static SimNode other(ClusterHarness cluster, SimNode node) {
        return cluster.cluster().nodes().stream()
                .filter(n -> n != node)
                .findFirst()
                .orElseThrow();
    }

    private static Result ask(ClusterHarness cluster, String node, Operation operation) {
        return ask(cluster, node, operation, TOKEN, seconds(2));
    }

    private static Result ask(
            ClusterHarness cluster, String node, Operation operation, ClientToken token, long millis) {
        ClientOperation asked =
                cluster.cluster().clients().submit(cluster.cluster().node(node), operation, token);
        cluster.runFor(millis);
        return asked.result;
    }

    private static Operation increment(String key) {
        return new Operation.Increment(Key.of(key), 5, Operation.NO_TTL);
    }

    private static Operation put(String key, String value, Condition condition) {
        return new Operation.Put(
                Key.of(key), value.getBytes(StandardCharsets.UTF_8), "text/plain", Operation.NO_TTL, condition);
    }

    private static Result.Written written(Result result) {
        return assertInstanceOf(Result.Written.class, result);
    }
}
