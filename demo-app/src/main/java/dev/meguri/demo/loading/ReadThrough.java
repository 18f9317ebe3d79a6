package dev.meguri.demo.loading;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.client.Read;
import dev.meguri.client.Receipt;
import dev.meguri.client.error.LoaderException;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.load.Loader;
import dev.meguri.demo.cluster.Cache;
import dev.meguri.demo.cluster.Keeping;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Reads through the cache: what is not there is loaded by one of all who ask for it, in the whole cluster. Trouble with the cache is
 * never the caller's: then the upstream is asked, by one of this application's callers at a time. Any thread.
 */
public final class ReadThrough {
    private static final Logger LOG = Logger.getLogger(ReadThrough.class);

    private final Cache cache;
    private final CallStats stats;
    private final ConcurrentMap<String, CompletableFuture<byte[]>> loadingAlone = new ConcurrentHashMap<>();

    public ReadThrough(Cache cache, CallStats stats) {
        this.cache = cache;
        this.stats = stats;
    }

    /** Blocks. A failed upstream is its problem; a failed cache is none. */
    public Served get(String key, Loader<byte[]> upstream, Keeping keeping) {
        Watch watch = new Watch();
        Read<byte[]> found;
        try {
            found = cache.read(key);
            if (found.isPresent() && !isStale(found.ttl(), keeping)) {
                return watch.served(found.value(), CallKind.HIT, found.receipt());
            }
        } catch (MeguriException trouble) {
            return withoutCache(key, upstream, watch, trouble);
        }
        AtomicBoolean loadedHere = new AtomicBoolean();
        try {
            byte[] value = cache.getOrLoad(
                    key,
                    asked -> {
                        loadedHere.set(true);
                        return upstream.load(asked);
                    },
                    keeping);
            return found.isPresent()
                    ? watch.served(value, CallKind.STALE, found.receipt())
                    : watch.served(value, loadedHere.get() ? CallKind.MISS : CallKind.SHARED, found.receipt());
        } catch (LoaderException failed) {
            if (found.isPresent()) {
                // old, and better than nothing
                return watch.served(found.value(), CallKind.STALE, found.receipt());
            }
            throw watch.failed(problemOf(failed.getCause()));
        } catch (MeguriException trouble) {
            if (found.isPresent()) {
                stats.troubled();
                return watch.served(found.value(), CallKind.STALE, found.receipt());
            }
            return withoutCache(key, upstream, watch, trouble);
        }
    }

    /** Blocks; the cache is not asked. */
    public Served direct(String key, Loader<byte[]> upstream) {
        Watch watch = new Watch();
        try {
            return watch.served(upstream.load(key), CallKind.DIRECT, null);
        } catch (Exception failed) {
            throw watch.failed(problemOf(failed));
        }
    }

    /** With no more left than it is kept stale. */
    private static boolean isStale(Duration left, Keeping keeping) {
        return left != null && left.compareTo(keeping.staleFor()) <= 0;
    }

    private Served withoutCache(String key, Loader<byte[]> upstream, Watch watch, MeguriException trouble) {
        stats.troubled();
        LOG.debugf("Without the cache: %s", trouble.getMessage());
        CompletableFuture<byte[]> mine = new CompletableFuture<>();
        CompletableFuture<byte[]> first = loadingAlone.putIfAbsent(key, mine);
        if (first != null) {
            try {
                return watch.served(first.join(), CallKind.SHARED, null);
            } catch (CompletionException failed) {
                throw watch.failed(problemOf(failed.getCause()));
            }
        }
        try {
            byte[] value = upstream.load(key);
            mine.complete(value);
            return watch.served(value, CallKind.MISS, null);
        } catch (Exception failed) {
            mine.completeExceptionally(failed);
            throw watch.failed(problemOf(failed));
        } finally {
            loadingAlone.remove(key, mine);
        }
    }

    private static ProblemException problemOf(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        LOG.error("A loader failed unexpectedly", failure);
        return new ProblemException(ErrorCode.INTERNAL, null, "The demo's log says more");
    }

    /** Of one call. */
    private final class Watch {
        private final long startNanos = System.nanoTime();

        Served served(byte[] value, CallKind kind, Receipt receipt) {
            double millis = millis();
            stats.record(kind, millis);
            return new Served(value, kind, receipt, millis);
        }

        ProblemException failed(ProblemException problem) {
            stats.record(CallKind.FAILED, millis());
            return problem;
        }

        private double millis() {
            return (System.nanoTime() - startNanos) / 1_000_000.0;
        }
    }
}
