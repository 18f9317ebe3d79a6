package dev.meguri.client.jcache;

import dev.meguri.client.WriteOptions;
import dev.meguri.client.call.Waiting;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import javax.cache.CacheException;
import javax.cache.expiry.Duration;

/**
 * Changes of one entry, each of them atomic over all clients: it is read, a verdict is found, and carried out only where the version that
 * was read is still there; else again, up to {@link Contention#MAX_ATTEMPTS} times. The writer comes first, so that what it refuses is
 * not in the cache; where another client gets ahead, it has been called, and is called again only with another value.
 */
final class Changes<K, V> {
    private final Store<K, V> store;
    private final Expiry expiry;
    /** Null: there is no write-through. */
    private final Writer<K, V> writer;

    private final Listeners<K, V> listeners;
    private final LongSupplier nanoTime;
    private final IntConsumer pause;

    /**
     * @param nanoTime the steady clock
     * @param pause waits after so many attempts failed, from 1; or throws
     */
    Changes(
            Store<K, V> store,
            Expiry expiry,
            Writer<K, V> writer,
            Listeners<K, V> listeners,
            LongSupplier nanoTime,
            IntConsumer pause) {
        this.store = store;
        this.expiry = expiry;
        this.writer = writer;
        this.listeners = listeners;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** @param decide called at least once; may be called again, with something else */
    Change<V> make(K key, Function<Found<V>, Verdict<V>> decide) {
        try (KeyLocks.Held _ = listeners.hold(key)) {
            Attempts attempts = new Attempts(key);
            for (int failed = 1; ; failed++) {
                Found<V> found = store.read(key);
                Change<V> change = attempts.carryOut(found, decide.apply(found));
                if (change != null) {
                    return change;
                }
                if (failed >= Contention.MAX_ATTEMPTS) {
                    throw new CacheException(
                            "others changed this key first, " + failed + " times; nothing was changed at the nodes");
                }
                pause.accept(failed);
            }
        }
    }

    /** Whatever is there. @param writesThrough to the CacheWriter; @return whether it is stored: not if it is over at once */
    boolean put(K key, V value, boolean writesThrough) {
        if (!isPutBlind()) {
            return make(key, found -> new Verdict.Put<>(value, writesThrough)).isPut();
        }
        byte[] bytes = store.encode(value);
        try (KeyLocks.Held _ = listeners.hold(key)) {
            if (writesThrough && writer != null) {
                writer.write(key, value);
            }
            boolean created = Waiting.forResult(store.startPut(key, bytes, Expiry.options(expiry.creation())))
                    .created();
            toldOfPut(key, value, null, created);
            return true;
        }
    }

    /** Whether a put needs to know nothing of what is there. */
    boolean isPutBlind() {
        return expiry.isOneForWrites() && !expiry.creation().isZero() && !listeners.wantOldValues();
    }

    void toldOfPut(K key, V value, V oldValue, boolean created) {
        if (created) {
            listeners.created(key, value);
        } else {
            listeners.updated(key, value, oldValue);
        }
    }

    /** @return whether something was there */
    boolean remove(K key, boolean writesThrough) {
        if (!isRemoveBlind()) {
            return make(key, found -> new Verdict.Remove<>(writesThrough)).isRemoval();
        }
        try (KeyLocks.Held _ = listeners.hold(key)) {
            if (writesThrough && writer != null) {
                writer.delete(key);
            }
            boolean existed = Waiting.forResult(store.startRemove(key)).existed();
            if (existed) {
                listeners.removed(key, null);
            }
            return existed;
        }
    }

    /** Whether a removal needs to know nothing of what is there. */
    boolean isRemoveBlind() {
        return !listeners.wantOldValues();
    }

    /** The entry was read: its time to live may change. Somebody who changed it in the meantime has decided about that. */
    void access(K key, Found<V> found) {
        Duration duration = expiry.access();
        if (duration == null) {
            return;
        }
        if (duration.isZero()) {
            if (store.remove(key, found.version())) {
                listeners.expired(key, found.value());
            }
        } else {
            store.replace(
                    key,
                    found.version(),
                    found.bytes(),
                    Expiry.options(duration).asRepeatable());
        }
    }

    /** The attempts at one change. */
    private final class Attempts {
        private final K key;
        /** What the writer was told last; null: nothing. */
        private Object written;

        Attempts(K key) {
            this.key = key;
        }

        /** Null: another client got ahead. */
        Change<V> carryOut(Found<V> found, Verdict<V> verdict) {
            return switch (verdict) {
                case Verdict.Leave<V>(boolean accessed) -> {
                    if (accessed && found.isPresent()) {
                        access(key, found);
                    }
                    yield new Change<>(found, Change.Kind.NONE);
                }
                case Verdict.Put<V>(V value, boolean writesThrough) -> put(found, value, writesThrough);
                case Verdict.Remove<V>(boolean writesThrough) -> remove(found, writesThrough);
            };
        }

        private Change<V> put(Found<V> found, V value, boolean writesThrough) {
            byte[] bytes = store.encode(value);
            if (writesThrough && writer != null && written != value) {
                writer.write(key, value);
                written = value;
            }
            return found.isPresent() ? update(found, value, bytes) : create(found, value, bytes);
        }

        private Change<V> create(Found<V> found, V value, byte[] bytes) {
            Duration duration = expiry.creation();
            if (duration.isZero()) {
                return new Change<>(found, Change.Kind.NONE);
            }
            if (!store.create(key, bytes, Expiry.options(duration))) {
                return null;
            }
            listeners.created(key, value);
            return new Change<>(found, Change.Kind.CREATED);
        }

        private Change<V> update(Found<V> found, V value, byte[] bytes) {
            Duration duration = expiry.update();
            if (duration != null && duration.isZero()) {
                if (!store.remove(key, found.version())) {
                    return null;
                }
                listeners.updated(key, value, oldValue(found));
                listeners.expired(key, value);
                return new Change<>(found, Change.Kind.UPDATED);
            }
            WriteOptions options =
                    duration == null ? Expiry.unchanged(found, nanoTime.getAsLong()) : Expiry.options(duration);
            if (!store.replace(key, found.version(), bytes, options)) {
                return null;
            }
            listeners.updated(key, value, oldValue(found));
            return new Change<>(found, Change.Kind.UPDATED);
        }

        private Change<V> remove(Found<V> found, boolean writesThrough) {
            if (writesThrough && writer != null && written != this) {
                writer.delete(key);
                written = this;
            }
            if (!found.isPresent()) {
                return new Change<>(found, Change.Kind.NONE);
            }
            if (!store.remove(key, found.version())) {
                return null;
            }
            listeners.removed(key, oldValue(found));
            return new Change<>(found, Change.Kind.REMOVED);
        }

        /** Null: nobody asked for it. */
        private V oldValue(Found<V> found) {
            return listeners.wantOldValues() ? found.value() : null;
        }
    }
}
