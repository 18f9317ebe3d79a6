package dev.meguri.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** etcd members whose log and data are in memory, on tmpfs: nothing waits for a disk. */
public final class EtcdServers extends Servers {
    private static final Path TMPFS = Path.of("/dev/shm");
    /** Logs kept of up to five segments of 64 MB and the data, for each of three members. */
    private static final long LEAST_BYTES = 2L << 30;

    private static final int PEER_PORTS_ABOVE = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Home home;
    private final Home tmpfs;
    private final List<Integer> ports;

    public EtcdServers(Home home, int count) {
        this.home = home;
        this.tmpfs = new Home(TMPFS, home.launcher(), home.portOffset());
        this.ports = IntStream.range(0, count).map(home::peerPort).boxed().toList();
    }

    /** What it needs and is not here. */
    public static List<String> missing() {
        List<String> missing = new ArrayList<>(Tools.missing("etcd"));
        try {
            if (!Files.isDirectory(TMPFS) || Files.getFileStore(TMPFS).getUsableSpace() < LEAST_BYTES) {
                missing.add("2 GiB of tmpfs at " + TMPFS);
            }
        } catch (IOException e) {
            missing.add(TMPFS.toString());
        }
        return missing;
    }

    @Override
    public int port() {
        return ports.getFirst();
    }

    public List<Integer> ports() {
        return ports;
    }

    @Override
    public void start() {
        for (int port : ports) {
            Path log = home.fresh("etcd-" + port).resolve("log");
            try {
                started(new ProcessBuilder(command(tmpfs.fresh(data(port)), port, ports))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .toHandle());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            await("etcd (logs: " + home.folder() + "/etcd-*)", 60, () -> isWell(http));
        }
    }

    private static String data(int port) {
        return "meguri-bench-etcd-" + port;
    }

    static List<String> command(Path data, int port, List<Integer> ports) {
        String members =
                ports.stream().map(each -> name(each) + "=" + peerUrl(each)).collect(Collectors.joining(","));
        return List.of(
                "etcd",
                "--name",
                name(port),
                "--data-dir",
                data.toString(),
                "--listen-client-urls",
                clientUrl(port),
                "--advertise-client-urls",
                clientUrl(port),
                "--listen-peer-urls",
                peerUrl(port),
                "--initial-advertise-peer-urls",
                peerUrl(port),
                "--initial-cluster",
                members,
                "--initial-cluster-state",
                "new",
                "--logger",
                "zap",
                "--log-level",
                "warn");
    }

    private static String name(int port) {
        return "etcd-" + port;
    }

    private static String clientUrl(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static String peerUrl(int port) {
        return "http://127.0.0.1:" + (port + PEER_PORTS_ABOVE);
    }

    /** There is a leader, and each member reads through it. */
    private boolean isWell(HttpClient http) {
        if (!isRunning()) {
            throw new IllegalStateException("an etcd ended (logs: " + home.folder() + "/etcd-*)");
        }
        try {
            for (int port : ports) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(clientUrl(port) + "/health"))
                        .timeout(TIMEOUT)
                        .build();
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Memory is given back. */
    @Override
    public void close() {
        super.close();
        ports.forEach(port -> tmpfs.delete(data(port)));
    }
}
