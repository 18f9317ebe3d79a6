package dev.meguri.system;

import dev.meguri.chaos.load.HttpConnection.Answer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that read and write while something happens to the cluster. Each owns its keys and knows what it wrote last: a
 * read of anything else, an absent key, or any answer that is no success is a failure.
 */
final class Traffic implements AutoCloseable {
    private static final int KEYS_PER_CLIENT = 2_000;
    private static final int FAILURES_KEPT = 20;

    private static final AtomicInteger STARTED = new AtomicInteger();

    /** Of its keys, which nobody has written before: so the first write of each creates it. */
    private final String prefix = "traffic:" + STARTED.incrementAndGet() + ":";

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private final Thread[] clients;
    private volatile boolean stopping;

    /** One client per address. */
    Traffic(String... addresses) {
        clients = new Thread[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            int client = i;
            clients[i] = Thread.ofPlatform().daemon().start(() -> run(client, addresses[client]));
        }
    }

    /** Stops the clients; how many requests they made. Fails where one request failed. */
    long stop() {
        close();
        if (!failures.isEmpty()) {
            throw new AssertionError("requests failed while the cluster changed: " + failures);
        }
        return requests.get();
    }

    private void run(int client, String address) {
        int[] written = new int[KEYS_PER_CLIENT];
        try (Connection connection = new Connection(address)) {
            for (int turn = 0; !stopping && failures.size() < FAILURES_KEPT; turn++) {
                int key = (turn * 31) % KEYS_PER_CLIENT;
                String path = "/api/cache/" + prefix + client + ":" + key;
                if (turn % 3 == 0 || written[key] == 0) {
                    int status = connection
                            .send("PUT", path, Integer.toString(turn + 1))
                            .status();
                    int promised = written[key] == 0 ? 201 : 204;
                    written[key] = turn + 1;
                    expect(status == promised, "PUT " + path + ": " + status + ", not " + promised);
                } else {
                    Answer answer = connection.send("GET", path, null);
                    expect(
                            answer.status() == 200 && answer.body().equals(Integer.toString(written[key])),
                            "GET " + path + ": " + answer.status() + " " + answer.body() + ", not " + written[key]);
                }
                requests.incrementAndGet();
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
    }

    private void expect(boolean holds, String failure) {
        if (!holds) {
            failures.add(failure);
        }
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread client : clients) {
            try {
                client.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
