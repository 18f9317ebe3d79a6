package dev.meguri.client.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One command as bytes: an array of bulk strings. */
public final class CommandBytes {
    /** "$", up to ten digits, and two line ends. */
    private static final int MOST_OVERHEAD = 15;

    private final List<byte[]> words = new ArrayList<>(8);
    private int bytes = MOST_OVERHEAD;

    public static CommandBytes of(String name) {
        return new CommandBytes().word(name);
    }

    public CommandBytes word(byte[] word) {
        words.add(word);
        bytes += word.length + MOST_OVERHEAD;
        return this;
    }

    public CommandBytes word(String word) {
        return word(word.getBytes(StandardCharsets.UTF_8));
    }

    public CommandBytes word(long number) {
        return word(Long.toString(number));
    }

    public byte[] encode() {
        byte[] into = new byte[bytes];
        int at = head(into, 0, '*', words.size());
        for (byte[] word : words) {
            at = head(into, at, '$', word.length);
            System.arraycopy(word, 0, into, at, word.length);
            at += word.length;
            into[at++] = '\r';
            into[at++] = '\n';
        }
        return at == into.length ? into : Arrays.copyOf(into, at);
    }

    private static int head(byte[] into, int from, char type, int number) {
        int at = from;
        into[at++] = (byte) type;
        int digits = 1;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
        into[at++] = '\r';
        into[at++] = '\n';
        return at;
    }
}
