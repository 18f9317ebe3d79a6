package dev.meguri.core.ring;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of a slot's clear version (SLOT.md, rule 24): its removal removes every eventual key of the slot whose version is not
 * newer. As a removal it goes wherever removals go: to replicas, by hints and comparisons, to new holders, into snapshots; and its
 * mark goes when theirs do.
 *
 * <p>No client may name such a key ({@link #isReserved}), and no policy of theirs governs it.
 */
public final class ClearKey {
    private static final byte[] NAME = "\0cleared{".getBytes(StandardCharsets.US_ASCII);

    private ClearKey() {}

    public static Key of(int slot) {
        byte[] end = (SlotTags.of(slot) + "}").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(NAME, NAME.length + end.length);
        System.arraycopy(end, 0, bytes, NAME.length, end.length);
        return Key.of(bytes);
    }

    public static boolean is(Key key) {
        return isReserved(key.bytes());
    }

    /** Whether a key of these bytes would be one. */
    public static boolean isReserved(byte[] key) {
        return key[0] == NAME[0]
                && key.length > NAME.length
                && key[key.length - 1] == '}'
                && Arrays.equals(key, 0, NAME.length, NAME, 0, NAME.length);
    }
}
