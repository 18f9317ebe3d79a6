package dev.meguri.node.resp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A redis-server that is installed here: a cluster of one, of which nothing stays. */
final class RealRedis implements AutoCloseable {
    private static final int TRIES = 200;
    private static final long PAUSE_MILLIS = 25;

    private final Process process;
    final int port;

    private RealRedis(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Null: it is not installed. */
    static RealRedis start(Path folder) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            free.close();
            Process process = new ProcessBuilder(
                            "redis-server",
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--cluster-enabled",
                            "yes",
                            "--cluster-port",
                            "0",
                            "--save",
                            "",
                            "--latency-tracking",
                            "no",
                            "--dir",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
            RealRedis redis = new RealRedis(process, port);
            redis.awaitSlots();
            return redis;
        } catch (IOException e) {
            return null;
        }
    }

    private void awaitSlots() throws IOException {
        IOException last = null;
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            try (RawSocket client = new RawSocket(port)) {
                client.call(List.of("CLUSTER", "ADDSLOTSRANGE", "0", "16383"));
                while (!client.call(List.of("CLUSTER", "INFO")).contains("cluster_state:ok")) {
                    pause();
                }
                return;
            } catch (IOException e) {
                last = e;
                pause();
            }
        }
        close();
        throw new UncheckedIOException("redis-server does not answer", last == null ? new IOException() : last);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
