package dev.meguri.chaos.figures;

import dev.meguri.chaos.load.HttpConnection;
import dev.meguri.chaos.load.HttpConnection.Answer;
import dev.meguri.chaos.load.HttpConnection.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;

/** Keys by number, and what was acknowledged of each: a key is written by one client at a time. */
final class Dataset {
    private static final int BATCH = 64;
    private static final int FILLERS = 8;
    private static final int TRIES = 20;
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

    /** Writes every key once, again where a write was not confirmed. */
    void fill(List<InetSocketAddress> nodes) {
        eachBatch(nodes, this::write, (key, answer) -> {
            if (answer.status() < 300) {
                confirmed(key);
            }
            return answer.status() < 300;
        });
    }

    /** Keys that hold something older than what was acknowledged, or nothing. */
    long lost(List<InetSocketAddress> nodes) {
        AtomicLong lost = new AtomicLong();
        eachBatch(nodes, this::read, (key, answer) -> {
            boolean found = answer.status() == 200;
            boolean told = found || answer.status() == 404;
            long number = found
                    ? Long.parseLong(answer.body().substring(0, answer.body().indexOf('-')))
                    : 0;
            if (told && number < acknowledged.get(key)) {
                lost.incrementAndGet();
            }
            return told;
        });
        return lost.get();
    }

    /** False: to be asked again. */
    private interface Taker {
        boolean take(int key, Answer answer);
    }

    /** All keys through all nodes, many at a time, until each was taken. */
    private void eachBatch(List<InetSocketAddress> nodes, IntFunction<Request> request, Taker taker) {
        BitSet open = new BitSet(keys);
        open.set(0, keys);
        for (int tries = 0; tries < TRIES && !open.isEmpty(); tries++) {
            BitSet now = (BitSet) open.clone();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < FILLERS; i++) {
                int first = i;
                threads.add(Thread.ofPlatform().start(() -> some(nodes, now, open, first, request, taker)));
            }
            threads.forEach(Dataset::join);
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.cardinality() + " keys could not be written or read");
        }
    }

    private void some(
            List<InetSocketAddress> nodes,
            BitSet now,
            BitSet open,
            int first,
            IntFunction<Request> request,
            Taker taker) {
        try (HttpConnection node =
                new HttpConnection(nodes.get(first % nodes.size()), PATIENCE_MILLIS, PATIENCE_MILLIS)) {
            for (int from = first * BATCH; from < keys; from += FILLERS * BATCH) {
                List<Integer> batch =
                        now.get(from, from + BATCH).stream().boxed().toList();
                int base = from;
                if (batch.isEmpty()) {
                    continue;
                }
                List<Answer> answers = node.send(
                        batch.stream().map(k -> request.apply(base + k)).toList());
                for (int j = 0; j < batch.size(); j++) {
                    if (taker.take(base + batch.get(j), answers.get(j))) {
                        synchronized (open) {
                            open.clear(base + batch.get(j));
                        }
                    }
                }
            }
        } catch (IOException e) {
            // What is open is asked for again.
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
