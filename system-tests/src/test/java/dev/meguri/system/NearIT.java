package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.MeguriCache;
import dev.meguri.client.MeguriClient;
import dev.meguri.client.codec.Codecs;
import dev.meguri.client.near.NearSettings;
import dev.meguri.client.near.NearStatistics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A near cache against real processes: while invalidations are held, late and lost, nodes are cut off from each other, stand still,
 * and slots move, no read returns what was replaced longer ago than the bound. The keys are strong, so that the nodes themselves
 * never answer what was replaced.
 */
class NearIT {
    /** Loopback, too: what nodes announce, where proxies stand before them. */
    private static final String BEFORE_NODES = "127.0.0.2";

    private static final String PREFIX = "near:";
    private static final Duration BOUND = Duration.ofMillis(500);
    private static final Duration MOVE = Duration.ofSeconds(120);
    private static final int MOST_NODES = 4;
    private static final long LEAST_READS = 1_000_000;
    private static final long SEED = Long.getLong("near.seed", 1);
    private static final int FAULTS = 30;
    private static final long LONGEST_FAULT_MILLIS = 2_000;

    private static Cluster cluster;
    private static final List<SwallowingProxy> PROXIES = new ArrayList<>();

    @BeforeAll
    static void start() {
        cluster = new Cluster("near", 13_500);
        cluster.launcher.with(
                "MEGURI_JAVA_OPTS",
                "-XX:TieredStopAtLevel=1 -Dmeguri.faults.enabled=true -Dmeguri.resp.announce-host=" + BEFORE_NODES);
        for (int node = 1; node <= MOST_NODES; node++) {
            int port = cluster.respPort(node);
            PROXIES.add(new SwallowingProxy(BEFORE_NODES, port, new InetSocketAddress("127.0.0.1", port)));
        }
        cluster.up(3);
        Http.put(cluster.manager() + "/api/cluster/policies/" + PREFIX, "{\"preset\":\"strong\"}")
                .require(200, 201);
    }

    @AfterAll
    static void stop() {
        PROXIES.forEach(SwallowingProxy::close);
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void millionReads_underCutsDelaysAndResharding_returnNothingOlderThanTheBound() throws Exception {
        try (MeguriClient client = client()) {
            MeguriCache<String> near = client.cache(PREFIX, Codecs.string()).near(NearSettings.maxStaleness(BOUND));
            List<String> written = List.of(url(1), url(2), url(3));
            NearReaders readers = new NearReaders(written, near, BOUND);
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < FAULTS; i++) {
                if (i == FAULTS / 3) {
                    cluster.launcher.run("add").requireSuccess();
                }
                strike(random);
                Thread.sleep(random.nextLong(100, 700));
            }
            PROXIES.forEach(proxy -> proxy.delay(0));
            Await.until(
                    "node-4 is ACTIVE and nothing moves",
                    MOVE,
                    () -> cluster.stateOf("node-4").equals("ACTIVE") && cluster.isSettled());
            Await.until("enough reads", MOVE, () -> readers.reads() >= LEAST_READS);
            readers.stop();
            NearStatistics statistics = near.nearStatistics();
            Figures.report("near cache, %d faults and a fourth node, seed %d: %s", FAULTS, SEED, readers.figures());
            Figures.report("near cache: %s", statistics);
            assertEquals(List.of(), readers.failures());
            assertEquals(0, readers.tooOld());
            assertTrue(readers.replaced() > 0, "values that were replaced are returned, or nothing was shown");
            assertTrue(statistics.hits() > statistics.misses(), "most are local");
        }
    }

    private static MeguriClient client() {
        return MeguriClient.builder()
                .nodes(BEFORE_NODES + ":" + cluster.respPort(1), BEFORE_NODES + ":" + cluster.respPort(2))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private static String url(int node) {
        return cluster.node(node) + "/api/cache/" + PREFIX;
    }

    private static void strike(SplittableRandom random) {
        SwallowingProxy proxy = PROXIES.get(random.nextInt(3));
        long millis = random.nextLong(200, LONGEST_FAULT_MILLIS);
        int node = random.nextInt(1, 4);
        switch (random.nextInt(6)) {
            case 0, 1 -> proxy.hold(millis);
            case 2 -> proxy.swallow(millis);
            case 3 -> proxy.delay(random.nextInt(20));
            case 4 ->
                fault(
                        node,
                        "{\"kind\":\"cut\",\"peer\":\"*\",\"direction\":\"both\",\"durationMillis\":" + millis + "}");
            default -> fault(node, "{\"kind\":\"pause\",\"durationMillis\":" + millis + "}");
        }
    }

    private static void fault(int node, String what) {
        try {
            Http.put(cluster.node(node) + "/api/faults", what).require(200, 201);
        } catch (Http.Unreachable e) {
            // it stands still already
        }
    }
}
