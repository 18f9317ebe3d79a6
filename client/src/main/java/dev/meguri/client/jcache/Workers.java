package dev.meguri.client.jcache;

import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;

/** The threads of a cache manager: one tells asynchronous listeners, in order; some load. They end when there is nothing to do. */
final class Workers {
    private static final System.Logger LOG = System.getLogger(Workers.class.getName());
    /** Calls of loadAll at once. */
    private static final int LOADERS = 4;
    /** Calls of loadAll that wait; more are refused. */
    private static final int MOST_LOADS_WAITING = 1_000;
    /** Events that wait for their listeners; then whoever changes something waits. */
    private static final int MOST_EVENTS_WAITING = 10_000;

    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor loaders = pool("meguri-jcache-load-", LOADERS, MOST_LOADS_WAITING);
    private final ThreadPoolExecutor events = pool("meguri-jcache-events-", 1, MOST_EVENTS_WAITING);
    private volatile Thread eventThread;

    private ThreadPoolExecutor pool(String name, int threads, int mostWaiting) {
        BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(mostWaiting);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, queue, task -> Thread.ofPlatform()
                        .daemon()
                        .name(name + count.incrementAndGet())
                        .unstarted(task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** @throws CacheException too many are loading already */
    void load(Runnable task) {
        try {
            loaders.execute(task);
        } catch (RejectedExecutionException e) {
            throw new CacheException(MOST_LOADS_WAITING + " calls of loadAll are waiting already", e);
        }
    }

    /** In the order of the calls. */
    void tellLater(Runnable event) {
        Runnable logged = () -> {
            eventThread = Thread.currentThread();
            try {
                event.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "an asynchronous listener failed", e);
            }
        };
        while (!events.isShutdown()) {
            try {
                events.execute(logged);
                return;
            } catch (RejectedExecutionException e) {
                if (Thread.currentThread() == eventThread) {
                    // a listener that changes the cache cannot wait for itself
                    logged.run();
                    return;
                }
                awaitRoom();
            }
        }
    }

    private static void awaitRoom() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("interrupted while asynchronous listeners had too much to do", e);
        }
    }

    void close() {
        loaders.shutdownNow();
        events.shutdownNow();
    }
}
