package dev.meguri.resp.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.resp.command.Command;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyEventsTest {
    @ParameterizedTest
    @CsvSource({
        "KEA, AKE",
        "EA, AE",
        "Kg$xe, g$xeK",
        "Kg$lshzxetd, AK",
        "nmKx, xnKm",
        "'', ''",
        "Elsh, lshE",
        "AmnKE, AnKEm"
    })
    void flags_areToldAsRedisTellsThem(String letters, String told) {
        assertEquals(told, KeyspaceFlags.text(KeyspaceFlags.parse(letters).orElseThrow()));
    }

    @Test
    void flags_haveToBeKnown_andTellNothingByHalves() {
        assertEquals(Optional.empty(), KeyspaceFlags.parse("KEq"));
        assertFalse(KeyspaceFlags.tellsAnything(KeyspaceFlags.parse("KE").orElseThrow()));
        assertFalse(KeyspaceFlags.tellsAnything(KeyspaceFlags.parse("A").orElseThrow()));
        assertTrue(KeyspaceFlags.tellsAnything(KeyspaceFlags.parse("Ex").orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        // before, its expiry, after, its expiry, command, events
        "-, 0, a, 0, SET, new set",
        "a, 0, a, 0, SET, set",
        "a, 0, b, 5, SET, set expire",
        "a, 5, b, 5, SET, set",
        "a, 5, b, 0, SET, set",
        "1, 0, 2, 0, DECR, incrby",
        "a, 5, ab, 5, APPEND, append",
        "a, 0, a, 5, EXPIRE, expire",
        "a, 5, a, 9, GETEX, expire",
        "a, 5, a, 0, PERSIST, persist",
        "-, 0, a, 5, COPY, new copy_to",
        // of a change that came over HTTP, or from another node
        "-, 0, a, 9, -, new set expire",
        "a, 0, b, 0, -, set",
        "a, 0, a, 0, -, set",
    })
    void change_isToldByItsNames(String before, long was, String after, long is, String command, String events) {
        String cause = command.equals("-") ? null : KeyEvents.of(Command.valueOf(command), true);
        StringBuilder told = new StringBuilder();
        KeyEvents.changed(
                before.equals("-") ? null : before.getBytes(),
                was,
                after.getBytes(),
                is,
                cause,
                (flag, event) -> told.append(told.isEmpty() ? "" : " ").append(event));
        assertEquals(events, told.toString());
    }

    @Test
    void rename_isToldOfBothKeys_andNotAsARemoval() {
        StringBuilder told = new StringBuilder();
        KeyEvents.gone(KeyEvents.Gone.DELETED, KeyEvents.of(Command.RENAME, true), (f, e) -> told.append(e));
        KeyEvents.changed(
                new byte[1], 0, new byte[1], 5, KeyEvents.of(Command.RENAME, false), (f, e) -> told.append(" " + e));
        assertEquals("rename_from rename_to", told.toString());
    }

    @Test
    void removal_isToldByItsReason() {
        StringBuilder told = new StringBuilder();
        for (KeyEvents.Gone gone : KeyEvents.Gone.values()) {
            KeyEvents.gone(gone, null, (flag, event) -> told.append(event).append(' '));
        }
        assertEquals("del expired evicted ", told.toString());
    }
}
