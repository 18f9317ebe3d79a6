package dev.meguri.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A cluster of real processes, started by the launcher. Closing it stops them; its folder stays where a test failed. */
final class Cluster implements AutoCloseable {
    final Path home;
    final Launcher launcher;
    private final int portOffset;

    /** Added to all offsets: lets two checkouts run these tests at once. */
    static final int SHIFT = Integer.parseInt(System.getenv().getOrDefault("MEGURI_TEST_PORT_SHIFT", "0"));

    /** @param name of its folder under target/; @param portOffset its own, so that no two clusters meet */
    Cluster(String name, int portOffset) {
        this.home = Launcher.ROOT.resolve("system-tests/target/homes").resolve(name);
        this.portOffset = portOffset + SHIFT;
        this.launcher = new Launcher(home, this.portOffset)
                .with("MEGURI_NODE_HEAP", "384m")
                // Short lives: what the second compiler gains comes too late for them, and it takes half of the
                // machine.
                .with("MEGURI_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
                // The tests' own clients keep the machine busy: slots that move are not to wait for them.
                .with("MEGURI_MANAGER_BUSY_REST_PERCENT", "50")
                .with("MEGURI_MANAGER_BUSY_SLOTS_PER_BATCH", "256");
        deleteFolder(home);
    }

    private static Cluster shared;

    /**
     * One cluster of three for the tests that leave it as they found it: a start less for each. Its folder is {@code
     * shared}, node-1 to node-3 are ACTIVE. Nobody closes it; it stops with the tests.
     */
    static synchronized Cluster shared() {
        if (shared == null) {
            Cluster cluster = new Cluster("shared", 6_000);
            cluster.up(3);
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            shared = cluster;
        }
        shared.awaitWell();
        return shared;
    }

    private void awaitWell() {
        Await.until("the shared cluster is well", Duration.ofSeconds(60), () -> {
            for (JsonNode node : view().path("nodes")) {
                if (!node.path("state").asText().equals("ACTIVE")) {
                    return false;
                }
            }
            return isSettled();
        });
    }

    Launcher.Outcome up(int nodes) {
        return launcher.run("up", "--detach", "--nodes", Integer.toString(nodes))
                .requireSuccess();
    }

    void down() {
        launcher.run("down").requireSuccess();
    }

    void kill(String name) {
        launcher.run("kill", name).requireSuccess();
    }

    void start(String name) {
        launcher.run("start", name).requireSuccess();
    }

    JsonNode status() {
        String printed = launcher.run("status", "--json").requireSuccess().output();
        try {
            return Http.JSON.readTree(printed);
        } catch (IOException e) {
            throw new AssertionError("status --json printed: " + printed, e);
        }
    }

    /** As {@code status --json} has it. */
    String stateOf(String nodeId) {
        for (JsonNode node : status().path("nodes")) {
            if (node.path("nodeId").asText().equals(nodeId)) {
                return node.path("state").asText();
            }
        }
        throw new AssertionError("no " + nodeId + " in status");
    }

    String manager() {
        return "http://127.0.0.1:" + (8090 + portOffset);
    }

    String adminUi() {
        return "http://127.0.0.1:" + (8080 + portOffset);
    }

    String demo() {
        return "http://127.0.0.1:" + (8070 + portOffset);
    }

    /** The demo connects in the background, once there is a cluster. */
    void awaitDemo() {
        Await.until(
                "the demo has found the cluster", Duration.ofSeconds(30), () -> Http.get(demo() + "/api/demo/cluster")
                        .require(200)
                        .json()
                        .path("reachable")
                        .asBoolean());
    }

    /** @param number from 1 */
    String node(int number) {
        return "http://127.0.0.1:" + (8100 + number + portOffset);
    }

    /** Of the Redis protocol. @param number from 1 */
    int respPort(int number) {
        return 7000 + number + portOffset;
    }

    JsonNode view() {
        return Http.get(manager() + "/api/cluster").require(200).json();
    }

    /** The manager's picture of one node. */
    JsonNode view(String nodeId) {
        for (JsonNode node : view().path("nodes")) {
            if (node.path("nodeId").asText().equals(nodeId)) {
                return node;
            }
        }
        throw new AssertionError("the manager knows no " + nodeId);
    }

    List<JsonNode> events(String type) {
        List<JsonNode> events = new ArrayList<>();
        Http.get(manager() + "/api/cluster/events?limit=1000&type=" + type)
                .require(200)
                .json()
                .forEach(events::add);
        return events;
    }

    boolean hasEvent(String type, String nodeId) {
        return events(type).stream()
                .anyMatch(event -> event.path("nodeId").asText().equals(nodeId));
    }

    /** Every slot is held by synced nodes, and nothing moves. */
    boolean isSettled() {
        JsonNode view = view();
        return view.path("ready").asBoolean()
                && view.path("slotsMoving").asInt() == 0
                && view.path("slotsUnderReplicated").asInt() == 0
                && (view.path("rebalance").isNull() || view.path("rebalance").isMissingNode());
    }

    @Override
    public void close() {
        launcher.run("down");
    }

    static void deleteFolder(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
