package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for wrongly gets a status and one clear line, or a problem that names the field; nothing breaks. */
class WrongInputsIT {
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.shared();
        Http.put(cluster.node(1) + "/api/cache/kept", "still here").require(201, 204);
    }

    @AfterAll
    static void nothingStoredIsLost() {
        assertEquals(
                "still here",
                Http.get(cluster.node(2) + "/api/cache/kept").require(200).body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kill node-77    | 2 | there is no node 'node-77'",
                "start node-77   | 2 | there is no node 'node-77'",
                "kill            | 2 | wants the name of a node",
                "start ../etc    | 2 | there is no node '../etc'",
                "up --nodes 0    | 2 | --nodes must be a number from 1 to 64, not '0'",
                "up --nodes -3   | 2 | --nodes must be a number from 1 to 64, not '-3'",
                "up --nodes 99999999999999999999 | 2 | --nodes must be a number",
                "up --nodes      | 2 | --nodes wants a number",
                "up --hard       | 2 | up does not know '--hard'",
                "status --yaml   | 2 | status does not know '--yaml'",
                "add --many      | 2 | add does not know '--many'",
                "logs nobody     | 2 | there is no log of 'nobody'",
                "fly             | 2 | unknown command 'fly'",
            })
    void wrongCommand_endsWithStatusAndOneLine(String arguments, int status, String words) {
        Launcher.Outcome outcome = cluster.launcher.run(arguments.trim().split(" +"));
        assertEquals(status, outcome.exitStatus(), outcome.output());
        assertEquals(1, outcome.output().lines().count(), outcome.output());
        assertTrue(outcome.output().contains(words), outcome.output());
    }

    @Test
    void portOffset_notANumber_isRefused() {
        Launcher.Outcome outcome = new Launcher(cluster.home.resolveSibling("none"), 0)
                .with("MEGURI_PORT_OFFSET", "many")
                .run("status");
        assertEquals(2, outcome.exitStatus());
        assertTrue(outcome.output().contains("MEGURI_PORT_OFFSET must be a number"), outcome.output());
    }

    @Test
    void portInUse_oneLine_nothingHalfStarted() {
        try (Cluster other = new Cluster("port-in-use", 6_001)) {
            // Its node-1 wants the port of our node-2.
            Launcher.Outcome outcome = other.launcher.run("up", "--detach");
            assertEquals(1, outcome.exitStatus(), outcome.output());
            assertEquals(1, outcome.output().lines().count(), outcome.output());
            assertTrue(
                    outcome.output().contains("port " + (14_102 + Cluster.SHIFT) + ", which node-1 needs, is in use"),
                    outcome.output());
            for (JsonNode service : other.status().path("services")) {
                assertFalse(service.path("running").asBoolean(), service::toString);
            }
        }
    }

    @Test
    void killTwice_secondSaysThatItIsNotRunning_startTwice_isNoError() {
        cluster.kill("node-3");
        Launcher.Outcome again = cluster.launcher.run("kill", "node-3");
        assertEquals(1, again.exitStatus());
        assertTrue(again.output().contains("node-3 is not running"), again.output());
        cluster.start("node-3");
        assertEquals(0, cluster.launcher.run("start", "node-3").exitStatus());
        Await.until("node-3 is ACTIVE", Duration.ofSeconds(30), () -> cluster.stateOf("node-3")
                .equals("ACTIVE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | key?ttl=soon                    | value | 400 | invalid_ttl       | ttl",
                "PUT | key?ttl=-5s                     | value | 400 | invalid_ttl       | ttl",
                "PUT | key?ttl=0s                      | value | 400 | invalid_ttl       | ttl",
                "PUT | key?ttl=99999999999999999999d   | value | 400 | invalid_ttl       | ttl",
                "POST | key?increment=many             |       | 400 | invalid_number    | increment",
                "POST | key?increment=9223372036854775808 |    | 400 | invalid_number    | increment",
                "POST | kept?increment=1               |       | 409 | not_a_number      | ''",
                "GET | absent-key                      |       | 404 | key_not_found     | ''",
            })
    void wrongCacheRequest_isAProblemWithCodeAndField(
            String method, String path, String body, int status, String code, String field) {
        requireProblem(Http.send(method, cluster.node(1) + "/api/cache/" + path, body), status, code, field);
    }

    @Test
    void keyOver4KiB_isRefused_keyOf4KiBIsNot() {
        char[] letters = new char[4_097];
        Arrays.fill(letters, 'k');
        String tooLong = new String(letters);
        requireProblem(Http.put(cluster.node(1) + "/api/cache/" + tooLong, "v"), 400, "key_too_large", "key");
        Http.put(cluster.node(1) + "/api/cache/" + tooLong.substring(1), "v").require(201, 204);
    }

    @Test
    void valueOverThePolicysLimit_isRefused() {
        Http.put(cluster.manager() + "/api/cluster/policies/small:", "{\"maxValueBytes\":100}")
                .require(200, 201);
        Await.until(
                "the policy is in force",
                Duration.ofSeconds(10),
                () -> Http.put(cluster.node(1) + "/api/cache/small:key", "x".repeat(101))
                                .status()
                        == 413);
        requireProblem(
                Http.put(cluster.node(1) + "/api/cache/small:key", "x".repeat(101)), 413, "value_too_large", "value");
        Http.put(cluster.node(1) + "/api/cache/small:key", "x".repeat(100)).require(201, 204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"writeQuorum\":4,\"replicas\":3}  | writeQuorum",
                "{\"readQuorum\":0}                  | readQuorum",
                "{\"replicas\":-1}                   | replicas",
                "{\"replicas\":99999999999}          | replicas",
                "{\"eviction\":\"random\"}           | eviction",
                "{\"preset\":\"careful\"}            | preset",
                "{\"preset\":\"strong\",\"replicas\":3} | replicas",
                "{\"defaultTtl\":\"later\"}          | defaultTtl",
                "{\"maxBytes\":-1}                   | maxBytes",
            })
    void wrongPolicy_isAProblemThatNamesTheField(String document, String field) {
        Http.Answer answer = Http.put(cluster.manager() + "/api/cluster/policies/wrong:", document);
        assertEquals(400, answer.status(), answer::body);
        assertEquals(field, answer.json().path("field").asText(), answer::body);
        Http.get(cluster.manager() + "/api/cluster/policies/wrong:").require(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /api/cluster/policies/unknown:   |                       | 404 | policy_not_found",
                "DELETE | /api/cluster/nodes/node-77       |                       | 404 | node_not_found",
                "POST   | /api/cluster/nodes               | {\"nodeId\":\"node-77\"} | 404 | node_not_found",
                "POST   | /api/cluster/nodes               | {\"nodeId\":\"node-1\"}  | 409 | node_state_conflict",
                "GET    | /api/cluster/rebalances/4711     |                       | 404 | rebalance_not_found",
                "GET    | /api/cluster/nothing             |                       | 404 | not_found",
            })
    void wrongClusterRequest_isAProblemWithCode(String method, String path, String body, int status, String code) {
        requireProblem(Http.send(method, cluster.manager() + path, body), status, code, "");
    }

    private static void requireProblem(Http.Answer answer, int status, String code, String field) {
        assertEquals(status, answer.status(), answer::body);
        assertEquals("application/problem+json", answer.header("Content-Type").replaceAll(";.*", ""));
        assertEquals(code, answer.json().path("code").asText(), answer::body);
        if (!field.isEmpty()) {
            assertEquals(field, answer.json().path("field").asText(), answer::body);
        }
    }
}
