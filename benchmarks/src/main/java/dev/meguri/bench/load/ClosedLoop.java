package dev.meguri.bench.load;

import dev.meguri.bench.duel.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.LongToIntFunction;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Load by threads that wait for each answer before they ask again: as many operations are in flight as there are threads. Not
 * thread-safe: one run at a time.
 */
public final class ClosedLoop {
    private static final int DIGITS = 3;
    private static final int END = -1;
    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Returns when it is done, and throws where it is not: a failure is never counted as done. */
    @FunctionalInterface
    public interface Operation {
        /** @param key its number, from 0 */
        void run(int key) throws Exception;
    }

    /** @param measurement operations per second, and how long they took */
    public record Load(long operations, Measurement measurement) {}

    private final int threads;
    private final int keys;
    private final LongSupplier nanoTime;
    private final SplittableRandom random;

    /** @param nanoTime as {@link System#nanoTime()}, asked by all threads */
    public ClosedLoop(int threads, int keys, long seed, LongSupplier nanoTime) {
        this.threads = threads;
        this.keys = keys;
        this.nanoTime = nanoTime;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Keys drawn by chance, for so many seconds.
     *
     * @throws IllegalStateException an operation failed: the first that did is the cause, and no more are begun
     */
    public Load run(Operation operation, double seconds) {
        long begin = nanoTime.getAsLong();
        long nanos = (long) (seconds * NANOS_PER_SECOND);
        return run(operation, begin, () -> {
            SplittableRandom own = random.split();
            return now -> now - begin < nanos ? own.nextInt(keys) : END;
        });
    }

    /** Every key once. @throws IllegalStateException as {@link #run} */
    public Load each(Operation operation) {
        AtomicInteger next = new AtomicInteger();
        return run(operation, nanoTime.getAsLong(), () -> now -> {
            int key = next.getAndIncrement();
            return key < keys ? key : END;
        });
    }

    /** @param draws one per thread: the key to go on with at a time, or {@link #END} */
    private Load run(Operation operation, long begin, Supplier<LongToIntFunction> draws) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(operation, draws.get(), failure));
        }
        workers.forEach(Thread::start);
        Histogram latencies = new Histogram(DIGITS);
        for (Worker worker : workers) {
            join(worker);
            latencies.add(worker.latencies);
        }
        double elapsed = nanoTime.getAsLong() - begin;
        if (failure.get() != null) {
            throw new IllegalStateException("an operation failed: " + failure.get(), failure.get());
        }
        long operations = latencies.getTotalCount();
        return new Load(
                operations,
                new Measurement(
                        operations / elapsed * NANOS_PER_SECOND,
                        millis(latencies, 50),
                        millis(latencies, 99),
                        millis(latencies, 99.9),
                        Double.NaN));
    }

    private static double millis(Histogram latencies, double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final class Worker extends Thread {
        private final Operation operation;
        private final LongToIntFunction draw;
        private final AtomicReference<Throwable> failure;
        /** Of this thread alone until it ended. */
        private final Histogram latencies = new Histogram(DIGITS);

        Worker(Operation operation, LongToIntFunction draw, AtomicReference<Throwable> failure) {
            this.operation = operation;
            this.draw = draw;
            this.failure = failure;
            setName("load");
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                long now = nanoTime.getAsLong();
                for (int key = draw.applyAsInt(now); key != END; key = draw.applyAsInt(now)) {
                    if (failure.get() != null) {
                        return;
                    }
                    operation.run(key);
                    long then = nanoTime.getAsLong();
                    latencies.recordValue(then - now);
                    now = then;
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        }
    }
}
