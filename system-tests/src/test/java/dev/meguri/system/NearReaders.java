package dev.meguri.system;

import dev.meguri.client.MeguriCache;
import dev.meguri.client.error.MeguriException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Threads that write counted values, each its own keys, and threads that read them near. A value is too old where the one that
 * followed it had been acknowledged for longer than the bound when the read began, by this machine's one clock.
 */
final class NearReaders {
    private static final int KEYS = 60;
    private static final int WRITERS = 3;
    private static final int READERS = 2;
    /** Of one key, at most: a value is a number below it. */
    private static final int VALUES = 20_000;

    private static final int FAILURES_KEPT = 20;
    /** The nodes have to get the machine, too. */
    private static final int READS_PER_PAUSE = 500;

    private static final long READ_PAUSE_MILLIS = 2;
    /** Each write lets go of a key, and the next read of it asks a node: there have to be reads that do not. */
    private static final long WRITE_PAUSE_MILLIS = 20;

    private static final long JOIN_MILLIS = 60_000;
    private static final long NOT_YET = Long.MAX_VALUE;

    /** Where keys are written to over HTTP, which nothing holds up: in front of each key's name. */
    private final List<String> nodes;

    private final MeguriCache<String> near;
    private final long boundNanos;
    /** When it was acknowledged that a value of the key is replaced. Of one in doubt, nobody knows. */
    private final AtomicLongArray[] replacedNanos = new AtomicLongArray[KEYS];

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong failedReads = new AtomicLong();
    private final AtomicLong failedWrites = new AtomicLong();
    private final AtomicLong tooOld = new AtomicLong();
    private final AtomicLong replaced = new AtomicLong();
    private final AtomicLong oldestNanos = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    NearReaders(List<String> nodes, MeguriCache<String> near, Duration bound) {
        this.nodes = nodes;
        this.near = near;
        this.boundNanos = bound.toNanos();
        for (int key = 0; key < KEYS; key++) {
            replacedNanos[key] = new AtomicLongArray(VALUES);
            for (int value = 0; value < VALUES; value++) {
                replacedNanos[key].setPlain(value, NOT_YET);
            }
            Http.put(nodes.getFirst() + name(key), "0").require(200, 201);
        }
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            threads.add(Thread.ofPlatform().daemon().start(() -> write(writer)));
        }
        for (int i = 0; i < READERS; i++) {
            int reader = i;
            threads.add(Thread.ofPlatform().daemon().start(() -> read(reader)));
        }
    }

    long reads() {
        return reads.get();
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

    long tooOld() {
        return tooOld.get();
    }

    /** Reads of a value that was replaced when they began: what the bound is about. */
    long replaced() {
        return replaced.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    String figures() {
        return String.format(
                "%,d reads (%,d failed), %,d writes (%,d failed), %,d values had been replaced, the oldest %,d ms before, %,d longer"
                        + " ago than %,d ms",
                reads.get(),
                failedReads.get(),
                writes.get(),
                failedWrites.get(),
                replaced.get(),
                oldestNanos.get() / 1_000_000,
                tooOld.get(),
                boundNanos / 1_000_000);
    }

    private void write(int writer) {
        int[] acknowledged = new int[KEYS];
        SplittableRandom random = new SplittableRandom(writer);
        for (int value = 1; !stopping && value < VALUES; value++) {
            int key = random.nextInt(KEYS / WRITERS) * WRITERS + writer;
            if (put(nodes.get(random.nextInt(nodes.size())) + name(key), Integer.toString(value))) {
                replacedNanos[key].set(acknowledged[key], System.nanoTime());
                acknowledged[key] = value;
                writes.incrementAndGet();
            } else {
                failedWrites.incrementAndGet();
            }
            pause(WRITE_PAUSE_MILLIS);
        }
    }

    private static boolean put(String url, String value) {
        try {
            int status = Http.put(url, value).status();
            return status == 200 || status == 201 || status == 204;
        } catch (Http.Unreachable e) {
            return false;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void read(int reader) {
        SplittableRandom random = new SplittableRandom(1_000 + reader);
        for (int turn = 1; !stopping; turn++) {
            int key = random.nextInt(KEYS);
            long startNanos = System.nanoTime();
            try {
                judge(key, near.get(name(key)), startNanos);
            } catch (MeguriException e) {
                failedReads.incrementAndGet();
            } catch (RuntimeException e) {
                fail("read of key " + key + ": " + e);
            }
            reads.incrementAndGet();
            if (turn % READS_PER_PAUSE == 0) {
                pause(READ_PAUSE_MILLIS);
            }
        }
    }

    private void judge(int key, String found, long startNanos) {
        if (found == null) {
            fail("key " + key + " is absent");
            return;
        }
        long since = replacedNanos[key].get(Integer.parseInt(found));
        if (since == NOT_YET || since - startNanos >= 0) {
            return;
        }
        long age = startNanos - since;
        replaced.incrementAndGet();
        oldestNanos.accumulateAndGet(age, Math::max);
        if (age > boundNanos) {
            tooOld.incrementAndGet();
            fail("key " + key + " was " + found + ", which was replaced " + age / 1_000_000 + " ms before");
        }
    }

    private void fail(String what) {
        if (failures.size() < FAILURES_KEPT) {
            failures.add(what);
        }
    }

    private static String name(int key) {
        return "k" + key;
    }
}
