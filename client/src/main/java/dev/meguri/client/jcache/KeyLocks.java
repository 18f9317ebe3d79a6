package dev.meguri.client.jcache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.cache.CacheException;

/**
 * Keeps what listeners are told of one key in the order in which this JVM's threads changed it: a change and its events happen under
 * the key's lock. Held only where there are listeners. Some keys share a lock.
 */
final class KeyLocks {
    private static final int LOCKS = 64;
    /** Longer than any request; who waits longer, waits for somebody who waits for him. */
    private static final long PATIENCE_SECONDS = 120;

    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    KeyLocks() {
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** To be closed by the same thread. */
    Held hold(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        ReentrantLock lock = locks[hash >>> Integer.SIZE - Integer.numberOfTrailingZeros(LOCKS)];
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new CacheException(
                        "a listener, loader, writer or processor of this cache changes the cache itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("interrupted while another change of this key was told to listeners", e);
        }
        return lock::unlock;
    }

    interface Held extends AutoCloseable {
        Held NOTHING = () -> {};

        @Override
        void close();
    }
}
