package dev.meguri.client.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * What one near cache keeps, and the rules by which it keeps and returns it. Any thread.
 *
 * <pre>
 * ask:    ticket(key) -> the request is sent -> the answer comes -> offer(key, answer)
 *         kept, unless since the ticket the key was changed, or its slot got other nodes, or the connection ended,
 *         or a newer version is known
 * find:   returned, unless it is older than the bound by when its request was sent, or its time to live is over,
 *         or its slot got other nodes, or the connection ended
 * drop:   somebody, or this client, changed the key, or may have
 * </pre>
 *
 * The age alone makes the bound; all else makes that it is seldom reached.
 */
final class NearStore {
    /** One for some keys each, which are taken for changed together: a power of two. */
    private static final int GENERATIONS = 4_096;
    /** Of an entry beside key and value, about. */
    private static final int BYTES_PER_ENTRY = 200;

    private final NearSettings settings;
    private final SlotMarks marks;
    private final NearCounters counters;
    private final LongSupplier nanoTime;
    private final Cache<String, NearEntry> entries;
    private final ConcurrentMap<String, NearEntry> map;
    private final AtomicLongArray generations = new AtomicLongArray(GENERATIONS);

    NearStore(NearSettings settings, SlotMarks marks, NearCounters counters, LongSupplier nanoTime) {
        this.settings = settings;
        this.marks = marks;
        this.counters = counters;
        this.nanoTime = nanoTime;
        // What is over is let go of some time later: it is the entry's age by which it is not returned. Nobody's thread
        // is
        // borrowed: each does its part of the housekeeping itself.
        this.entries = Caffeine.newBuilder()
                .maximumWeight(settings.maxWeight())
                .weigher((String key, NearEntry entry) -> entry.weight)
                .expireAfterWrite(Duration.ofNanos(2 * settings.maxStalenessNanos()))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
        this.map = entries.asMap();
    }

    /** Before a read is sent. */
    Ticket ticket(String key, int slot) {
        return new Ticket(slot, marks.of(slot), generations.get(generation(key)));
    }

    /** Null: the nodes have to be asked. */
    NearEntry find(String key, long nowNanos) {
        NearEntry entry = entries.getIfPresent(key);
        if (entry == null || entry.isDropped()) {
            return null;
        }
        if (entry.isOver(nowNanos)) {
            counters.tooOld.increment();
            return null;
        }
        if (!entry.isServedAsBefore(marks)) {
            counters.droppedByRing.increment();
        } else if (entry.isUntold()) {
            counters.droppedByConnection.increment();
        } else {
            return entry;
        }
        dropped(key, entry);
        return null;
    }

    /** What is kept of the key, whether it may be returned or not; null: nothing. */
    NearEntry peek(String key) {
        return map.get(key);
    }

    /** @param value in the form in which it is kept; null: the key is absent. @param bytes that it takes */
    void offer(String key, Answered answered, String prefix, Object value, int bytes) {
        if (!answered.way().tracking().tellsOf(prefix)) {
            counters.overtaken.increment();
            return;
        }
        long life = settings.maxStalenessNanos();
        Duration ttl = answered.read().ttl();
        if (ttl != null && ttl.compareTo(Duration.ofNanos(life)) < 0) {
            life = ttl.toNanos();
        }
        NearEntry next =
                NearEntry.of(answered, value, weight(key, bytes), answered.way().sentNanos() + life);
        map.compute(key, (name, kept) -> {
            // within the map's own lock of the key: whoever drops it does so before this, and is seen, or behind it
            if (isOvertaken(key, answered)) {
                counters.overtaken.increment();
                return kept;
            }
            return newer(key, kept, next);
        });
    }

    private boolean isOvertaken(String key, Answered answered) {
        Ticket ticket = answered.ticket();
        return generations.get(generation(key)) != ticket.generation()
                || marks.of(ticket.slot()) != ticket.mark()
                || answered.way().tracking().isOver();
    }

    private NearEntry newer(String key, NearEntry kept, NearEntry next) {
        boolean isKnown = kept != null && !kept.isOver(nanoTime.getAsLong());
        if (!next.isValue()) {
            // whether it is older than a version nobody can say: then neither is kept
            boolean hasVersion = isKnown && kept.version != null;
            return hasVersion ? left(key, kept) : settings.keepsAbsent() ? next : null;
        }
        if (isKnown && kept.version != null) {
            if (Versions.isOlder(next.version, kept.version)) {
                counters.olderRefused.increment();
                return kept;
            }
            if (kept.isValue() && next.version.equals(kept.version) && kept.sentNanos - next.sentNanos > 0) {
                return kept;
            }
        }
        return next;
    }

    /** The key was changed, or may have been, or is about to be. */
    void drop(String key) {
        // first: an answer on its way is either not kept, or kept before what follows
        generations.incrementAndGet(generation(key));
        map.computeIfPresent(key, (name, kept) -> left(key, kept));
    }

    private void dropped(String key, NearEntry entry) {
        map.computeIfPresent(key, (name, kept) -> kept == entry ? left(key, kept) : kept);
    }

    private NearEntry left(String key, NearEntry kept) {
        return kept.isDropped()
                ? kept
                : kept.dropped(weight(key, 0), nanoTime.getAsLong() + settings.maxStalenessNanos());
    }

    /** All slots have other marks: nothing of it is returned any more. */
    void clear() {
        entries.invalidateAll();
    }

    long count() {
        return entries.estimatedSize();
    }

    /** What entries weigh at least counts as bytes, too. */
    long bytes() {
        OptionalLong weight = entries.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize())
                .orElse(OptionalLong.empty());
        return weight.orElse(0);
    }

    private int weight(String key, int bytes) {
        return Math.max(settings.minWeight(), BYTES_PER_ENTRY + key.length() + bytes);
    }

    private static int generation(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) * 0x9e3779b9 >>> 20;
    }
}
