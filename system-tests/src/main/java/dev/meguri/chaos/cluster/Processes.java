package dev.meguri.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes of the cluster: started by the launcher ({@code ./meguri chaos launch NAME...}), ended and suspended by
 * signals. A process's id is in its file, as the launcher keeps it.
 */
public final class Processes {
    public static final String MANAGER = "manager";
    private static final long LAUNCH_SECONDS = 60;
    private static final int GONE_CHECKS = 500;
    private static final int LAST_LINES = 6;

    private final Path launcher;
    private final Path home;
    private final int portOffset;

    /** @param home of this cluster alone: it is deleted at the start of every run */
    public Processes(Path launcher, Path home, int portOffset) {
        this.launcher = launcher;
        this.home = home;
        this.portOffset = portOffset;
    }

    public Path home() {
        return home;
    }

    public int portOf(String name) {
        int base = name.equals(MANAGER) ? 8090 : 8100 + Integer.parseInt(name.substring("node-".length()));
        return base + portOffset;
    }

    public String url(String name) {
        return "http://127.0.0.1:" + portOf(name);
    }

    /** Starts them all at once and returns at once. */
    public void launch(List<String> names, int expectedNodes) {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "chaos", "launch"));
        command.addAll(names);
        run(command, Map.of("MEGURI_HOME", home.toString(), "MEGURI_EXPECTED", Integer.toString(expectedNodes)));
    }

    /** As {@code kill -9}; returns when nothing answers at the port any more. */
    public void kill(List<String> names) {
        names.forEach(name -> signal(name, "KILL"));
        names.forEach(this::awaitGone);
    }

    /** Why it does not answer, for people: its process ended, or it runs and its threads are written into its log. */
    public String condition(String name) {
        Path log = home.resolve("logs/" + name + ".log");
        try {
            String pid = Files.readString(home.resolve("run/" + name + ".pid")).strip();
            boolean runs = isOurs(pid, name);
            if (runs) {
                run(List.of("kill", "-QUIT", pid), Map.of());
            }
            String words = Files.exists(log) ? lastWords(Files.readAllLines(log)) : "it wrote no log";
            return name + (runs ? "'s process runs (its threads: at the end of its log)" : "'s process ended") + "; "
                    + words;
        } catch (IOException e) {
            return name + " has no process id (" + e.getMessage() + ")";
        }
    }

    private static String lastWords(List<String> lines) {
        int from = Math.max(0, lines.size() - LAST_LINES);
        return "its log ends: " + String.join(" | ", lines.subList(from, lines.size()));
    }

    public void suspend(String name) {
        signal(name, "STOP");
    }

    public void resume(String name) {
        signal(name, "CONT");
    }

    /** Ends every process of this home, whatever state it is in, and frees its ports. */
    public void killAll() {
        for (String name : known()) {
            signal(name, "KILL");
        }
        known().forEach(this::awaitGone);
    }

    public void deleteHome() {
        if (!Files.exists(home)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + home, e);
        }
    }

    private List<String> known() {
        Path folder = home.resolve("run");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pid"))
                    .map(name -> name.substring(0, name.length() - ".pid".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name, String signal) {
        try {
            String pid = Files.readString(home.resolve("run/" + name + ".pid")).strip();
            if (isOurs(pid, name)) {
                run(List.of("kill", "-" + signal, pid), Map.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no process id of " + name, e);
        }
    }

    /** A number alone may be another process's by now; the launcher's mark says whose it is. */
    private boolean isOurs(String pid, String name) {
        if (!Files.exists(Path.of("/proc/self"))) {
            return ProcessHandle.of(Long.parseLong(pid)).isPresent();
        }
        try {
            return Files.readString(Path.of("/proc", pid, "cmdline"))
                    .contains("-Dlauncher.process=" + home.resolve(name) + "\0");
        } catch (IOException gone) {
            return false;
        }
    }

    private void awaitGone(String name) {
        for (int i = 0; i < GONE_CHECKS && answers(name); i++) {
            pause(10);
        }
    }

    /** Whether something listens at its port. */
    private boolean answers(String name) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", portOf(name)), 200);
            return true;
        } catch (IOException free) {
            return false;
        }
    }

    private static void run(List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("meguri-chaos-", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(LAUNCH_SECONDS, TimeUnit.SECONDS);
            String printed = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + printed.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
