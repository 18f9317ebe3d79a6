package dev.meguri.system;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A client library at work, until {@link #get} ends it: a few lanes, each of which writes and reads keys of its own. */
final class ClientTraffic implements Supplier<ClientReport> {
    private static final int LANES = 4;
    private static final int KEYS_PER_LANE = 100;
    private static final int KEPT = 20;

    private static final AtomicInteger STARTED = new AtomicInteger();

    private final KeyClient client;
    /** Of its keys, which nobody has written before. */
    private final String prefix;

    private final List<Thread> lanes = new ArrayList<>();
    private final Map<String, Set<String>> allowed = new ConcurrentHashMap<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private long operations;
    private long failed;
    private long longestPauseNanos;
    private long lastGoodNanos = System.nanoTime();
    private volatile boolean stopping;

    ClientTraffic(KeyClient client) {
        this.client = client;
        this.prefix = client.name() + ":" + STARTED.incrementAndGet() + ":";
        for (int i = 0; i < LANES; i++) {
            int lane = i;
            lanes.add(Thread.ofPlatform().daemon().start(() -> run(lane)));
        }
    }

    private void run(int lane) {
        for (int turn = 0; !stopping; turn++) {
            String key = prefix + lane + ":" + turn % KEYS_PER_LANE;
            String value = Integer.toString(turn);
            try {
                client.set(key, value);
                allowed.put(key, Set.of(value));
                good();
            } catch (RuntimeException e) {
                Set<String> values = new LinkedHashSet<>();
                if (allowed.containsKey(key)) {
                    values.addAll(allowed.get(key));
                } else {
                    values.add(null);
                }
                values.add(value);
                allowed.put(key, values);
                bad("SET " + key, e);
                continue;
            }
            try {
                String found = client.get(key);
                good();
                if (!value.equals(found)) {
                    wrong("GET " + key + ": " + found + ", not " + value);
                }
            } catch (RuntimeException e) {
                bad("GET " + key, e);
            }
        }
    }

    private synchronized void good() {
        long now = System.nanoTime();
        longestPauseNanos = Math.max(longestPauseNanos, now - lastGoodNanos);
        lastGoodNanos = now;
        operations++;
    }

    private synchronized void bad(String what, RuntimeException e) {
        failed++;
        if (errors.size() < KEPT) {
            errors.add(what + ": " + e + (e.getCause() == null ? "" : ", by " + e.getCause()));
        }
    }

    private synchronized void wrong(String what) {
        if (wrong.size() < KEPT) {
            wrong.add(what);
        }
    }

    /** Ends the lanes, and the client. */
    @Override
    public ClientReport get() {
        stopping = true;
        for (Thread lane : lanes) {
            try {
                lane.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        client.close();
        synchronized (this) {
            return new ClientReport(operations, failed, errors, wrong, longestPauseNanos / 1_000_000, allowed);
        }
    }
}
