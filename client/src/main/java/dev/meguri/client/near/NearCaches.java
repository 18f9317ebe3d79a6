package dev.meguri.client.near;

import dev.meguri.client.Read;
import dev.meguri.client.call.Call;
import dev.meguri.client.call.Caller;
import dev.meguri.client.observe.ClientObserver;
import dev.meguri.client.protocol.Reply;
import dev.meguri.client.ring.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The near caches of one client: whatever tells of changes is passed on to those whose keys they are. Any thread. */
public final class NearCaches {
    /** A node tells one connection of so many prefixes at most. */
    static final int MAX_CACHES = 64;

    private static final String INVALIDATE = "invalidate";

    private final LongSupplier nanoTime;
    private final Consumer<List<String>> track;
    private final ClientObserver observer;
    private final String clientName;
    private final SlotMarks marks = new SlotMarks();
    private final List<NearCache<?>> caches = new CopyOnWriteArrayList<>();

    /** @param track has nodes tell of changes of keys that begin so, instead of those before */
    public NearCaches(LongSupplier nanoTime, Consumer<List<String>> track, ClientObserver observer, String clientName) {
        this.nanoTime = nanoTime;
        this.track = track;
        this.observer = observer;
        this.clientName = clientName;
    }

    /**
     * One more; it stays until the client ends.
     *
     * @throws IllegalStateException there are too many
     */
    public synchronized <V> NearCache<V> add(
            String prefix,
            NearSettings settings,
            Caller caller,
            Function<String, Call.Request<Read<byte[]>>> requests,
            BiFunction<String, byte[], V> decoder,
            boolean shares) {
        if (caches.size() == MAX_CACHES) {
            throw new IllegalStateException(
                    "a client has at most " + MAX_CACHES + " near caches: make each once, and keep it");
        }
        NearCache<V> cache = new NearCache<>(prefix, settings, caller, requests, decoder, shares, marks, nanoTime);
        caches.add(cache);
        track.accept(prefixes());
        observer.near(new Figures(clientName, cache));
        return cache;
    }

    /** Of all caches, but those that begin with another one: a node takes none of these. */
    private List<String> prefixes() {
        List<String> apart = new ArrayList<>();
        caches.stream().map(NearCache::prefix).sorted().forEach(prefix -> {
            if (apart.isEmpty() || !prefix.startsWith(apart.getLast())) {
                apart.add(prefix);
            }
        });
        return List.copyOf(apart);
    }

    /** What a node sent without being asked. */
    public void pushed(Reply.Push push) {
        List<Reply> words = push.values();
        if (words.size() != 2
                || !(words.getFirst() instanceof Reply.Bulk name)
                || !name.text().equals(INVALIDATE)) {
            return;
        }
        switch (words.getLast()) {
            case Reply.Many keys -> keys.values().forEach(this::invalidated);
            case Reply.Nothing nothing -> {
                marks.renewAll();
                caches.forEach(NearCache::invalidatedAll);
            }
            default -> {}
        }
    }

    private void invalidated(Reply key) {
        if (key instanceof Reply.Bulk bulk) {
            String text = bulk.text();
            for (NearCache<?> cache : caches) {
                if (text.startsWith(cache.prefix())) {
                    cache.invalidated(text.substring(cache.prefix().length()));
                }
            }
        }
    }

    /** This client is about to change the key, or has, or may have. */
    public void changed(String prefix, String key) {
        if (caches.isEmpty()) {
            return;
        }
        String text = prefix + key;
        for (NearCache<?> cache : caches) {
            if (text.startsWith(cache.prefix())) {
                cache.changed(text.substring(cache.prefix().length()));
            }
        }
    }

    /** Rings come in their order. */
    public void adopted(Ring ring) {
        marks.adopted(ring);
    }

    private record Figures(String client, NearCache<?> cache) implements ClientObserver.NearFigures {
        @Override
        public String prefix() {
            return cache.prefix();
        }

        @Override
        public NearStatistics statistics() {
            return cache.statistics();
        }
    }
}
