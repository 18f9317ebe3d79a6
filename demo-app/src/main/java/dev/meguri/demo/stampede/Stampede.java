package dev.meguri.demo.stampede;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.client.load.Loader;
import dev.meguri.demo.cluster.Cache;
import dev.meguri.demo.cluster.Caches;
import dev.meguri.demo.cluster.Keeping;
import dev.meguri.demo.loading.CallStats;
import dev.meguri.demo.loading.Latencies;
import dev.meguri.demo.loading.ReadThrough;
import dev.meguri.demo.loading.Served;
import dev.meguri.demo.loading.UseCase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Many requests at the same moment for one value that nobody has yet, spread over the clients of several applications. One at a time. */
@ApplicationScoped
public class Stampede {
    public static final int MAX_REQUESTS = 1_000;

    private static final Keeping KEEPING = new Keeping(Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);

    private final Caches caches;
    private final AtomicBoolean running = new AtomicBoolean();

    Stampede(Caches caches) {
        this.caches = caches;
    }

    /** Blocks until all are answered. @param upstream loads the value */
    StampedeReport run(UseCase useCase, int requests, Loader<byte[]> upstream) {
        if (!running.compareAndSet(false, true)) {
            throw new ProblemException(ErrorCode.OVERLOADED, null, "A stampede is running: one at a time.");
        }
        try {
            return new Run(useCase, requests, upstream).report();
        } finally {
            running.set(false);
        }
    }

    private final class Run {
        private final String key = "demo:stampede:" + UUID.randomUUID();
        private final UseCase useCase;
        private final int requests;
        private final Loader<byte[]> upstream;
        private final CallStats stats;
        private final List<ReadThrough> applications;
        private final CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger upstreamCalls = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final Latencies latencies = new Latencies();
        private int answered;

        Run(UseCase useCase, int requests, Loader<byte[]> upstream) {
            this.useCase = useCase;
            this.requests = requests;
            this.upstream = upstream;
            this.stats = new CallStats(useCase, null);
            List<Cache> all = caches.ofApplications();
            this.applications =
                    all.stream().map(cache -> new ReadThrough(cache, stats)).toList();
        }

        StampedeReport report() {
            long startNanos;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < requests; i++) {
                    ReadThrough application = applications.get(i % applications.size());
                    threads.execute(() -> request(application));
                }
                startNanos = System.nanoTime();
                gate.countDown();
            }
            double durationMillis = (System.nanoTime() - startNanos) / 1_000_000.0;
            synchronized (latencies) {
                return new StampedeReport(
                        useCase.wire(),
                        requests,
                        applications.size(),
                        answered,
                        failed.get(),
                        upstreamCalls.get(),
                        requests,
                        latencies.percentile(50),
                        latencies.percentile(95),
                        durationMillis,
                        stats.view().cacheTroubles());
            }
        }

        private void request(ReadThrough application) {
            try {
                gate.await();
                Served served = application.get(
                        key,
                        asked -> {
                            upstreamCalls.incrementAndGet();
                            return upstream.load(asked);
                        },
                        KEEPING);
                synchronized (latencies) {
                    latencies.add(served.latencyMillis());
                    answered++;
                }
            } catch (ProblemException upstreamFailed) {
                failed.incrementAndGet();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                failed.incrementAndGet();
            }
        }
    }
}
