package dev.meguri.core.strong;

import dev.meguri.core.ring.Key;
import java.util.List;

/**
 * All that a voter knows of one slot: what a clean stop stores (STRONG.md, rule 22).
 *
 * @param epoch E
 * @param floor F
 * @param slotPromise S
 * @param counter the ballot counter of the node's proposer for this slot
 * @param registers in key order, bare promises included
 */
public record AcceptorImage(
        int slot, long epoch, Ballot floor, Ballot slotPromise, long counter, List<RegisterImage> registers) {
    /** @param value null where {@code accepted} is {@link Ballot#ZERO} */
    public record RegisterImage(Key key, Ballot promise, Ballot accepted, StrongValue value) {}
}
