package dev.meguri.chaos.figures;

import dev.meguri.chaos.load.HttpConnection;
import dev.meguri.chaos.load.HttpConnection.Answer;
import dev.meguri.chaos.load.HttpConnection.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Keys by number, and what was acknowledged of each: a key is written by one client at a time. */
final class Dataset {
    private static final int BATCH = 64;
    private static final int FILLERS = 8;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String FILLING =
            "-of-a-value-as-long-as-a-small-session-or-an-answer-of-an-API-may-be-in-a-cache";

    final int keys;
    private final String prefix;
    /** The number of the newest acknowledged write; keys begin with 1. */
    private final AtomicLongArray acknowledged;
    /** The number of the newest write that was sent. */
    private final AtomicLongArray sent;

    Dataset(String prefix, int keys) {
        this.prefix = prefix;
        this.keys = keys;
        this.acknowledged = new AtomicLongArray(keys);
        this.sent = new AtomicLongArray(keys);
    }

    Request read(int key) {
        return new Request("GET", path(key), null, null);
    }

    /** The next write of the key. */
    Request write(int key) {
        return new Request("PUT", path(key), null, sent.incrementAndGet(key) + FILLING);
    }

    /** The last write of the key is confirmed. */
    void confirmed(int key) {
        acknowledged.set(key, sent.get(key));
    }

    private String path(int key) {
        return "/api/cache/" + prefix + key;
    }

    /** Writes every key once. */
    void fill(List<InetSocketAddress> nodes) {
        eachBatch(
                nodes,
                batch -> {
                    List<Request> requests = new ArrayList<>();
                    batch.forEach(key -> requests.add(write(key)));
                    return requests;
                },
                (key, answer) -> {
                    if (answer.status() >= 300) {
                        throw new IllegalStateException("key " + key + " could not be written: " + answer.body());
                    }
                    confirmed(key);
                });
    }

    /** Keys that hold something older than what was acknowledged, or nothing. */
    long lost(List<InetSocketAddress> nodes) {
        AtomicLong lost = new AtomicLong();
        eachBatch(nodes, batch -> batch.stream().map(this::read).toList(), (key, answer) -> {
            long found = answer.status() == 200
                    ? Long.parseLong(answer.body().substring(0, answer.body().indexOf('-')))
                    : 0;
            if (found < acknowledged.get(key)) {
                lost.incrementAndGet();
            }
        });
        return lost.get();
    }

    private interface Requests {
        List<Request> of(List<Integer> keys);
    }

    private interface Taker {
        void take(int key, Answer answer);
    }

    private void eachBatch(List<InetSocketAddress> nodes, Requests requests, Taker taker) {
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < FILLERS; i++) {
            int first = i;
            threads.add(Thread.ofPlatform().start(() -> {
                try (HttpConnection node =
                        new HttpConnection(nodes.get(first % nodes.size()), PATIENCE_MILLIS, PATIENCE_MILLIS)) {
                    for (int from = first * BATCH; from < keys; from += FILLERS * BATCH) {
                        List<Integer> batch = new ArrayList<>();
                        for (int key = from; key < Math.min(keys, from + BATCH); key++) {
                            batch.add(key);
                        }
                        List<Answer> answers = node.send(requests.of(batch));
                        for (int j = 0; j < batch.size(); j++) {
                            taker.take(batch.get(j), answers.get(j));
                        }
                    }
                } catch (IOException e) {
                    synchronized (failures) {
                        failures.add(new UncheckedIOException(e));
                    }
                } catch (RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        threads.forEach(Dataset::join);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("not all keys could be reached: " + failures.getFirst());
        }
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
