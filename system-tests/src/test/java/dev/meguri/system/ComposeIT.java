package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meguri.api.cache.CacheHeaders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The cluster as containers, under a project name of its own. Steps in order. Grafana is left out: it needs no code of ours. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {
    private static final String PROJECT = "meguri-system-test";
    private static final List<String> SERVICES =
            List.of("manager", "node-1", "node-2", "node-3", "admin-ui", "demo-app", "prometheus");
    /** On Linux all of 127.0.0.0/8 is loopback: so a cluster of local processes may have the same ports meanwhile. */
    private static final String BIND = System.getProperty("os.name").equals("Linux") ? "127.0.0.2" : "127.0.0.1";

    private static final String HOST = "http://" + BIND;
    private static final String MANAGER = HOST + ":8090";
    private static final String NODE = HOST + ":810";
    private static final int STRONG_KEYS = 100;
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Everything is downloaded and built within the images, where they are not there yet. */
    private static final long BUILD_SECONDS = 1_200;

    /** Long enough that the manager misses the node, and that this is seen. */
    private static final String FAULT_SECONDS = "10";

    private static final Dataset DATA = new Dataset(2_000);

    @BeforeAll
    static void up() {
        if (!works("docker", "info") || !works("docker", "compose", "version")) {
            Skipped.loudly("the compose tests: no Docker engine answers `docker info` and `docker compose version`");
        }
        for (int port : new int[] {8070, 8080, 8090, 8101, 8102, 8103, 8104, 8105, 9090}) {
            if (isTaken(port)) {
                Skipped.loudly("the compose tests: port " + port + " is in use (docker-compose.yml has fixed ports)");
            }
        }
        compose("down", "--volumes").requireSuccess();
        // With the image of the faults, which belongs to no service that is always there.
        Launcher.Outcome build = compose("--profile", "partition", "build").requireSuccess();
        long upMillis = startServices();
        Figures.report("compose: images in %.0f s, up in %.1f s", build.millis() / 1e3, upMillis / 1e3);
    }

    @AfterAll
    static void down() {
        if (works("docker", "info")) {
            compose("--profile", "*", "down", "--volumes");
        }
    }

    @Test
    @Order(1)
    void containers_areHealthy_andServe() {
        DATA.write(nodes(1, 2, 3));
        DATA.readBack(nodes(1, 2, 3));
        Http.get(HOST + ":8080/").require(200);
        // by the names that the nodes have inside, not by what they announce to this machine
        Await.until("the demo has found the cluster", SOON, () -> Http.get(HOST + ":8070/api/demo/cluster")
                .require(200)
                .json()
                .path("reachable")
                .asBoolean());
        Http.get(HOST + ":8070/api/demo/products/1").require(200);
        assertEquals("cache", Http.get(HOST + ":8070/api/demo/products/1").header("X-Demo-Source"));
    }

    @Test
    @Order(2)
    void dashboardsQueries_returnData() throws IOException {
        JsonNode dashboard =
                Http.JSON.readTree(Files.readString(Launcher.ROOT.resolve("grafana/dashboards/meguri.json")));
        List<String> queries = new ArrayList<>();
        // Not the annotations: they have data only while the ring changes.
        dashboard.path("panels").findValues("expr").forEach(expression -> queries.add(expression.asText()));
        assertTrue(queries.size() >= 8, "queries: " + queries);
        for (String query : queries) {
            Await.until("data for " + query, SOON, () -> {
                DATA.readBack(nodes(1, 2));
                return hasData(query.replace("$__rate_interval", "30s"));
            });
        }
    }

    @Test
    @Order(3)
    void containerKilled_everyKeyIsReadFromTheOthers_andItReturns() {
        docker("kill", "--signal", "KILL", container("node-1")).requireSuccess();
        Await.until("node-1 is DOWN", SOON, () -> !state("node-1").equals("ACTIVE"));
        DATA.readBack(nodes(2, 3));
        docker("start", container("node-1")).requireSuccess();
        Await.until("node-1 is ACTIVE", SOON, () -> state("node-1").equals("ACTIVE"));
        DATA.readBack(nodes(1));
    }

    @Test
    @Order(4)
    void downAndUp_everyKeyIsBack() {
        Http.put(MANAGER + "/api/cluster/policies/kept:", "{\"preset\":\"strong\"}")
                .require(200, 201);
        for (int i = 0; i < STRONG_KEYS; i++) {
            Http.put(NODE + (1 + i % 3) + "/api/cache/kept:" + i, "v" + i).require(201);
        }
        compose("down").requireSuccess();
        startServices();
        DATA.readBack(nodes(1, 2, 3));
        for (int i = 0; i < STRONG_KEYS; i++) {
            Http.Answer read =
                    Http.get(NODE + (1 + (i + 1) % 3) + "/api/cache/kept:" + i).require(200);
            assertEquals("v" + i, read.body());
            assertEquals("strong", read.header(CacheHeaders.CONSISTENCY));
        }
    }

    @Test
    @Order(5)
    void profilePartition_cutsANodeOff_andHealsByItself() {
        compose("--profile", "partition", "up", "-d", "partition").requireSuccess();
        Await.until("node-3 is missed", SOON, () -> !state("node-3").equals("ACTIVE"));
        DATA.readBack(nodes(1, 2));
        Await.until("node-3 is ACTIVE again", SOON, () -> state("node-3").equals("ACTIVE"));
        DATA.readBack(nodes(3));
        assertTrue(said("partition").contains("healed after"), said("partition"));
        assertTrue(events("fault_injected").contains("node-3, partition: nothing passes"), events("fault_injected"));
        String metrics = Http.get(MANAGER + "/q/metrics").require(200).body();
        assertTrue(metrics.contains("meguri_manager_events_total{type=\"fault_injected\"} 1.0"), metrics);
    }

    private static String said(String profile) {
        return compose("--profile", profile, "logs", profile).requireSuccess().output();
    }

    private static String events(String type) {
        return Http.get(MANAGER + "/api/cluster/events?limit=20&type=" + type)
                .require(200)
                .body();
    }

    @Test
    @Order(6)
    void otherFaultProfiles_sayWhatTheyDo_healByThemselves_andAreInTheLog() {
        for (String profile : List.of("partition-oneway", "flaky-network", "slow-network", "node-pause")) {
            compose("--profile", profile, "up", "-d", profile).requireSuccess();
            Await.until(profile + " is over: " + said(profile), SOON, () -> said(profile)
                    .contains("healed after"));
            Await.until(profile + " is told as healed", SOON, () -> events("fault_healed")
                    .contains("node-3, " + profile + ": healed after"));
            assertTrue(events("fault_injected").contains("node-3, " + profile + ": "), events("fault_injected"));
            Await.until("node-3 is ACTIVE again", SOON, () -> state("node-3").equals("ACTIVE"));
        }
        DATA.readBack(nodes(3));
    }

    @Test
    @Order(7)
    void profileScale_movesSlotsToTheNewNodes() {
        compose("--profile", "scale", "up", "-d", "node-4", "node-5").requireSuccess();
        long millis = Await.until("node-4 and node-5 lead slots and nothing moves", SOON.multipliedBy(2), () -> {
            JsonNode view = Http.get(MANAGER + "/api/cluster").require(200).json();
            return view.path("slotsMoving").asInt() == 0
                    && primaries(view, "node-4") > 3_000
                    && primaries(view, "node-5") > 3_000;
        });
        Figures.report("compose: profile scale, slots moved to two more nodes in %.1f s", millis / 1e3);
        DATA.readBack(nodes(4, 5));
        assertEquals(
                "node-4",
                Http.get(NODE + "4/api/nodes").require(200).json().path("self").asText());
        assertTrue(Http.get(NODE + "4/api/cache/data:1").header(CacheHeaders.RING_VERSION) != null, "receipt");
    }

    private static long startServices() {
        long startNanos = System.nanoTime();
        List<String> command = new ArrayList<>(List.of("up", "-d"));
        command.addAll(SERVICES);
        compose(command.toArray(String[]::new)).requireSuccess();
        // A manager with a database knows the state before the nodes are there: they say themselves when they serve.
        for (String node : nodes(1, 2, 3)) {
            Await.until(
                    node + " serves",
                    SOON.multipliedBy(2),
                    () -> Http.get(node + "/q/health/ready").status() == 200);
        }
        Await.until("the cluster in containers is ready", SOON.multipliedBy(2), () -> {
            JsonNode view = Http.get(MANAGER + "/api/cluster").require(200).json();
            return view.path("ready").asBoolean()
                    && state("node-1").equals("ACTIVE")
                    && state("node-2").equals("ACTIVE")
                    && state("node-3").equals("ACTIVE");
        });
        Await.until(
                "the demo serves",
                SOON,
                () -> Http.get(HOST + ":8070/q/health/ready").status() == 200);
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    private static boolean hasData(String query) {
        JsonNode result = Http.get(
                        HOST + ":9090/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .json();
        return result.path("status").asText().equals("success")
                && !result.path("data").path("result").isEmpty();
    }

    private static String state(String nodeId) {
        for (JsonNode node :
                Http.get(MANAGER + "/api/cluster").require(200).json().path("nodes")) {
            if (node.path("nodeId").asText().equals(nodeId)) {
                return node.path("state").asText();
            }
        }
        return "";
    }

    private static int primaries(JsonNode view, String nodeId) {
        for (JsonNode node : view.path("nodes")) {
            if (node.path("nodeId").asText().equals(nodeId)) {
                return node.path("primaries").asInt();
            }
        }
        return 0;
    }

    private static List<String> nodes(int... numbers) {
        return Arrays.stream(numbers).mapToObj(number -> NODE + number).toList();
    }

    private static String container(String service) {
        return compose("ps", "-q", service).requireSuccess().output().trim();
    }

    private static Launcher.Outcome compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("compose", "-p", PROJECT));
        command.addAll(List.of(arguments));
        return docker(command.toArray(String[]::new));
    }

    private static Launcher.Outcome docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        // Nodes take faults, as kernels that cannot delay packets leave that to them.
        Map<String, String> environment =
                Map.of("MEGURI_BIND", BIND, "MEGURI_FAULT_SECONDS", FAULT_SECONDS, "MEGURI_FAULTS", "true");
        return Launcher.run(command, environment, BUILD_SECONDS);
    }

    private static boolean works(String... command) {
        try {
            return Launcher.run(List.of(command), Map.of()).exitStatus() == 0;
        } catch (AssertionError notInstalled) {
            return false;
        }
    }

    private static boolean isTaken(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(BIND, port), 500);
            return true;
        } catch (IOException free) {
            return false;
        }
    }
}
