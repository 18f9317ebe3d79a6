package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.NetworkSettings;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What a node and a manager say to each other in the beginning is lost, though their connection stays: by a fault that is injected
 * on both sides of it, or by a process between them. Found by {@code ./meguri chaos --seed 623819}: the node was SUSPECT for ever.
 */
class RegistrationScenarioTest {
    private static final String NODE = "node-2";

    private Predicate<Object> lost = message -> false;

    private final ClusterHarness cluster = ClusterHarness.start(
                    1, SimSettings.calm(3), NetworkSettings.calm(), (network, from, to, message) -> {
                        boolean isTheirs = isOf(NODE, from, to) && isOf(SimManager.NAME, from, to);
                        return isTheirs && lost.test(message) ? null : message;
                    })
            .runFor(seconds(2));

    private static boolean isOf(String name, Endpoint from, Endpoint to) {
        return from.name().equals(name) || to.name().equals(name);
    }

    /** For a while after the manager was started again; and then so long that it takes nobody for there whom it has not heard. */
    private void lose(Predicate<Object> messages) {
        cluster.killManager().runFor(seconds(1));
        lost = messages;
        cluster.startManager().runFor(seconds(5));
        lost = message -> false;
        cluster.runFor(seconds(20)).expectHealthy();
    }

    @Test
    void registrationThatWasLost_isMadeAllTheSame() {
        lose(message -> message instanceof ManagerMessage.Register);
    }

    @Test
    void welcomeThatWasLost_isSaidAgain() {
        lose(message -> message instanceof ManagerMessage.Welcome);
    }

    @Test
    void allThatTheySayIsLost_forAWhile() {
        lose(message -> true);
    }

    @Test
    void nodeThatStartsMeanwhile_joinsAfterwards() {
        cluster.put("k", "v").kill(NODE);
        lost = message -> message instanceof ManagerMessage.Welcome;
        cluster.startNode(NODE).runFor(seconds(5));
        lost = message -> false;
        cluster.expectHealthy().expectValue("k", "v");
    }
}
