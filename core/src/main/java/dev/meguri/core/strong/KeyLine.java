package dev.meguri.core.strong;

import dev.meguri.core.ring.Key;
import java.util.ArrayDeque;

/** The asks of one key: at most one ballot is in flight, the rest waits to be folded into the next change (rule 11). */
final class KeyLine {
    final Key key;
    final SlotBook book;
    final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    /** Null between rounds. */
    Round round;

    KeyLine(Key key, SlotBook book) {
        this.key = key;
        this.book = book;
    }
}
