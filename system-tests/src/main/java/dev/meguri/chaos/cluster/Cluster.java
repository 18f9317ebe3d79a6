package dev.meguri.chaos.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meguri.api.fault.FaultRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cluster as a whole: what the manager and the nodes say of it, and what operators and the fault API do to it. */
public final class Cluster {
    private static final long CHECK_MILLIS = 100;
    private static final int TRIES = 5;

    private final Processes processes;
    private final List<String> nodes = new ArrayList<>();
    private final int firstNodes;

    public Cluster(Processes processes, int nodes) {
        this.processes = processes;
        this.firstNodes = nodes;
        for (int i = 1; i <= nodes; i++) {
            this.nodes.add("node-" + i);
        }
    }

    public Processes processes() {
        return processes;
    }

    /** Every node that was ever started. */
    public List<String> nodes() {
        return List.copyOf(nodes);
    }

    /** @throws IllegalStateException it is not well in time */
    public void start(long timeoutMillis) {
        List<String> all = new ArrayList<>(List.of(Processes.MANAGER));
        all.addAll(nodes);
        processes.launch(all, firstNodes);
        String lack = awaitWell(timeoutMillis);
        if (lack != null) {
            throw new IllegalStateException("the cluster did not start: " + lack + " (logs: "
                    + processes.home().resolve("logs") + ")");
        }
    }

    public void launch(List<String> names) {
        processes.launch(names, firstNodes);
    }

    public static void pause(long millis) {
        Processes.pause(millis);
    }

