package dev.meguri.client.jcache;

import java.util.Objects;
import javax.cache.processor.MutableEntry;

/** An entry in the hands of an EntryProcessor. What it does to it is made in one, when it is done. */
final class ProcessedEntry<K, V> implements MutableEntry<K, V> {
    private enum State {
        UNTOUCHED,
        ACCESSED,
        LOADED,
        PUT,
        REMOVED
    }

    private final K key;
    private final Found<V> found;
    /** Null: there is no read-through. */
    private final Loader<K, V> loader;

    private State state = State.UNTOUCHED;
    /** Of LOADED and PUT. */
    private V value;

    private boolean wasLoadTried;

    ProcessedEntry(K key, Found<V> found, Loader<K, V> loader) {
        this.key = key;
        this.found = found;
        this.loader = loader;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public boolean exists() {
        return switch (state) {
            case UNTOUCHED, ACCESSED -> found.isPresent();
            case LOADED, PUT -> true;
            case REMOVED -> false;
        };
    }

    @Override
    public V getValue() {
        return switch (state) {
            case LOADED, PUT -> value;
            case REMOVED -> null;
            case ACCESSED -> found.value();
            case UNTOUCHED -> found.isPresent() ? accessed() : loaded();
        };
    }

    private V accessed() {
        state = State.ACCESSED;
        return found.value();
    }

    private V loaded() {
        if (loader != null && !wasLoadTried) {
            wasLoadTried = true;
            value = loader.load(key);
            state = value == null ? State.UNTOUCHED : State.LOADED;
        }
        return value;
    }

    @Override
    public void setValue(V next) {
        value = Objects.requireNonNull(next, "a value is not null");
        state = State.PUT;
    }

    /** What was put or loaded in here, and is not at the nodes, is gone without a trace. */
    @Override
    public void remove() {
        boolean wasOnlyHere = !found.isPresent() && (state == State.PUT || state == State.LOADED);
        value = null;
        state = wasOnlyHere ? State.UNTOUCHED : State.REMOVED;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new IllegalArgumentException("an entry of Meguri is no " + type.getName());
    }

    Verdict<V> verdict() {
        return switch (state) {
            case UNTOUCHED -> new Verdict.Leave<>(false);
            case ACCESSED -> new Verdict.Leave<>(true);
            case LOADED -> new Verdict.Put<>(value, false);
            case PUT -> new Verdict.Put<>(value, true);
            case REMOVED -> new Verdict.Remove<>(true);
        };
    }
}
