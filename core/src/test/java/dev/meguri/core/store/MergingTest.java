package dev.meguri.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.conflict.Resolvers;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Lineage;
import dev.meguri.core.version.Version;
import dev.meguri.core.version.VersionVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergingTest {
    private static final Key KEY = Key.of("k");
    private static final Resolver UNION = Resolvers.BUILT_IN.named("union");

    private long time = 1_000_000;

    @Test
    void concurrentWrites_areMergedUnderTheNewerVersion() {
        Entry one = value(null, "a", "x", 0);
        Entry other = value(null, "b", "y", 0);
        Entry merged = merge(one, other);
        assertEquals("[\"x\",\"y\"]", text(merged));
        assertEquals(other.version(), merged.version());
        assertEquals(
                VersionVector.of(List.of(one.version(), other.version())),
                merged.lineage().vector());
        assertTrue(merged.isSameAs(merge(other, one)));
        assertTrue(merged.isSameAs(merge(merged, one)));
        assertEquals(merged.digest(), merge(other, one).digest());
    }

    @Test
    void aWriteThatSawAnother_takesItsPlace() {
        Entry first = value(null, "a", "x", 0);
        Entry second = value(first, "b", "y", 0);
        assertEquals(second, merge(first, second));
        assertEquals(second, merge(second, first));
    }

    @Test
    void aRemoval_takesWhatItSaw_andLosesToWhatItDidNot() {
        Entry seen = value(null, "a", "x", 0);
        Entry removal = tombstone(seen, "a");
        assertEquals(Removal.DELETED, merge(seen, removal).gone());
        Entry unseen = value(seen, "b", "y", 0);
        Entry merged = merge(unseen, removal);
        assertEquals("[\"x\",\"y\"]", text(merged));
        assertEquals(merged.lineage().vector(), merge(removal, unseen).lineage().vector());
        assertTrue(merged.lineage().vector().components().contains(removal.version()));
    }

    @Test
    void ofTwoExpiries_theLaterCounts() {
        Entry soon = value(null, "a", "x", 10);
        Entry late = value(null, "b", "y", 20);
        Entry never = value(null, "c", "z", 0);
        assertEquals(20, merge(soon, late).expireAtMillis());
        assertEquals(0, merge(never, late).expireAtMillis());
        assertEquals("[\"y\"]", text(merge(soon.goneBy(Removal.EXPIRED), late)));
        Entry mark = merge(soon, late).goneBy(Removal.EXPIRED);
        assertEquals(merge(soon, late).digest(), mark.digest());
        assertEquals(Removal.EXPIRED, merge(merge(soon, late), mark).gone());
    }

    @Test
    void anEviction_takesExactlyWhatWasEvicted() {
        Entry value = value(null, "a", "x", 0);
        Entry evicted = value.goneBy(Removal.EVICTED);
        assertEquals(Removal.EVICTED, merge(value, evicted).gone());
        assertEquals("[\"y\"]", text(merge(evicted, value(null, "b", "y", 0))));
    }

    @Test
    void anEntryWithoutVector_isOneWrite() {
        Entry plain = Entry.value(KEY, new Version(++time, "a", 1), bytes("[\"p\"]"), "", 0);
        assertEquals("[\"p\",\"x\"]", text(merge(plain, value(null, "b", "x", 0))));
        assertEquals("[\"p\",\"x\"]", text(merge(plain, value(plain, "b", "x", 0))));
    }

    @Test
    void withoutItsResolver_concurrentValuesCannotBeMerged() {
        assertNull(Merging.of(value(null, "a", "x", 0), value(null, "b", "y", 0), null));
    }

    /** Whatever happens in whatever order: once all have heard of all, they hold the same. */
    @Test
    void replicasThatTellEachOtherLongEnough_holdTheSame() {
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            Entry[] held = new Entry[3];
            for (int i = 0; i < 25; i++) {
                int at = random.nextInt(held.length);
                int from = random.nextInt(held.length);
                String node = "node-" + at;
                Entry own = held[at];
                held[at] = switch (random.nextInt(9)) {
                    case 0 -> own == null ? null : tombstone(own, node);
                    case 1 -> own == null || own.isGone() ? own : own.goneBy(Removal.EVICTED);
                    case 2 ->
                        own == null || own.isGone() || own.expireAtMillis() == 0 || own.expireAtMillis() > i
                                ? own
                                : own.goneBy(Removal.EXPIRED);
                    case 3, 4, 5 -> value(own, node, "e" + i, random.nextInt(3) * 5);
                    default -> held[from] == null ? own : own == null ? held[from] : merge(own, held[from]);
                };
            }
            for (int round = 0; round < 4; round++) {
                tellAll(held, random);
            }
            for (Entry entry : held) {
                assertTrue(entry == held[0] || entry.isSameAs(held[0]), "seed " + seed + ": " + List.of(held));
            }
        }
    }

    private static void tellAll(Entry[] held, Random random) {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            for (int j = 0; j < held.length; j++) {
                pairs.add(new int[] {i, j});
            }
        }
        java.util.Collections.shuffle(pairs, random);
        for (int[] pair : pairs) {
            Entry told = held[pair[0]];
            Entry own = held[pair[1]];
            held[pair[1]] = own == null ? told : told == null ? own : merge(own, told);
        }
    }

    private static Entry merge(Entry one, Entry other) {
        Entry merged = Merging.of(one, other, UNION);
        Entry reverse = Merging.of(other, one, UNION);
        assertTrue(merged.isSameAs(reverse), merged + " or " + reverse);
        return merged;
    }

    private Entry value(Entry seen, String node, String element, long expireAtMillis) {
        Version version = new Version(++time, node, 1);
        var written = dev.meguri.core.conflict.Sibling.written(bytes("[\"" + element + "\"]"), "");
        var made = UNION.put(seen == null || seen.isGone() ? null : Merging.siblingOf(seen), written, version);
        return Entry.value(KEY, version, made.value(), "", expireAtMillis)
                .withLineage(Lineage.ofValue(vector(seen, version), made.value(), "", expireAtMillis, made.state()));
    }

    private Entry tombstone(Entry seen, String node) {
        Version version = new Version(++time, node, 1);
        return Entry.tombstone(KEY, version).withLineage(Lineage.ofTombstone(vector(seen, version)));
    }

    private static VersionVector vector(Entry seen, Version version) {
        return seen == null ? VersionVector.of(version) : Merging.vectorOf(seen).with(version);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Entry entry) {
        return new String(entry.value(), StandardCharsets.UTF_8);
    }
}
