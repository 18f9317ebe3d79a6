package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.ring.Slots;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Client libraries as people use them, against real processes: they find the nodes, and get over what happens to them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RespClientsIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** Three quarters of all slots, while four clients keep the machine busy. */
    private static final Duration MOVE = Duration.ofSeconds(90);
    /** After a death was noticed, for the clients to notice it as well. */
    private static final Duration CALM = Duration.ofSeconds(6);
    /** A client may find out late; but it goes on by itself. */
    private static final long MOST_PAUSE_MILLIS = 10_000;

    private static final long MOST_FAILED = 20;
    /** Of each client; how many there were is among the figures. */
    private static final long LEAST_OPERATIONS = 500;

    private static final long LOOK_NANOS = 20_000_000;

    /** That are written to at every node, to see whom it sends where. */
    private static final int PROBED_SLOTS = 10;

    private static Cluster cluster;
    private static boolean hasNpm;
    private static List<String> keys;

    @BeforeAll
    static void start() throws InterruptedException {
        cluster = new Cluster("resp-clients", 10_000);
        Thread npm = Thread.ofPlatform().start(() -> hasNpm = NodeScript.isInstalled());
        cluster.up(3);
        npm.join();
        keys = oneKeyPerSlot();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void javaClients_findAllNodes_writeAndReadEverySlot() throws InterruptedException {
        try (JedisKeys jedis = new JedisKeys(cluster.respPort(1));
                LettuceKeys lettuce = new LettuceKeys(cluster.respPort(3))) {
            assertEquals(3, jedis.client.getClusterNodes().size());
            assertEquals(3, lettuce.connection.getPartitions().size());
            everySlot(jedis, lettuce);
        }
    }

    @Test
    @Order(2)
    void javaScriptClients_writeAndReadEverySlot() throws IOException {
        if (!hasNpm) {
            Skipped.loudly("ioredis and node-redis");
        }
        Path file = cluster.home.resolve("keys.txt");
        Files.write(file, keys);
        for (String library : List.of("ioredis", "node-redis")) {
            ClientReport report = new NodeScript(library, "slots", cluster.respPort(2), file.toString()).get();
            assertEquals(2L * Slots.COUNT, report.operations(), library);
            assertEquals(List.of(), report.wrong(), library);
        }
    }

    @Test
    @Order(2)
    void pythonClient_writesAndReadsEverySlot() throws IOException {
        String python = PythonScript.python();
        if (python == null) {
            Skipped.loudly("redis-py");
        }
        Path file = cluster.home.resolve("keys-py.txt");
        Files.write(file, keys);
        ClientReport report = PythonScript.run(python, cluster.respPort(1), file);
        assertEquals(List.of(), report.wrong());
        assertTrue(report.operations() > 2L * Slots.COUNT, report.operations() + " operations");
    }

    @Test
    @Order(5)
    void redisCli_followsTheCluster_redisBenchmark_runs() {
        if (!NodeScript.hasTool("redis-cli") || !NodeScript.hasTool("redis-benchmark")) {
            Skipped.loudly("redis-cli and redis-benchmark");
        }
        for (int i = 1; i <= 3; i++) {
            assertEquals("OK", redisCli(i, "-c", "set", "cli:" + i, "v" + i));
            for (int other = 1; other <= 3; other++) {
                assertEquals("v" + i, redisCli(other, "-c", "get", "cli:" + i));
            }
        }
        assertTrue(redisCli(1, "--cluster", "check", "127.0.0.1:" + cluster.respPort(1))
                .contains("All 16384 slots covered"));
        String printed = Launcher.run(
                        List.of(
                                "redis-benchmark",
                                "--cluster",
                                "-p",
                                "" + cluster.respPort(1),
                                "-t",
                                "get,set,incr,mset",
                                "-n",
                                "20000",
                                "-c",
                                "20",
                                "-P",
                                "8",
                                "-r",
                                "1000",
                                "-q"),
                        Map.of())
                .requireSuccess()
                .output();
        assertTrue(printed.contains("SET: "), printed);
        assertFalse(printed.toLowerCase(Locale.ROOT).contains("error"), printed);
    }

    @Test
    @Order(3)
    void aNodeJoins_noClientSeesIt_exceptForMoves() {
        Map<String, Supplier<ClientReport>> clients = clients();
        AtomicBoolean migrating = new AtomicBoolean();
        AtomicBoolean importing = new AtomicBoolean();
        Set<String> unexpected = new TreeSet<>();
        cluster.launcher.run("add").requireSuccess();
        AtomicBoolean over = new AtomicBoolean();
        for (int i = 1; i <= 4; i++) {
            watchMoves(i, migrating, importing, over);
        }
        AtomicBoolean moved = new AtomicBoolean();
        Await.until("node-4 is ACTIVE, slots have moved, and no more do", MOVE, () -> {
            for (int i = 1; i <= 4; i++) {
                // Libraries would follow an ASK without a word: here it would be seen.
                for (String key : keys.subList(0, PROBED_SLOTS)) {
                    probe(redis(i, "SET", key, "probe"), unexpected);
                    probe(redis(i, "MSET", key, "probe", "{" + key + "}2", "probe"), unexpected);
                }
            }
            boolean isSettled = cluster.isSettled();
            moved.compareAndSet(false, !isSettled);
            return moved.get() && isSettled && cluster.stateOf("node-4").equals("ACTIVE");
        });
        over.set(true);
        Map<String, ClientReport> reports = end(clients);
        reports.forEach((name, report) -> {
            assertEquals(List.of(), report.errors(), name);
            assertEquals(List.of(), report.wrong(), name);
        });
        assertEquals(Set.of(), unexpected, "neither ASK nor TRYAGAIN nor NOREPLICAS");
        assertTrue(migrating.get(), "CLUSTER NODES shows slots as MIGRATING while they move");
        assertTrue(importing.get(), "CLUSTER NODES shows slots as IMPORTING while they move");
        requireAcknowledged(reports);
    }

    @Test
    @Order(4)
    void aNodeIsKilled_clientsGoOnByThemselves_noAcknowledgedWriteIsLost() throws InterruptedException {
        Map<String, Supplier<ClientReport>> clients = clients();
        cluster.kill("node-2");
        Await.until("node-2 is DOWN", SOON, () -> cluster.stateOf("node-2").equals("DOWN"));
        Thread.sleep(CALM);
        Map<String, ClientReport> reports = end(clients);
        reports.forEach((name, report) -> {
            Figures.report(
                    "%s, one of four nodes killed: %,d operations, %d failed, longest pause %,d ms",
                    name, report.operations(), report.failed(), report.longestPauseMillis());
            assertTrue(report.longestPauseMillis() < MOST_PAUSE_MILLIS, name + " paused: " + report);
        });
        requireAcknowledged(reports);
        // What was on its way to the dead node may fail; what comes after it may not.
        reports.forEach((name, report) -> assertTrue(
                report.failed() <= MOST_FAILED, name + ": " + report.failed() + " failed, " + report.errors()));
        cluster.start("node-2");
        Await.until(
                "node-2 is ACTIVE again",
                SOON,
                () -> cluster.stateOf("node-2").equals("ACTIVE") && cluster.isSettled());
        requireAcknowledged(reports);
    }

    private static void probe(String answer, Set<String> unexpected) {
        if (!answer.isEmpty() && !answer.startsWith("+OK") && !answer.startsWith("-MOVED")) {
            unexpected.add(answer.strip());
        }
    }

    /** Looks again and again: a batch of slots moves for a fraction of a second. */
    private static void watchMoves(int node, AtomicBoolean migrating, AtomicBoolean importing, AtomicBoolean over) {
        Thread.ofPlatform().daemon().name("moves of node-" + node).start(() -> {
            while (!over.get() && !(migrating.get() && importing.get())) {
                String nodes = redis(node, "CLUSTER", "NODES");
                migrating.compareAndSet(false, nodes.contains("->-"));
                importing.compareAndSet(false, nodes.contains("-<-"));
                LockSupport.parkNanos(LOOK_NANOS);
            }
        });
    }

    private static Map<String, Supplier<ClientReport>> clients() {
        Map<String, Supplier<ClientReport>> clients = new LinkedHashMap<>();
        clients.put("jedis", new ClientTraffic(new JedisKeys(cluster.respPort(1))));
        clients.put("lettuce", new ClientTraffic(new LettuceKeys(cluster.respPort(1))));
        if (hasNpm) {
            clients.put("ioredis", new NodeScript("ioredis", "traffic", cluster.respPort(1)));
            clients.put("node-redis", new NodeScript("node-redis", "traffic", cluster.respPort(1)));
        }
        return clients;
    }

    private static Map<String, ClientReport> end(Map<String, Supplier<ClientReport>> clients) {
        Map<String, ClientReport> reports = new LinkedHashMap<>();
        clients.forEach((name, client) -> reports.put(name, client.get()));
        reports.forEach((name, report) -> assertTrue(
                report.operations() > LEAST_OPERATIONS, name + " made " + report.operations() + " operations"));
        return reports;
    }

    private static void requireAcknowledged(Map<String, ClientReport> reports) {
        List<String> lost = new ArrayList<>();
        try (JedisKeys reader = new JedisKeys(cluster.respPort(1))) {
            reports.values().forEach(report -> report.allowed().forEach((key, values) -> {
                String found = reader.get(key);
                if (!values.contains(found)) {
                    lost.add(key + ": " + found + ", not " + values);
                }
            }));
        }
        assertEquals(List.of(), lost);
    }

    /** Written by one client and read by the other, and every second slot the other way round. */
    private static void everySlot(KeyClient one, KeyClient other) throws InterruptedException {
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        List<Thread> lanes = new ArrayList<>();
        int count = 16;
        for (int i = 0; i < count; i++) {
            int lane = i;
            lanes.add(Thread.ofPlatform().start(() -> {
                for (int k = lane; k < keys.size(); k += count) {
                    KeyClient writer = lane % 2 == 0 ? one : other;
                    String value = writer.name() + k;
                    writer.set(keys.get(k), value);
                    String found = (writer == one ? other : one).get(keys.get(k));
                    if (!value.equals(found)) {
                        wrong.add(keys.get(k) + ": " + found + ", not " + value);
                    }
                }
            }));
        }
        for (Thread lane : lanes) {
            lane.join();
        }
        assertEquals(List.of(), wrong);
    }

    private static String redisCli(int node, String... arguments) {
        List<String> command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(cluster.respPort(node))));
        command.addAll(List.of(arguments));
        return Launcher.run(command, Map.of()).requireSuccess().output().strip();
    }

    /** Raw, so that a node that is not there yet is no failure. */
    private static String redis(int node, String... words) {
        try (Socket socket = new Socket("127.0.0.1", cluster.respPort(node))) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write((String.join(" ", words) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> oneKeyPerSlot() {
        String[] found = new String[Slots.COUNT];
        int left = found.length;
        for (int i = 0; left > 0; i++) {
            String key = "slot:" + i;
            int slot = Slots.of(key.getBytes(StandardCharsets.UTF_8));
            if (found[slot] == null) {
                found[slot] = key;
                left--;
            }
        }
        return List.of(found);
    }
}