    /** One node more, that waits until it is admitted. */
    public String launchStandby() {
        String name = "node-" + (nodes.size() + 1);
        try {
            Path folder = Files.createDirectories(processes.home().resolve(name));
            Files.writeString(folder.resolve("standby"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return launchNext();
    }

    /** One node more. */
    public String launchNext() {
        String name = "node-" + (nodes.size() + 1);
        nodes.add(name);
        launch(List.of(name));
        return name;
    }

    /** Null: well; else what is missing, once the time is over. */
    public String awaitWell(long timeoutMillis) {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        String lack = lackOfHealth();
        while (lack != null && System.nanoTime() < deadline) {
            Processes.pause(CHECK_MILLIS);
            lack = lackOfHealth();
        }
        return lack;
    }

    /** What is not as it should be, for people; null: every node serves, every list is full and synced, nothing moves. */
    public String lackOfHealth() {
        JsonNode view = Control.get(processes.url(Processes.MANAGER) + "/api/cluster");
        if (view == null) {
            return "the manager does not answer";
        }
        for (String count : List.of("slotsMoving", "slotsUnderReplicated", "slotsWithoutHolder")) {
            if (view.path(count).asInt() != 0) {
                return count + " is " + view.path(count).asInt();
            }
        }
        if (!view.path("ready").asBoolean()
                || !view.path("rebalance").isMissingNode()
                        && !view.path("rebalance").isNull()) {
            return view.path("ready").asBoolean() ? "a rebalance job is running" : "the cluster is not ready";
        }
        Map<String, String> states = states(view);
        for (String node : nodes) {
            String state = states.getOrDefault(node, "missing");
            if (!state.equals("ACTIVE") && !state.equals("STANDBY")) {
                return node + " is " + state;
            }
            JsonNode stats = Control.get(processes.url(node) + "/api/stats");
            if (stats == null || Control.get(processes.url(node) + "/q/health/ready") == null) {
                return node + " does not serve yet";
            }
            if (stats.path("unsyncedSlots").asInt() != 0
                    || stats.path("ringVersion").asLong()
                            != view.path("ringVersion").asLong()) {
                return node + " is not synced yet";
            }
        }
        return null;
    }

    /** What the node says of itself. */
    public boolean isReady(String node) {
        return Control.get(processes.url(node) + "/q/health/ready") != null;
    }

    /** Whether every process answers at all. */
    public boolean isAnswering() {
        return silent().isEmpty();
    }

    /** The processes that do not answer. */
    public List<String> silent() {
        List<String> silent = new ArrayList<>();
        if (Control.get(processes.url(Processes.MANAGER) + "/api/cluster") == null) {
            silent.add(Processes.MANAGER);
        }
        for (String node : nodes) {
            if (Control.get(processes.url(node) + "/api/stats") == null) {
                silent.add(node);
            }
        }
        return silent;
    }

    public Map<String, String> states() {
        JsonNode view = Control.get(processes.url(Processes.MANAGER) + "/api/cluster");
        return view == null ? Map.of() : states(view);
    }

    private static Map<String, String> states(JsonNode view) {
        Map<String, String> states = new TreeMap<>();
        view.path("nodes")
                .forEach(node -> states.put(
                        node.path("nodeId").asText(), node.path("state").asText()));
        return states;
    }

    /** The number of the manager's newest event; 0: none, or no answer. */
    public long lastEvent() {
        JsonNode events = Control.get(processes.url(Processes.MANAGER) + "/api/cluster/events?limit=1");
        return events == null || events.isEmpty() ? 0 : events.get(0).path("id").asLong();
    }

    /** The types of the events after that one, in their order. */
    public List<String> eventsSince(long id) {
        JsonNode events = Control.get(processes.url(Processes.MANAGER) + "/api/cluster/events?limit=100");
        Map<Long, String> types = new TreeMap<>();
        if (events != null) {
            events.forEach(event ->
                    types.put(event.path("id").asLong(), event.path("type").asText()));
        }
        return types.entrySet().stream()
                .filter(event -> event.getKey() > id)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Sets a policy by its preset; the manager's document of it. @throws IllegalArgumentException it refuses */
    public JsonNode putPolicy(String prefix, String preset) {
        return requireSuccess(
                "PUT", processes.url(Processes.MANAGER) + "/api/cluster/policies/" + prefix, Map.of("preset", preset));
    }

    /** False: refused, or no answer. */
    public boolean admit(String node) {
        return isDone("POST", processes.url(Processes.MANAGER) + "/api/cluster/nodes", Map.of("nodeId", node));
    }

    /** False: refused, or no answer. */
    public boolean drain(String node) {
        return isDone("DELETE", processes.url(Processes.MANAGER) + "/api/cluster/nodes/" + node, null);
    }

    /** Makes a fault at a node; false: it does not answer. */
    public boolean setFault(String node, FaultRequest fault) {
        return isDone("PUT", processes.url(node) + "/api/faults", fault);
    }

    public void clearFaults(String node) {
        isDone("DELETE", processes.url(node) + "/api/faults", null);
    }

    /** The version of each key under the prefix in this node's own memory; null: no answer. */
    public Map<String, String> held(String node, String prefix) {
        JsonNode list = Control.get(processes.url(node) + "/api/keys?limit=1000&prefix=" + encoded(prefix));
        if (list == null) {
            return null;
        }
        Map<String, String> held = new TreeMap<>();
        list.path("keys")
                .forEach(item ->
                        held.put(item.path("key").asText(), item.path("version").asText()));
        return held;
    }

    /** Which nodes keep each key, by this node's state; null: no answer. */
    public Map<String, List<String>> lists(String node, List<String> keys) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String key : keys) {
            JsonNode location = Control.get(processes.url(node) + "/api/locate?key=" + encoded(key));
            if (location == null) {
                return null;
            }
            List<String> list = new ArrayList<>();
            location.path("replicas").forEach(replica -> list.add(replica.asText()));
            lists.put(key, list);
        }
        return lists;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean isDone(String method, String url, Object body) {
        try {
            return Control.send(method, url, body).status() < 300;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode requireSuccess(String method, String url, Object body) {
        // On a machine that is busy with starting everything an answer may take its time.
        for (int tries = 1; tries < TRIES; tries++) {
            try {
                Control.Answer answer = Control.send(method, url, body);
                if (answer.status() < 300) {
                    return answer.json();
                }
            } catch (IOException e) {
                Processes.pause(CHECK_MILLIS);
            }
        }
        try {
            Control.Answer answer = Control.send(method, url, body);
            if (answer.status() >= 300) {
                throw new IllegalArgumentException(answer.json().path("detail").asText(answer.body()));
            }
            return answer.json();
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + url + ": " + e, e);
        }
    }
}
