package dev.meguri.chaos.load;

import dev.meguri.chaos.history.History;
import dev.meguri.simulator.time.SplitMix64;
import java.util.concurrent.atomic.AtomicLong;

/** Clients at a steady pace, until they are stopped. */
public final class Load implements AutoCloseable {
    static final int CLIENTS = 12;
    /** Of one client: 400 operations a second in all, little enough for a machine of two cores. */
    private static final long PACE_NANOS = 30_000_000;

    /** Pause of a client that reached nobody. */
    private static final long UNREACHABLE_MILLIS = 200;

    private static final long JOIN_MILLIS = 15_000;

    private final Thread[] threads = new Thread[CLIENTS];
    private volatile boolean stopping;

    public Load(Targets targets, History history, long seed) {
        AtomicLong nextId = new AtomicLong(1);
        for (int i = 0; i < CLIENTS; i++) {
            Client client = new Client(i, targets, history, nextId, SplitMix64.of(seed, "client-" + i));
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
