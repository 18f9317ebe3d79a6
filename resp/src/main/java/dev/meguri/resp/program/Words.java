package dev.meguri.resp.program;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Options of commands: words in whatever letters. */
public final class Words {
    private static final int MAX_OPTION_BYTES = 64;

    private Words() {}

    /** In capital letters; of what is far too long to be an option: empty. */
    public static String option(byte[] word) {
        return word.length > MAX_OPTION_BYTES
                ? ""
                : new String(word, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
