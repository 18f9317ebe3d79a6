package dev.meguri.client.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is stored where a loader found nothing: other clients see these bytes; this one reads them as an absent value. */
public final class Absence {
    private static final byte[] MARK = "\0meguri:absent\0".getBytes(StandardCharsets.US_ASCII);

    private Absence() {}

    static byte[] mark() {
        return MARK.clone();
    }

    /** @param value null: absent anyway */
    public static boolean is(byte[] value) {
        return value == null || value.length == MARK.length && Arrays.equals(value, MARK);
    }
}
