package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meguri.chaos.load.HttpConnection;
import dev.meguri.chaos.load.HttpConnection.Answer;
import dev.meguri.chaos.load.HttpConnection.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Strong keys in real processes: every node serves them, one may die, and a clean stop of all keeps them. */
class StrongIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int KEYS = 200;

    @Test
    void strongKeys_areServedByEveryNode_outliveOne_andACleanStopOfAll() {
        try (Cluster cluster = new Cluster("strong", 4_000)) {
            cluster.up(3);
            Http.put(cluster.node(1) + "/api/cache/taken:k", "v").require(201);
            Http.put(cluster.manager() + "/api/cluster/policies/s:", "{\"preset\":\"strong\"}")
                    .require(200, 201);
            everyNodeServes(cluster);
            keysKeepTheirConsistency(cluster);
            for (int i = 0; i < KEYS; i++) {
                Http.put(cluster.node(1 + i % 3) + "/api/cache/s:kept:" + i, "v" + i)
                        .require(201);
            }
            oneIsKilled(cluster);
            incrementsWithTokens_areMadeOnce_whileOneIsKilled(cluster);
            cluster.down();
            cluster.up(3);
            readAll(cluster);
            majorityForgets_keysAreRefused_untilTheLossIsAccepted(cluster);
        }
    }

    private static void everyNodeServes(Cluster cluster) {
        for (int i = 1; i <= 3; i++) {
            try (Connection node = new Connection(cluster.node(i))) {
                String path = "/api/cache/s:of-node-" + i;
                Answer created = send(node, "PUT", path, "If-None-Match: *", "one");
                assertEquals(201, created.status(), created.body());
                assertEquals("strong", created.header("X-Meguri-Consistency"));
                assertEquals(
                        412, send(node, "PUT", path, "If-None-Match: *", "two").status());
                String version = created.header("X-Meguri-Version");
                assertNotNull(version);
                for (int other = 1; other <= 3; other++) {
                    Http.Answer read = Http.get(cluster.node(other) + path).require(200);
                    assertEquals("one", read.body());
                    assertEquals(version, read.header("X-Meguri-Version"));
                }
                String match = "If-Match: \"" + version + "\"";
                assertEquals(204, send(node, "PUT", path, match, "two").status());
                assertEquals(412, send(node, "PUT", path, match, "three").status());
                assertEquals("two", Http.get(cluster.node(1 + i % 3) + path).body());
                assertEquals(
                        Integer.toString(i),
                        node.send("POST", "/api/cache/s:count?increment=1", null)
                                .body());
                assertEquals(204, node.send("DELETE", path, null).status());
                assertEquals(404, Http.get(cluster.node(1 + i % 3) + path).status());
                Answer nothing = node.send("DELETE", path, null);
                assertEquals(404, nothing.status());
                assertNull(nothing.header("X-Meguri-Version"), "nothing was changed");
                String brief = "/api/cache/s:brief-" + i;
                assertEquals(
                        201, node.send("PUT", brief + "?ttl=400ms", "soon gone").status());
                Await.until(
                        "the value's time is over",
                        SOON,
                        () -> Http.get(cluster.node(1) + brief).status() == 404);
            }
        }
    }

    private static void keysKeepTheirConsistency(Cluster cluster) {
        String policies = cluster.manager() + "/api/cluster/policies/";
        JsonNode taken = Http.put(policies + "taken:", "{\"preset\":\"strong\"}")
                .require(409)
                .json();
        assertEquals("policy_in_use", taken.path("code").asText());
        assertTrue(taken.path("detail").asText().startsWith("1 key under taken: (taken:k)"), taken.toString());
        assertEquals(
                "policy_in_use",
                Http.delete(policies + "s:").require(409).json().path("code").asText());
        assertEquals(
                1,
                Http.get(cluster.node(1) + "/api/keys?prefix=s:count&policy=s:")
                        .require(200)
                        .json()
                        .path("keys")
                        .size());
    }

    /** Through a survivor, one operation after the other: how long none succeeds is what a client sees of the death. */
    private static void oneIsKilled(Cluster cluster) {
        try (Connection survivor = new Connection(cluster.node(2))) {
            cluster.kill("node-3");
            long longestMillis = 0;
            long lastGood = System.nanoTime();
            int number = 0;
            for (long end = lastGood + SOON.toNanos() / 6; System.nanoTime() < end; number++) {
                String path = "/api/cache/s:kept:" + number % KEYS;
                boolean good = number % 2 == 0
                        ? survivor.send("PUT", path, "v" + number % KEYS).status() == 204
                        : survivor.send("GET", path, null).status() == 200;
                if (good) {
                    longestMillis = Math.max(longestMillis, (System.nanoTime() - lastGood) / 1_000_000);
                    lastGood = System.nanoTime();
                }
            }
            Figures.report(
                    "strong keys, one of three nodes killed: %,d operations, longest pause %,d ms",
                    number, longestMillis);
            assertTrue(longestMillis < 1_000, "no operation succeeded for " + longestMillis + " ms");
        }
        cluster.start("node-3");
        Await.until(
                "node-3 is a voter again",
                SOON,
                () -> cluster.stateOf("node-3").equals("ACTIVE") && cluster.isSettled());
        readAll(cluster);
    }

    /** A client that asks again, with the token and at another node, until it is told the sum. */
    private static void incrementsWithTokens_areMadeOnce_whileOneIsKilled(Cluster cluster) {
        int increments = 600;
        int again = 0;
        for (int i = 0; i < increments; i++) {
            if (i == increments / 3) {
                cluster.kill("node-1");
            }
            int attempt = 0;
            while (!isIncremented(cluster.node(1 + (i + attempt) % 3), i)) {
                assertTrue(++attempt < 300, "increment " + i + " has no answer");
            }
            again += attempt;
        }
        cluster.start("node-1");
        Await.until(
                "node-1 is a voter again",
                SOON,
                () -> cluster.stateOf("node-1").equals("ACTIVE") && cluster.isSettled());
        assertEquals(
                Integer.toString(increments),
                Http.get(cluster.node(1) + "/api/cache/s:once").require(200).body());
        Figures.report(
                "increments with tokens, one of three nodes killed: %d, %d attempts more, each made once",
                increments, again);
    }

    private static boolean isIncremented(String node, int number) {
        URI uri = URI.create(node);
        InetSocketAddress address = new InetSocketAddress(uri.getHost(), uri.getPort());
        try (HttpConnection connection = new HttpConnection(address, 200, 3_500)) {
            Answer answer = connection.send(
                    new Request("POST", "/api/cache/s:once?increment=1", "Idempotency-Key: increment-" + number, null));
            return answer.status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** What two of three voters accepted is known to nobody for certain once both ended by kill -9. */
    private static void majorityForgets_keysAreRefused_untilTheLossIsAccepted(Cluster cluster) {
        cluster.kill("node-1");
        cluster.kill("node-2");
        cluster.start("node-1");
        cluster.start("node-2");
        String path = "/api/cache/s:kept:0";
        String slot = Http.get(cluster.node(3) + "/api/locate?key=s:kept:0")
                .require(200)
                .json()
                .path("slot")
                .asText();
        for (int i = 1; i <= 3; i++) {
            String node = cluster.node(i);
            Await.until(node + " knows of the loss", SOON, () -> isRefused(Http.get(node + path), slot));
            assertTrue(isRefused(Http.put(node + path, "new"), slot), node + " takes a write");
        }
        assertEquals("v", Http.get(cluster.node(3) + "/api/cache/taken:k").body(), "an eventual key");

        Launcher.Outcome accepted = cluster.launcher.run("accept-loss", "--all", "--yes");
        assertEquals(0, accepted.exitStatus(), accepted.output());
        assertTrue(accepted.output().contains("slots begin anew. Still lost: 0"), accepted.output());

        for (int i = 0; i < KEYS; i += 10) {
            String kept = "/api/cache/s:kept:" + i;
            for (int node = 1; node <= 3; node++) {
                String url = cluster.node(node) + kept;
                Await.until(url + " is absent", SOON, () -> Http.get(url).status() == 404);
            }
            Http.put(cluster.node(1 + i / 10 % 3) + kept, "new" + i).require(201);
            for (int node = 1; node <= 3; node++) {
                assertEquals("new" + i, Http.get(cluster.node(node) + kept).body());
            }
        }
    }

    /** The error names the slot, and what an operator is to do about it. */
    private static boolean isRefused(Http.Answer answer, String slot) {
        if (answer.status() != 503 || !answer.json().path("code").asText().equals("slot_lost")) {
            return false;
        }
        String detail = answer.json().path("detail").asText();
        assertTrue(detail.startsWith("slot " + slot + " lost its strong keys: 2 of its 3 voters"), detail);
        assertTrue(detail.contains("./meguri accept-loss --slots " + slot), detail);
        assertTrue(!answer.json().path("retryable").asBoolean(), "asking again does not help");
        return true;
    }

    private static void readAll(Cluster cluster) {
        for (int i = 0; i < KEYS; i++) {
            Http.Answer read = Http.get(cluster.node(1 + (i + 1) % 3) + "/api/cache/s:kept:" + i)
                    .require(200);
            assertEquals("v" + i, read.body());
        }
    }

    private static Answer send(Connection node, String method, String path, String header, String body) {
        return node.send(List.of(new Request(method, path, header, body))).getFirst();
    }
}
