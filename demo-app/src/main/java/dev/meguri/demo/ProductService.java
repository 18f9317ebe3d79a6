package dev.meguri.demo;

import dev.meguri.api.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads products through the cache: a miss asks the upstream once, however many callers wait for that product here. */
@ApplicationScoped
public class ProductService {
    private final ProductCache cache;
    private final UpstreamClient upstream;
    private final Settings settings;
    private final CallStats stats;
    private final ConcurrentMap<Integer, CompletableFuture<Loaded>> loading = new ConcurrentHashMap<>();

    ProductService(ProductCache cache, UpstreamClient upstream, Settings settings, CallStats stats) {
        this.cache = cache;
        this.upstream = upstream;
        this.settings = settings;
        this.stats = stats;
    }

    /** @param receipt of the cache's read, or of the write after a miss; null: the cache took no part */
    record Served(byte[] product, CallKind kind, CacheReceipt receipt, double latencyMillis) {}

    private record Loaded(byte[] product, CacheReceipt receipt) {}

    /** Blocks. A failed upstream is a problem {@code upstream_failed}; a failed cache is none. */
    Served read(int id, boolean useCache) {
        long startNanos = System.nanoTime();
        try {
            return useCache
                    ? throughCache(id, startNanos)
                    : served(upstream.product(id), CallKind.DIRECT, null, startNanos);
        } catch (ProblemException failed) {
            stats.record(CallKind.FAILED, millisSince(startNanos));
            throw failed;
        }
    }

    private Served throughCache(int id, long startNanos) {
        ProductCache.Answer answer = cache.read(id);
        if (answer.value() != null) {
            return served(answer.value(), CallKind.HIT, answer.receipt(), startNanos);
        }
        CompletableFuture<Loaded> mine = new CompletableFuture<>();
        CompletableFuture<Loaded> first = loading.putIfAbsent(id, mine);
        Loaded loaded = first == null ? load(id, mine) : await(first);
        return served(loaded.product(), first == null ? CallKind.MISS : CallKind.SHARED, loaded.receipt(), startNanos);
    }

    private Loaded load(int id, CompletableFuture<Loaded> mine) {
        try {
            byte[] product = upstream.product(id);
            Loaded loaded = new Loaded(
                    product, cache.store(id, product, settings.current().ttlSeconds()));
            mine.complete(loaded);
            return loaded;
        } catch (RuntimeException failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            loading.remove(id, mine);
        }
    }

    private static Loaded await(CompletableFuture<Loaded> first) {
        try {
            return first.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof ProblemException problem ? problem : failed;
        }
    }

    private Served served(byte[] product, CallKind kind, CacheReceipt receipt, long startNanos) {
        double latencyMillis = millisSince(startNanos);
        stats.record(kind, latencyMillis);
        return new Served(product, kind, receipt, latencyMillis);
    }

    private static double millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000.0;
    }
}
