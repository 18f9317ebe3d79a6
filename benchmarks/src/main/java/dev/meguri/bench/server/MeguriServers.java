package dev.meguri.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A manager and nodes, started by the launcher with the flags that people run them with. */
public final class MeguriServers extends Servers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "cluster";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long READY_SECONDS = 60;
    private static final long READY_CHECK_MILLIS = 3;
    /** The manager answers when every node has adopted the change. */
    private static final Duration CHANGE_TIMEOUT = Duration.ofSeconds(30);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Home home;
    private final int nodes;
    private final Map<String, Map<String, Object>> policies;
    private final String heap;
    private final Map<String, ProcessHandle> byName = new HashMap<>();

    /** @param policies documents by prefix, set before any load */
    public MeguriServers(Home home, int nodes, Map<String, Map<String, Object>> policies) {
        this(home, nodes, policies, null);
    }

    /** @param heap of each node, as 3g; null: what the launcher gives it */
    public MeguriServers(Home home, int nodes, Map<String, Map<String, Object>> policies, String heap) {
        this.home = home;
        this.nodes = nodes;
        this.policies = policies;
        this.heap = heap;
    }

    /** Of the Redis protocol, node-1's. */
    @Override
    public int port() {
        return 7_001 + home.portOffset();
    }

    /** Of REST, node-1's. */
    public int httpPort() {
        return httpPort(1);
    }

    private int httpPort(int node) {
        return 8_100 + node + home.portOffset();
    }

    private String manager() {
        return "http://127.0.0.1:" + (8_090 + home.portOffset());
    }

    /** Once, where two contenders share them. */
    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        Path folder = home.fresh(FOLDER);
        List<String> names = new ArrayList<>(List.of("manager"));
        for (int i = 1; i <= nodes; i++) {
            names.add("node-" + i);
        }
        launch(folder, names);
        awaitWell();
        policies.forEach(this::putPolicy);
    }

    /** Until every node is ready, has all its copies, and nothing moves. */
    public void awaitWell() {
        await("the cluster (logs: " + folder().resolve("logs") + ")", 90, this::isWell);
    }

    /** Ends a node in an orderly way, so that its snapshot has all that it holds. */
    public void stopNode(int node) {
        stop(byName.remove("node-" + node));
    }

    /** Takes from a node that is not running what it kept: the manager still knows it. */
    public void forget(int node) {
        home.fresh(FOLDER + "/node-" + node);
    }

    /** Starts a node that was stopped. @return milliseconds from the start of its process until it says that it is ready */
    public double startNode(int node) {
        String name = "node-" + node;
        launch(folder(), List.of(name));
        long deadline = System.nanoTime() + READY_SECONDS * 1_000_000_000L;
        while (get("http://127.0.0.1:" + httpPort(node) + "/q/health/ready") == null) {
            if (System.nanoTime() > deadline || !byName.get(name).isAlive()) {
                throw new IllegalStateException(
                        name + " did not become ready (log: " + folder().resolve("logs/" + name + ".log") + ")");
            }
            pause(READY_CHECK_MILLIS);
        }
        long readyMillis = System.currentTimeMillis();
        try {
            // The launcher writes it as soon as the process is there.
            return readyMillis - Files.getLastModifiedTime(pidFile(name)).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() {
        return home.folder().resolve(FOLDER);
    }

    private Path pidFile(String name) {
        return folder().resolve("run/" + name + ".pid");
    }

    private void launch(Path folder, List<String> names) {
        List<String> command = new ArrayList<>(List.of(home.launcher().toString(), "bench", "launch"));
        command.addAll(names);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment()
                    .putAll(Map.of("MEGURI_HOME", folder.toString(), "MEGURI_EXPECTED", Integer.toString(nodes)));
            if (heap != null) {
                builder.environment().put("MEGURI_NODE_HEAP", heap);
            }
            Process launcher = builder.start();
            if (!launcher.waitFor(60, TimeUnit.SECONDS) || launcher.exitValue() != 0) {
                throw new IllegalStateException("the launcher did not start the cluster");
            }
            for (String name : names) {
                long id = Long.parseLong(Files.readString(pidFile(name)).strip());
                ProcessHandle process = ProcessHandle.of(id)
                        .orElseThrow(() -> new IllegalStateException(
                                name + " ended at once (log: " + folder.resolve("logs/" + name + ".log") + ")"));
                started(process);
                byName.put(name, process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isWell() {
        if (!isRunning()) {
            throw new IllegalStateException("a process of the cluster ended (logs: " + folder().resolve("logs") + ")");
        }
        JsonNode view = get(manager() + "/api/cluster");
        if (view == null
                || !view.path("ready").asBoolean()
                || view.path("slotsMoving").asInt() != 0
                || view.path("slotsUnderReplicated").asInt() != 0) {
            return false;
        }
        for (int i = 1; i <= nodes; i++) {
            String url = "http://127.0.0.1:" + httpPort(i);
            JsonNode stats = get(url + "/api/stats");
            if (stats == null
                    || stats.path("unsyncedSlots").asInt() != 0
                    || get(url + "/q/health/ready") == null
                    || !answers(7_000 + i + home.portOffset())) {
                return false;
            }
        }
        return true;
    }

    private void putPolicy(String prefix, Map<String, Object> policy) {
        try {
            HttpResponse<String> response = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(manager() + "/api/cluster/policies/" + prefix))
                            .timeout(CHANGE_TIMEOUT)
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(policy)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("policy " + prefix + ": " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        // Nodes adopt it with the next state of the cluster.
        pause(1_000);
    }

    /** Null: no answer, or none of success. */
    private static JsonNode get(String url) {
        try {
            HttpResponse<String> response = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? JSON.readTree(response.body()) : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
