package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.fake.FakeNode;
import dev.meguri.client.fake.FakeRing;
import dev.meguri.client.fake.Resp;
import dev.meguri.client.near.NearStatistics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A million reads of a near cache while others write, invalidations are swallowed or late, answers take their time, connections end
 * and slots get other primaries: no value is returned that was replaced longer ago than the bound. In virtual time.
 *
 * <p>{@code -Dnear.seed=7 -Dnear.reads=10000000} plays others, and more.
 */
class NearStalenessTest {
    private static final int READS = Integer.getInteger("near.reads", 1_000_000);
    private static final long SEED = Long.getLong("near.seed", 1);
    private static final int KEYS = 50;
    private static final long BOUND = NearScene.BOUND.toNanos();

    /** Each once in so many reads, about. */
    private static final int PER_WRITE = 100;

    private static final int PER_STEP = 200;
    private static final int PER_HANG_UP = 20_000;
    private static final int PER_RING = 10_000;
    /** In hundredths of a second. */
    private static final int PATIENCE = 20;

    private static final int PER_OWN_WRITE = 5_000;

    private final NearScene s = new NearScene();
    private final Random random = new Random(SEED);
    private final Key[] keys = new Key[KEYS];
    /** Keys that were written, and of which nodes tell later. */
    private final Queue<Integer> unsaid = new ArrayDeque<>();

    private FakeRing ring;
    private long worst = Long.MIN_VALUE;
    private long violations;
    private int swallowed;
    private int late;
    private int rings;
    private int hangUps;

    /** What a key is, and since when each of its values is not any more. */
    private static final class Key {
        private static final long NOT_YET = Long.MAX_VALUE;
        private int current;
        private long[] replacedNanos = new long[64];

        Key() {
            replacedNanos[0] = NOT_YET;
        }

        synchronized int current() {
            return current;
        }

        /** The write is acknowledged at that moment. */
        synchronized void write(long nowNanos) {
            if (current + 1 == replacedNanos.length) {
                replacedNanos = Arrays.copyOf(replacedNanos, 2 * replacedNanos.length);
            }
            replacedNanos[current] = nowNanos;
            current++;
            replacedNanos[current] = NOT_YET;
        }

        synchronized long replacedNanos(int value) {
            return replacedNanos[value];
        }
    }

    @AfterEach
    void close() {
        s.close();
    }

    @Test
    void aMillionReads_returnNothingThatWasReplacedLongerAgoThanTheBound() throws Exception {
        for (int i = 0; i < KEYS; i++) {
            keys[i] = new Key();
        }
        s.connect();
        ring = FakeRing.of(1, s.a, s.b);
        s.a.script(words -> answer(s.a, words));
        s.b.script(words -> answer(s.b, words));
        for (int read = 0; read < READS; read++) {
            disturb();
            read(random.nextInt(KEYS) * random.nextInt(KEYS) / KEYS);
        }
        NearStatistics statistics = s.statistics();
        System.out.printf(
                "near cache, seed %d: %,d reads, %,d local, %,d asked of nodes, %,d refreshed; %,d invalidations, %,d swallowed,"
                        + " %,d late; %d connections ended, %d rings; oldest value %.1f ms of %d ms; %d too old%n",
                SEED,
                READS,
                statistics.hits(),
                statistics.misses(),
                statistics.refreshes(),
                statistics.invalidations(),
                swallowed,
                late,
                hangUps,
                rings,
                worst / 1e6,
                BOUND / 1_000_000,
                violations);
        System.out.println(statistics);
        assertEquals(0, violations);
        assertTrue(worst > BOUND / 2, "values that were replaced are returned, or nothing was shown");
        assertTrue(statistics.hits() > READS / 2, "most are local");
        assertTrue(READS < 1_000_000 || statistics.droppedByRing() > 0 && statistics.droppedByConnection() > 0);
    }

    private void disturb() throws Exception {
        if (random.nextInt(PER_STEP) == 0) {
            s.pass(Duration.ofNanos(random.nextInt(20_000_000)));
        }
        if (random.nextInt(PER_WRITE) == 0) {
            write(random.nextInt(KEYS));
        }
        if (random.nextInt(PER_WRITE) == 0 && !unsaid.isEmpty()) {
            late++;
            tell(unsaid.poll());
        }
        if (random.nextInt(PER_OWN_WRITE) == 0) {
            String key = name(random.nextInt(KEYS));
            patiently(s.near.async().set(key, ""));
        }
        if (random.nextInt(PER_HANG_UP) == 0) {
            hangUps++;
            (random.nextBoolean() ? s.a : s.b).hangUp();
        }
        if (random.nextInt(PER_RING) == 0) {
            rings++;
            ring = FakeRing.of(ring.version() + 1, ring.list().reversed().toArray(FakeNode[]::new));
            s.scene.ring(ring);
        }
    }

    /** By another client. Its invalidation comes, or late, or never. */
    private void write(int key) {
        keys[key].write(s.scene.nanos.get());
        switch (random.nextInt(4)) {
            case 0 -> swallowed++;
            case 1 -> unsaid.add(key);
            default -> tell(key);
        }
    }

    private void tell(int key) {
        (random.nextBoolean() ? s.a : s.b).push(Resp.invalidate("p:" + name(key)));
    }

    /** By a node. The request takes its time, and so does the answer: meanwhile the value may change. */
    private String answer(FakeNode node, List<String> words) {
        if (!words.get(1).startsWith("p:k")) {
            return Resp.NULL;
        }
        Key key = keys[Integer.parseInt(words.get(1).substring(3))];
        if (node != ring.list().getFirst() && Math.floorMod(words.hashCode() + ring.version(), 2) == 0) {
            return Resp.error("MOVED 7 " + ring.list().getFirst().address());
        }
        long nanos = s.scene.nanos.get();
        s.pass(Duration.ofNanos(nanos % 300_000));
        if (words.getFirst().equals("MEGURI.SET")) {
            key.write(s.scene.nanos.get());
            return Resp.set(true, NearScene.version(key.current() + 1));
        }
        int value = key.current();
        if (nanos % 5 == 0) {
            key.write(s.scene.nanos.get());
        }
        s.pass(Duration.ofNanos(nanos % 53 == 0 ? nanos % 700_000_000 : nanos % 100_000));
        return Resp.found(Integer.toString(value), NearScene.version(value + 1), nanos % 11 == 0 ? nanos % 2_000 : -1);
    }

    private void read(int number) throws Exception {
        long startNanos = s.scene.nanos.get();
        CompletableFuture<String> future = s.near.async().get(name(number));
        String found = patiently(future);
        long replaced = keys[number].replacedNanos(Integer.parseInt(found));
        if (replaced == Key.NOT_YET) {
            return;
        }
        long age = startNanos - replaced;
        worst = Math.max(worst, age);
        if (age > BOUND) {
            violations++;
        }
    }

    /** Time passes by itself only where nothing else happens: nodes answer at once, but for what the script says. */
    private <T> T patiently(CompletableFuture<T> future) throws Exception {
        for (int i = 0; i < PATIENCE && !future.isDone(); i++) {
            try {
                return future.get(10, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // not yet
            }
        }
        return s.scene.passUntilDone(future);
    }

    private static String name(int key) {
        return "k" + key;
    }
}
