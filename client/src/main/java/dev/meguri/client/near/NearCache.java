package dev.meguri.client.near;

import dev.meguri.client.Read;
import dev.meguri.client.call.Call;
import dev.meguri.client.call.Caller;
import dev.meguri.client.call.Waiting;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A near cache: the reads of keys with one prefix, answered by what is kept where that may be, else by the nodes. What is read often
 * is asked for anew in the background when half of its time is over, so that it stays local. Any thread.
 */
public final class NearCache<V> {
    /** In progress at once. Few: keys that are read often are misses now and then; many: the nodes are asked for more. */
    static final int MAX_REFRESHES = 1_024;

    private final String prefix;
    private final NearSettings settings;
    private final Caller caller;
    private final Function<String, Call.Request<Read<byte[]>>> requests;
    private final BiFunction<String, byte[], V> decoder;
    private final boolean shares;
    private final LongSupplier nanoTime;
    private final NearCounters counters = new NearCounters();
    private final NearStore store;
    private final Set<String> refreshing = ConcurrentHashMap.newKeySet();

    /**
     * @param requests of reads with version and time to live, by keys without the prefix
     * @param decoder of values, by the same keys
     * @param shares whether one decoded value may be returned to many
     */
    NearCache(
            String prefix,
            NearSettings settings,
            Caller caller,
            Function<String, Call.Request<Read<byte[]>>> requests,
            BiFunction<String, byte[], V> decoder,
            boolean shares,
            SlotMarks marks,
            LongSupplier nanoTime) {
        this.prefix = prefix;
        this.settings = settings;
        this.caller = caller;
        this.requests = requests;
        this.decoder = decoder;
        this.shares = shares || settings.sharesValues();
        this.nanoTime = nanoTime;
        this.store = new NearStore(settings, marks, counters, nanoTime);
    }

    /** @return what {@link #value} takes; null: the nodes have to be asked */
    public Object find(String key) {
        long now = nanoTime.getAsLong();
        NearEntry entry = store.find(key, now);
        if (entry == null) {
            counters.misses.increment();
            return null;
        }
        counters.hits.increment();
        if (now - entry.sentNanos >= settings.maxStalenessNanos() / 2 && entry.takeRefresh()) {
            refresh(key);
        }
        return entry;
    }

    /** @param found by {@link #find}. @return null: the key is absent */
    @SuppressWarnings("unchecked") // what is kept shared was decoded here
    public V value(String key, Object found) {
        Object kept = ((NearEntry) found).value;
        return kept == null || shares ? (V) kept : decoder.apply(key, ((byte[]) kept).clone());
    }

    /** Asks the nodes, and keeps what they answer. */
    public CompletableFuture<Read<V>> ask(String key) {
        return answer(key).thenApply(answered -> taken(key, answered));
    }

    /** As {@link #ask}, for who waits: what comes is decoded by his own thread. */
    public Read<V> await(String key) {
        return taken(key, Waiting.forResult(answer(key)));
    }

    private Call<Answered> answer(String key) {
        Call.Request<Read<byte[]>> request = requests.apply(key);
        return caller.start(Answered.request(request, store.ticket(key, request.slot())));
    }

    private Read<V> taken(String key, Answered answered) {
        Read<byte[]> read = answered.read();
        byte[] bytes = read.value();
        // one for the caller, who may change it, and one to keep
        V value = bytes == null ? null : decoder.apply(key, shares ? bytes : bytes.clone());
        store.offer(key, answered, prefix, shares ? value : bytes, bytes == null ? 0 : bytes.length);
        return new Read<>(value, read.version(), read.ttl(), read.why(), read.receipt());
    }

    private void refresh(String key) {
        if (refreshing.size() >= MAX_REFRESHES || !refreshing.add(key)) {
            return;
        }
        counters.refreshes.increment();
        answer(key).whenComplete((answered, failure) -> {
            refreshing.remove(key);
            // one that failed changes nothing: what is kept ends at its bound
            if (failure == null) {
                refreshed(key, answered);
            }
        });
    }

    private void refreshed(String key, Answered answered) {
        byte[] bytes = answered.read().value();
        NearEntry kept = store.peek(key);
        boolean isSame = kept != null
                && kept.isValue()
                && kept.version.equals(answered.read().version());
        Object value = isSame ? kept.value : bytes == null || !shares ? bytes : decoder.apply(key, bytes);
        store.offer(key, answered, prefix, value, bytes == null ? 0 : bytes.length);
    }

    String prefix() {
        return prefix;
    }

    /** A node says that somebody changed the key. */
    void invalidated(String key) {
        store.drop(key);
        counters.invalidations.increment();
    }

    /** All keys may have been changed, and all slots have other marks. */
    void invalidatedAll() {
        store.clear();
        counters.invalidations.increment();
    }

    /** This client is about to change the key, or has. */
    void changed(String key) {
        store.drop(key);
    }

    public NearStatistics statistics() {
        return counters.statistics(store.count(), store.bytes());
    }
}
