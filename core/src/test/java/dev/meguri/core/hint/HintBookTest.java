package dev.meguri.core.hint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.ring.Key;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HintBookTest {
    private static final int SLOTS = 64;
    private static final int ONE = HintBook.OVERHEAD_BYTES + 2;

    private static HintBook book(long perTarget, long all) {
        return new HintBook(new HintSettings(1_000, perTarget, all), SLOTS, 1);
    }

    private static Hint hint(String key, long atMillis) {
        Key of = Key.of(key);
        return new Hint(of, of.slot(SLOTS), atMillis);
    }

    @Test
    void hints_comeInTheOrderOfTheirAge() {
        HintBook book = book(10 * ONE, 10 * ONE);
        Hint a = hint("k1", 1);
        Hint b = hint("k2", 2);
        assertTrue(book.keep("node-2", b) && book.keep("node-2", a));
        assertEquals(List.of(b, a), List.copyOf(book.of("node-2")));
    }

    @Test
    void aNewerWriteOfTheKey_replacesTheHint_andIsTheYoungest() {
        HintBook book = book(10 * ONE, 10 * ONE);
        Hint old = hint("k1", 1);
        Hint other = hint("k2", 2);
        Hint newer = hint("k1", 3);
        book.keep("node-2", old);
        book.keep("node-2", other);
        assertTrue(book.keep("node-2", newer));
        assertEquals(List.of(other, newer), List.copyOf(book.of("node-2")));
        assertEquals(2, book.size());
        assertFalse(book.remove("node-2", old), "what was delivered is not the newest any more");
        assertTrue(book.remove("node-2", newer));
    }

    @Test
    void whatDoesNotFitOneReplica_isRefused_andWhatIsThereMayBeReplaced() {
        HintBook book = book(2 * ONE, 3 * ONE);
        assertTrue(book.keep("node-2", hint("k1", 1)) && book.keep("node-2", hint("k2", 1)));
        assertFalse(book.keep("node-2", hint("k3", 1)));
        assertTrue(book.keep("node-2", hint("k1", 2)));
        assertEquals(2 * ONE, book.bytes("node-2"));
    }

    @Test
    void whatDoesNotFitAllReplicas_isRefused() {
        HintBook book = book(2 * ONE, 3 * ONE);
        book.keep("node-2", hint("k1", 1));
        book.keep("node-2", hint("k2", 1));
        assertTrue(book.keep("node-3", hint("k1", 1)));
        assertFalse(book.keep("node-3", hint("k2", 1)));
        assertEquals(3 * ONE, book.bytes());
    }

    @Test
    void nothingIsLeft_ofAReplicaWhoseHintsAreGone() {
        HintBook book = book(2 * ONE, 2 * ONE);
        Hint hint = hint("k1", 1);
        book.keep("node-2", hint);
        assertTrue(book.has("node-2", hint.slot()));
        assertFalse(book.has("node-3", hint.slot()));
        book.remove("node-2", hint);
        assertFalse(book.has("node-2"));
        assertTrue(book.isEmpty());
        assertEquals(0, book.bytes());
        assertEquals(List.of(), book.targets());
    }

    @Test
    void bytes_areWhatARecountFinds_whateverHappens() {
        HintBook book = book(50 * ONE, 120 * ONE);
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            String target = "node-" + random.nextInt(4);
            List<Hint> there = List.copyOf(book.of(target));
            if (random.nextInt(3) == 0 && !there.isEmpty()) {
                book.remove(target, there.get(random.nextInt(there.size())));
            } else {
                book.keep(target, hint("key" + random.nextInt(200), i));
            }
            assertEquals(book.recountBytes(), book.bytes());
            assertTrue(book.bytes() <= 120 * ONE && book.bytes(target) <= 50 * ONE);
        }
    }

    @Test
    void settings_thatDoNotFitTogether_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new HintSettings(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new HintSettings(1, 2, 1));
        assertEquals(500, HintSettings.DEFAULTS.within(1_000).lifetimeMillis());
    }
}
