package dev.meguri.chaos.figures;

import dev.meguri.chaos.load.HttpConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Clients that read and write a {@link Dataset}, half and half, over all nodes. Open loop: operations are due at a fixed rate,
 * and their latency counts from when they were due, so that a stall is not hidden by clients that wait. Closed loop: each
 * client begins the next operation when the last has ended.
 */
final class Traffic implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 5_000;

    private final Dataset dataset;
    private final List<InetSocketAddress> nodes;
    private final int clients;
    /** Of one client, between two operations that are due; 0: closed loop. */
    private final long paceNanos;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Long> latencies = new ArrayList<>();
    private final long startedNanos = System.nanoTime();
    private long failed;
    private String firstFailure;
    private volatile boolean stopping;

    /** @param ratePerSecond of all clients together; 0: as fast as they are answered */
    Traffic(Dataset dataset, List<InetSocketAddress> nodes, int clients, double ratePerSecond) {
        this.dataset = dataset;
        this.nodes = nodes;
        this.clients = clients;
        this.paceNanos = ratePerSecond == 0 ? 0 : (long) (clients * 1e9 / ratePerSecond);
        for (int i = 0; i < clients; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().daemon().name("traffic-" + i).start(() -> run(number)));
        }
    }

    /** @param firstFailure null: none failed */
    record Figures(
            long operations, long failed, String firstFailure, double perSecond, long p50Micros, long p99Micros) {}

    /** Ends the traffic. */
    Figures stop() {
        stopping = true;
        threads.forEach(Dataset::join);
        long nanos = System.nanoTime() - startedNanos;
        long[] sorted = latencies.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Figures(
                sorted.length,
                failed,
                firstFailure,
                sorted.length * 1e9 / nanos,
                sorted.length == 0 ? 0 : sorted[sorted.length / 2] / 1_000,
                sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 0.99)] / 1_000);
    }

    private void run(int number) {
        SplittableRandom random = new SplittableRandom(number);
        List<Long> own = new ArrayList<>();
        long ownFailed = 0;
        String why = null;
        HttpConnection connection = null;
        long dueNanos = startedNanos + number * (paceNanos / clients);
        while (!stopping) {
            if (paceNanos > 0) {
                sleepUntil(dueNanos);
            } else {
                dueNanos = System.nanoTime();
            }
            // A key belongs to one client, so that the order of its writes is known.
            int key = random.nextInt((dataset.keys - number + clients - 1) / clients) * clients + number;
            boolean write = random.nextBoolean();
            String failure = null;
            try {
                if (connection == null) {
                    connection = new HttpConnection(nodes.get(number % nodes.size()), CONNECT_MILLIS, ANSWER_MILLIS);
                }
                HttpConnection.Answer answer = connection.send(write ? dataset.write(key) : dataset.read(key));
                if (answer.status() >= 300) {
                    failure = answer.status() + " " + answer.body();
                } else if (write) {
                    dataset.confirmed(key);
                }
            } catch (IOException e) {
                failure = e.toString();
                if (connection != null) {
                    connection.close();
                }
                connection = null;
            }
            own.add(System.nanoTime() - dueNanos);
            if (failure != null) {
                ownFailed++;
                why = why == null ? failure : why;
            }
            dueNanos += paceNanos;
        }
        if (connection != null) {
            connection.close();
        }
        synchronized (latencies) {
            latencies.addAll(own);
            failed += ownFailed;
            firstFailure = firstFailure == null ? why : firstFailure;
        }
    }

    private static void sleepUntil(long dueNanos) {
        long left = dueNanos - System.nanoTime();
        if (left > 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        stopping = true;
    }
}
