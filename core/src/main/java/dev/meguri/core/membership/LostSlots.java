package dev.meguri.core.membership;

import java.util.BitSet;

/**
 * Slots whose keys are refused until their loss is accepted. Both sets are copies.
 *
 * @param strong most voters lost their memory: strong keys are refused, eventual ones are served
 * @param withoutHolder every holder has been DOWN for longer than a replacement waits: all keys are refused
 */
public record LostSlots(BitSet strong, BitSet withoutHolder) {
    public static final LostSlots NONE = new LostSlots(new BitSet(), new BitSet());

    public int count() {
        BitSet all = (BitSet) strong.clone();
        all.or(withoutHolder);
        return all.cardinality();
    }
}
