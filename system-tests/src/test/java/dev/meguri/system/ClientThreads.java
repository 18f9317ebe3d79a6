package dev.meguri.system;

import dev.meguri.client.MeguriCache;
import dev.meguri.client.MeguriClient;
import dev.meguri.client.codec.Codecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that share one client. Each writes and reads keys of its own, under every policy, and counts: whatever is thrown, and
 * whatever it reads that it did not write last, is a failure (of a policy with R = 1: that it never wrote).
 */
final class ClientThreads {
    private static final int KEYS_PER_THREAD = 100;
    /** A counter keeps the tokens of 128 increments: they must outlast a retry. */
    private static final int TURNS_PER_INCREMENT = 4;

    private static final int FAILURES_KEPT = 20;
    private static final long JOIN_MILLIS = 60_000;

    private final Map<String, MeguriCache<String>> caches = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicLong> increments = new ConcurrentHashMap<>();
    private final AtomicLong operations = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private volatile boolean stopping;

    /** @param policies each is the prefix of its keys, too */
    ClientThreads(MeguriClient client, List<String> policies, int count) {
        policies.forEach(policy -> caches.put(policy, client.cache(policy + ":", Codecs.string())));
        for (int i = 0; i < count; i++) {
            int thread = i;
            policies.forEach(policy -> increments.put(policy + thread, new AtomicLong()));
            threads.add(Thread.ofPlatform().daemon().start(() -> run(thread)));
        }
    }

    static String counter(int thread) {
        return "count:" + thread;
    }

    long increments(String policy, int thread) {
        return increments.get(policy + thread).get();
    }

    /** Of all threads. */
    long increments(String policy) {
        long sum = 0;
        for (int i = 0; i < threads.size(); i++) {
            sum += increments(policy, i);
        }
        return sum;
    }

    long operations() {
        return operations.get();
    }

    long longestMillis() {
        return longestNanos.get() / 1_000_000;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** So many more, from now on. */
    void awaitOperations(long more, Duration most) {
        long before = operations.get();
        Await.until(more + " operations", most, () -> operations.get() - before >= more || !failures.isEmpty());
    }

    void stop() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private void run(int thread) {
        for (int turn = 1; !stopping && failures.size() < FAILURES_KEPT; turn++) {
            for (Map.Entry<String, MeguriCache<String>> entry : caches.entrySet()) {
                turn(entry.getKey(), entry.getValue(), thread, turn);
            }
        }
    }

    private void turn(String policy, MeguriCache<String> cache, int thread, int turn) {
        String key = thread + ":" + turn % KEYS_PER_THREAD;
        String value = Integer.toString(turn);
        timed(policy + " set " + key, () -> cache.set(key, value));
        timed(policy + " get " + key, () -> {
            String found = cache.get(key);
            boolean isRight =
                    policy.equals("safe") ? found == null || Integer.parseInt(found) <= turn : value.equals(found);
            if (!isRight) {
                failures.add(policy + " get " + key + " found " + found + ", not " + value);
            }
        });
        if (turn % TURNS_PER_INCREMENT == 0) {
            timed(policy + " increment", () -> {
                cache.increment(counter(thread), 1);
                increments.get(policy + thread).incrementAndGet();
            });
        }
    }

    private void timed(String what, Runnable call) {
        long startNanos = System.nanoTime();
        try {
            call.run();
        } catch (RuntimeException e) {
            failures.add(what + ": " + e + (e.getCause() == null ? "" : ", by " + e.getCause()));
        }
        long nanos = System.nanoTime() - startNanos;
        longestNanos.accumulateAndGet(nanos, Math::max);
        operations.incrementAndGet();
    }
}
