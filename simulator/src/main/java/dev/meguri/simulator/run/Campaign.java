package dev.meguri.simulator.run;

import static dev.meguri.core.limits.Requirements.require;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Many seeds on several threads: the only class of the simulator that knows threads and the wall clock. A run is owned by
 * one thread from its first event to its last; threads share nothing but the next seed and the figures, and those under a
 * lock.
 */
public final class Campaign {
    private final long firstSeed;
    private final long seeds;
    private final SimulationOptions options;
    private final int threads;
    private final int maxProblems;
    private final Consumer<Outcome> whenRun;

    /**
     * @param maxProblems after so many runs with a violation no more are begun
     * @param whenRun told of every run, one at a time
     */
    public Campaign(
            long firstSeed,
            long seeds,
            SimulationOptions options,
            int threads,
            int maxProblems,
            Consumer<Outcome> whenRun) {
        require(seeds >= 1, "seeds must be at least 1");
        require(threads >= 1, "threads must be at least 1");
        this.firstSeed = firstSeed;
        this.seeds = seeds;
        this.options = options;
        this.threads = threads;
        this.maxProblems = maxProblems;
        this.whenRun = whenRun;
    }

    /**
     * The figures and the time that they took.
     *
     * @param cpuSeconds of all threads together, the compiler's and the collector's apart: what tells how fast runs are
     *     where something else keeps the machine busy
     */
    public record Result(Figures figures, double wallSeconds, int threads, double cpuSeconds) {
        @Override
        public String toString() {
            return figures.describe(wallSeconds, threads, cpuSeconds);
        }
    }

    public Result run() {
        long began = System.nanoTime();
        AtomicLong next = new AtomicLong(firstSeed);
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong cpuNanos = new AtomicLong();
        Figures figures = new Figures();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(Thread.ofPlatform().name("simulation-" + i).start(() -> {
                for (long seed = next.getAndIncrement();
                        seed < firstSeed + seeds && !enough.get();
                        seed = next.getAndIncrement()) {
                    Outcome outcome = new Simulation(seed, options).run();
                    synchronized (figures) {
                        figures.add(outcome);
                        enough.set(figures.problems().size() >= maxProblems);
                        whenRun.accept(outcome);
                    }
                }
                cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
            }));
        }
        for (Thread thread : running) {
            join(thread);
        }
        return new Result(figures, (System.nanoTime() - began) / 1e9, threads, cpuNanos.get() / 1e9);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulations ran", e);
        }
    }
}
