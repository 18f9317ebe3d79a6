package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One cluster's life with 100,000 keys: a crash, a fourth node, its drain, a stop of everything. Steps in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HundredThousandKeysIT {
    private static final Duration REPAIR = Duration.ofSeconds(90);
    private static final Duration MOVE = Duration.ofSeconds(300);
    private static final long MIN_REQUESTS = 500;
    private static final double MOST_COPIES = 1.1;
    private static final double MOST_IMBALANCE = 0.01;

    private static final PipelinedDataset DATA = new PipelinedDataset(new Dataset(100_000));
    /** So many of them are read through each node by REST, too. */
    private static final Dataset SOME = new Dataset(10_000);

    private static Cluster cluster;

    @BeforeAll
    static void threeNodesWithData() {
        cluster = new Cluster("hundred-thousand", 3_000);
        long upMillis = cluster.up(3).millis();
        long writeMillis = DATA.write(cluster.respPort(1));
        Figures.report(
                "100,000 keys: up in %.1f s; written at %,d/s", upMillis / 1e3, DATA.size() * 1000L / writeMillis);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @Order(1)
    void nodeKilled_everyKeyIsReadFromTheOthers() {
        cluster.kill("node-1");
        Await.until("node-1 is DOWN", REPAIR, () -> cluster.stateOf("node-1").equals("DOWN"));
        long millis = DATA.readBack(cluster.respPort(2));
        SOME.readBack(nodes(2, 3));
        Figures.report("kill -9 of node-1: all keys read back at %,d/s", DATA.size() * 1000L / millis);
    }

    @Test
    @Order(2)
    void killedNodeReturns_everyKeyIsReadFromIt() {
        cluster.start("node-1");
        long millis = Await.until("node-1 is repaired", REPAIR, HundredThousandKeysIT::settledWithAllActive);
        Figures.report("return of node-1: repaired after %.1f s", millis / 1e3);
        DATA.readBackAt(cluster.respPort(1));
        SOME.readBack(nodes(1));
        assertEquals(DATA.size(), cluster.view("node-1").path("entries").asInt(), 0.0, "entries held by node-1");
    }

    @Test
    @Order(3)
    void fourthNodeJoins_noRequestFails_noKeyIsLost_fewCopiesMove() {
        try (Traffic traffic = new Traffic(cluster.node(1), cluster.node(2))) {
            long lastId = job().path("id").asLong();
            cluster.launcher.run("add").requireSuccess();
            long millis = awaitJob(lastId, "node-4", "ACTIVE");
            reportMove("fourth node", lastId, millis, traffic.stop());
        }
        requireBalanced();
        readBack(nodes(1, 2, 3, 4));
    }

    @Test
    @Order(4)
    void fourthNodeDrains_noRequestFails_noKeyIsLost_fewCopiesMove() {
        try (Traffic traffic = new Traffic(cluster.node(1), cluster.node(2))) {
            long lastId = job().path("id").asLong();
            Http.delete(cluster.manager() + "/api/cluster/nodes/node-4").require(200);
            long millis = awaitJob(lastId, "node-4", "STANDBY");
            reportMove("drain of it", lastId, millis, traffic.stop());
        }
        requireBalanced();
        assertEquals(0, cluster.view("node-4").path("primaries").asInt());
        readBack(nodes(1, 2, 3));
    }

    @Test
    @Order(5)
    void clusterStoppedAndStarted_everyKeyIsBack() {
        long downMillis = time(cluster::down);
        long upMillis = cluster.up(3).millis();
        readBack(nodes(1, 2, 3));
        Figures.report("down in %.1f s, up again in %.1f s, every key back", downMillis / 1e3, upMillis / 1e3);
    }

    private static void readBack(List<String> nodes) {
        DATA.readBack(cluster.respPort(1));
        SOME.readBack(nodes);
    }

    private static long awaitJob(long lastId, String nodeId, String state) {
        return Await.until(
                nodeId + " is " + state + " and nothing moves",
                MOVE,
                () -> cluster.view(nodeId).path("state").asText().equals(state)
                        && cluster.isSettled()
                        && job().path("id").asLong() > lastId
                        && job().path("state").asText().equals("DONE"));
    }

    private static JsonNode job() {
        return jobs(1).path(0);
    }

    /** Newest first. */
    private static JsonNode jobs(int limit) {
        return Http.get(cluster.manager() + "/api/cluster/rebalances?limit=" + limit)
                .require(200)
                .json();
    }

    /** All jobs after {@code lastId} together: a job that another replaced has moved copies, too. */
    private static void reportMove(String what, long lastId, long millis, long requests) {
        int slots = 0;
        long copies = 0;
        int least = 0;
        for (JsonNode job : jobs(20)) {
            if (job.path("id").asLong() > lastId) {
                slots += job.path("slotsDone").asInt();
                copies += Math.round(job.path("copies").asDouble()
                        * job.path("slotsDone").asInt()
                        / Math.max(1, job.path("slots").asInt()));
                least = job.path("leastCopies").asInt();
            }
        }
        Figures.report(
                "%s: %,d requests meanwhile, none failed; %,d slots in %.1f s; %,d copies moved, %,d the least (%.3f)",
                what, requests, slots, millis / 1e3, copies, least, (double) copies / least);
        assertTrue(requests > MIN_REQUESTS, "traffic made only " + requests + " requests");
        assertTrue(copies > 0 && copies <= MOST_COPIES * least, copies + " copies, least " + least);
    }

    private static void requireBalanced() {
        IntSummaryStatistics primaries = new IntSummaryStatistics();
        for (JsonNode node : cluster.view().path("nodes")) {
            if (node.path("state").asText().equals("ACTIVE")) {
                primaries.accept(node.path("primaries").asInt());
            }
        }
        Figures.report("primaries per node: %d to %d", primaries.getMin(), primaries.getMax());
        assertTrue(
                primaries.getMax() - primaries.getMin() <= Math.ceil(primaries.getAverage() * MOST_IMBALANCE),
                "primaries from " + primaries.getMin() + " to " + primaries.getMax());
    }

    private static boolean settledWithAllActive() {
        for (JsonNode node : cluster.view().path("nodes")) {
            if (!node.path("state").asText().equals("ACTIVE")
                    || node.path("unsyncedSlots").asInt() > 0) {
                return false;
            }
        }
        return cluster.isSettled();
    }

    private static List<String> nodes(int... numbers) {
        List<String> addresses = new ArrayList<>();
        for (int number : numbers) {
            addresses.add(cluster.node(number));
        }
        return addresses;
    }

    private static long time(Runnable step) {
        long startNanos = System.nanoTime();
        step.run();
        return (System.nanoTime() - startNanos) / 1_000_000;
    }
}
