package dev.meguri.chaos.figures;

import dev.meguri.chaos.load.HttpConnection;
import dev.meguri.chaos.load.HttpConnection.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** A few clients that write some keys through one node, whatever happens to it, each at a steady pace. */
final class Writers implements AutoCloseable {
    private static final int CLIENTS = 3;
    private static final long PACE_MILLIS = 40;
    private static final int CONNECT_MILLIS = 500;
    /** Over the two seconds in which a node answers. */
    private static final int ANSWER_MILLIS = 3_500;

    final Instants successes = new Instants();
    private final InetSocketAddress address;
    private final List<String> keys;
    private final Thread[] threads = new Thread[CLIENTS];
    private volatile boolean stopping;

    Writers(int port, List<String> keys) {
        this.address = new InetSocketAddress("127.0.0.1", port);
        this.keys = keys;
        for (int i = 0; i < CLIENTS; i++) {
            int first = i;
            threads[i] = Thread.ofPlatform()
                    .daemon()
                    .name("writer-" + port + "-" + i)
                    .start(() -> run(first));
        }
    }

    private void run(int first) {
        HttpConnection connection = null;
        try {
            for (int i = first; !stopping; i += CLIENTS) {
                try {
                    if (connection == null) {
                        connection = new HttpConnection(address, CONNECT_MILLIS, ANSWER_MILLIS);
                    }
                    String path = "/api/cache/" + keys.get(i % keys.size());
                    if (connection.send(new Request("PUT", path, null, "v" + i)).status() < 300) {
                        successes.add(System.nanoTime());
                    }
                } catch (IOException e) {
                    if (connection != null) {
                        connection.close();
                        connection = null;
                    }
                }
                Thread.sleep(PACE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            thread.interrupt();
        }
    }
}
