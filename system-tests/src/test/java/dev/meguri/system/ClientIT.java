package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meguri.client.MeguriCache;
import dev.meguri.client.MeguriClient;
import dev.meguri.client.codec.Codecs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Java client against real processes: fifty threads see neither the death of a node nor slots that move. */
class ClientIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Three quarters of all slots, while the threads keep the machine busy. */
    private static final Duration MOVE = Duration.ofSeconds(120);

    private static final int THREADS = 50;
    private static final List<String> POLICIES = List.of("safe", "quorum", "strong");
    /** Of all threads together, in each part of the test: else it has shown nothing. */
    private static final long LEAST_OPERATIONS = 2_000;

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = new Cluster("client", 12_000);
        cluster.up(3);
        for (String preset : POLICIES) {
            Http.put(cluster.manager() + "/api/cluster/policies/" + preset + ":", "{\"preset\":\"" + preset + "\"}")
                    .require(200, 201);
        }
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void fiftyThreads_seeNoException_throughADeathAndAResharding_andIncrementsAreMadeOnce() {
        RetryCount retries = new RetryCount();
        try (MeguriClient client = MeguriClient.builder()
                .nodes("127.0.0.1:" + cluster.respPort(1), "127.0.0.1:" + cluster.respPort(2))
                .observer(retries)
                .build()) {
            ClientThreads threads = new ClientThreads(client, POLICIES, THREADS);
            threads.awaitOperations(LEAST_OPERATIONS, SOON);

            cluster.kill("node-2");
            Await.until("node-2 is DOWN", SOON, () -> cluster.stateOf("node-2").equals("DOWN"));
            threads.awaitOperations(LEAST_OPERATIONS, SOON);
            cluster.start("node-2");
            Await.until(
                    "node-2 is ACTIVE again",
                    MOVE,
                    () -> cluster.stateOf("node-2").equals("ACTIVE") && cluster.isSettled());
            report("one of three nodes killed", threads, retries);

            cluster.launcher.run("add").requireSuccess();
            Await.until(
                    "node-4 is ACTIVE and nothing moves",
                    MOVE,
                    () -> cluster.stateOf("node-4").equals("ACTIVE") && cluster.isSettled());
            threads.awaitOperations(LEAST_OPERATIONS, SOON);
            report("a fourth node added", threads, retries);

            Http.delete(cluster.manager() + "/api/cluster/nodes/node-4").require(200, 202, 204);
            Await.until("node-4 is drained", MOVE, () -> hasNoSlots("node-4") && cluster.isSettled());
            threads.awaitOperations(LEAST_OPERATIONS, SOON);
            report("the fourth node drained", threads, retries);

            threads.stop();
            assertEquals(List.of(), threads.failures());
            assertTrue(retries.count() > 0, "the death of a node was noticed");
            requireCounts(client, threads);
        }
    }

    private static void report(String what, ClientThreads threads, RetryCount retries) {
        Figures.report(
                "java client, 50 threads, %s: %,d operations, %d attempts more, longest call %,d ms, %d failed",
                what,
                threads.operations(),
                retries.count(),
                threads.longestMillis(),
                threads.failures().size());
    }

    private static boolean hasNoSlots(String nodeId) {
        for (JsonNode node : cluster.view().path("nodes")) {
            if (node.path("nodeId").asText().equals(nodeId)) {
                return node.path("primaries").asInt() == 0
                        && node.path("replicas").asInt() == 0;
            }
        }
        return true;
    }

    /**
     * None is made twice, whatever the policy; strong ones are all there. An eventual policy promises that only while there is one
     * serving primary: where it comes back, the one before may not have told it of the last increment yet.
     */
    private static void requireCounts(MeguriClient client, ClientThreads threads) {
        for (String policy : POLICIES) {
            MeguriCache<String> counters = client.cache(policy + ":", Codecs.string());
            long missing = 0;
            for (int thread = 0; thread < THREADS; thread++) {
                String found = counters.get(ClientThreads.counter(thread));
                long count = found == null ? 0 : Long.parseLong(found);
                long made = threads.increments(policy, thread);
                assertTrue(count <= made, policy + " counter of thread " + thread + ": " + count + " of " + made);
                missing += made - count;
            }
            Figures.report(
                    "java client, increments, %s: %d missing of %d", policy, missing, threads.increments(policy));
            assertTrue(missing == 0 || !policy.equals("strong"), missing + " strong increments are missing");
        }
    }
}
