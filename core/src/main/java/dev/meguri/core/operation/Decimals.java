package dev.meguri.core.operation;

import java.nio.charset.StandardCharsets;

/** Values as numbers: 64-bit integers in the one form that increments write. */
public final class Decimals {
    private Decimals() {}

    /**
     * As Redis reads it: no plus, no space, no leading zeros, so that a value reads the same before an increment by 0 and
     * after it.
     *
     * @throws NumberFormatException anything else
     */
    public static long parse(byte[] value) {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        long number = Long.parseLong(text);
        if (!Long.toString(number).equals(text)) {
            throw new NumberFormatException("not in its one decimal form");
        }
        return number;
    }
}
