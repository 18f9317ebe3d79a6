package dev.meguri.chaos.load;

import dev.meguri.chaos.history.History;
import dev.meguri.simulator.time.SplitMix64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Clients at a steady pace, until they are stopped: each works on the keys of one policy. */
public final class Load implements AutoCloseable {
    private static final int CLIENTS_OF_ONE_POLICY = 12;
    private static final int CLIENTS_OF_EACH_OF_SEVERAL = 6;
    /** Of one client: 400 operations a second with one policy, 600 with three, little enough for a machine of two cores. */
    private static final long PACE_NANOS = 30_000_000;

    /** Pause of a client that reached nobody. */
    private static final long UNREACHABLE_MILLIS = 200;

    private static final long JOIN_MILLIS = 15_000;

    private final Thread[] threads;
    private volatile boolean stopping;

    /** How many clients there are, of all policies together. */
    public static int clients(int policies) {
        return policies == 1 ? CLIENTS_OF_ONE_POLICY : policies * CLIENTS_OF_EACH_OF_SEVERAL;
    }

    /** @param policies the keys of each, one at least */
    public Load(List<Keys> policies, Targets targets, History history, long seed) {
        threads = new Thread[clients(policies.size())];
        AtomicLong nextId = new AtomicLong(1);
        for (int i = 0; i < threads.length; i++) {
            Keys keys = policies.get(i % policies.size());
            Client client = new Client(i, keys, targets, history, nextId, SplitMix64.of(seed, "client-" + i));
            threads[i] = Thread.ofPlatform().daemon().name("client-" + i).start(() -> run(client));
        }
    }

    private void run(Client client) {
        long nextNanos = System.nanoTime();
        try {
            while (!stopping) {
                boolean reached = client.operate();
                // What an unanswered request took is not made up for.
                nextNanos = Math.max(nextNanos + PACE_NANOS, System.nanoTime());
                Thread.sleep(reached ? Math.max(0, (nextNanos - System.nanoTime()) / 1_000_000) : UNREACHABLE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }

    /** Returns when every operation has its outcome in the history. */
    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
