package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Processes that must not start as they are told, and one that must in spite of what it finds. */
class WrongStartsIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** Of 4 kB each: more than a small disk takes. */
    private static final int LARGE_VALUES = 500;

    private static Cluster cluster;
    /** Node-4's folder has a file system of 1 MiB. */
    private static boolean smallDisk;

    @BeforeAll
    static void start() throws IOException {
        cluster = new Cluster("wrong-starts", 7_000);
        cluster.launcher.with("MEGURI_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Dmeguri.snapshot.interval=2s");
        smallDisk = mountSmallDisk(cluster.home.resolve("node-4"));
        cluster.up(4);
        for (int number = 0; number < 500; number++) {
            Http.put(cluster.node(1) + "/api/cache/kept:" + number, "v" + number)
                    .require(201, 204);
        }
    }

    private static boolean mountSmallDisk(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Launcher.run(List.of("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()), Map.of())
                        .exitStatus()
                == 0;
    }

    @AfterAll
    static void stop() {
        cluster.close();
        if (smallDisk) {
            unmount(cluster.home.resolve("node-4"));
        }
    }

    @Test
    void secondNodeUnderATakenNodeId_endsWithOneLine_firstGoesOn() {
        Launcher.Outcome outcome = java(
                "cache-node",
                "-Dmeguri.node.id=node-2",
                "-Dmeguri.data-dir=" + cluster.home.resolve("impostor"),
                "-Dmeguri.manager.url=" + cluster.manager(),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + (15_190 + Cluster.SHIFT));
        requireOneClearLine(outcome, "node-2");
        assertEquals("ACTIVE", cluster.stateOf("node-2"));
        requireEveryKey();
    }

    @Test
    void secondManagerOnTheSameDatabase_endsWithOneLine_firstGoesOn() {
        Launcher.Outcome outcome = java(
                "cluster-manager",
                "-Dmeguri.data-dir=" + cluster.home.resolve("manager"),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + (15_191 + Cluster.SHIFT));
        requireOneClearLine(outcome, "manager");
        assertTrue(cluster.view().path("ready").asBoolean(), "the first manager serves");
    }

    @Test
    void secondNodeOnTheSameFolder_endsWithOneLine() {
        Launcher.Outcome outcome = java(
                "cache-node",
                "-Dmeguri.node.id=node-2",
                "-Dmeguri.data-dir=" + cluster.home.resolve("node-2"),
                "-Dmeguri.manager.url=" + cluster.manager(),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + (15_192 + Cluster.SHIFT));
        requireOneClearLine(outcome, "node-2");
    }

    @Test
    void corruptSnapshot_isSetAside_nodeIsRepairedFromTheOthers() throws IOException {
        int entries = cluster.view("node-3").path("entries").asInt();
        cluster.kill("node-3");
        Path folder = cluster.home.resolve("node-3");
        List<Path> databases = filesEndingWith(folder, ".db");
        assertTrue(!databases.isEmpty(), "no database in " + folder);
        for (Path database : databases) {
            Files.writeString(
                    database, "this is no database, and it is long enough to be looked at twice ".repeat(200));
        }
        for (Path rest : filesEndingWith(folder, "-wal")) {
            Files.delete(rest);
        }
        cluster.start("node-3");
        Await.until("node-3 is ACTIVE", SOON, () -> cluster.stateOf("node-3").equals("ACTIVE"));
        requireEveryKey();
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(
                    files.anyMatch(file -> file.getFileName().toString().contains("corrupt")),
                    "set aside under another name");
        }
        assertTrue(read(cluster.home.resolve("logs/node-3.log")).contains("corrupt"), "reported in the log");
        Await.until(
                "node-3 holds every key",
                SOON,
                () -> cluster.view("node-3").path("entries").asInt() >= entries);
    }

    @Test
    void fullDisk_nodeServesOn_andSaysSo_andIsRepairedAfterwards() {
        if (!smallDisk) {
            Skipped.loudly("the full disk: mounting a small file system needs root");
        }
        String value = "x".repeat(4_000);
        for (int number = 0; number < LARGE_VALUES; number++) {
            Http.put(cluster.node(4) + "/api/cache/large:" + number, value).require(201, 204);
        }
        Path log = cluster.home.resolve("logs/node-4.log");
        Await.until("node-4 says that its disk is full", SOON, () -> read(log).contains("full"));
        requireEveryLargeValue();
        cluster.kill("node-4");
        unmount(cluster.home.resolve("node-4"));
        smallDisk = false;
        cluster.start("node-4");
        Await.until(
                "node-4 is ACTIVE again", SOON, () -> cluster.stateOf("node-4").equals("ACTIVE"));
        requireEveryLargeValue();
    }

    private static void requireEveryLargeValue() {
        for (int number = 0; number < LARGE_VALUES; number++) {
            Http.get(cluster.node(4) + "/api/cache/large:" + number).require(200);
        }
    }

    private static void unmount(Path folder) {
        Launcher.run(List.of("umount", "-l", folder.toString()), Map.of());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireOneClearLine(Launcher.Outcome outcome, String words) {
        assertNotEquals(0, outcome.exitStatus(), outcome.output());
        List<String> lines = outcome.output()
                .lines()
                .filter(line -> line.startsWith("meguri"))
                .toList();
        assertEquals(1, lines.size(), outcome.output());
        assertTrue(lines.getFirst().contains(words), outcome.output());
        assertTrue(outcome.output().lines().noneMatch(line -> line.startsWith("\tat ")), outcome.output());
    }

    private static void requireEveryKey() {
        for (int number = 0; number < 500; number += 7) {
            assertEquals(
                    "v" + number,
                    Http.get(cluster.node(1 + number % 2) + "/api/cache/kept:" + number)
                            .require(200)
                            .body());
        }
    }

    private static List<Path> filesEndingWith(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static Launcher.Outcome java(String module, String... properties) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-XX:SharedArchiveFile=" + Launcher.ROOT.resolve(module).resolve("target/classes.jsa"),
                "-Xlog:cds=off",
                "-Xlog:aot=off"));
        command.addAll(List.of(properties));
        command.addAll(List.of(
                "-jar",
                Launcher.ROOT
                        .resolve(module)
                        .resolve("target/quarkus-app/quarkus-run.jar")
                        .toString()));
        return Launcher.run(command, Map.of());
    }
}
