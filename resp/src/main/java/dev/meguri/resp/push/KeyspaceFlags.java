package dev.meguri.resp.push;

import java.util.Optional;

/**
 * What is told of keys, in the letters of {@code notify-keyspace-events}. Classes of types that do not exist here are taken and
 * never told.
 */
public final class KeyspaceFlags {
    /** Nothing is told. */
    public static final int NONE = 0;

    /** By the name of the key, and by the name of the event. */
    public static final int KEYSPACE = 1;

    public static final int KEYEVENT = 1 << 1;
    public static final int GENERIC = 1 << 2;
    public static final int STRING = 1 << 3;
    public static final int EXPIRED = 1 << 4;
    public static final int EVICTED = 1 << 5;
    /** A read found nothing. Not among {@code A}. */
    public static final int MISS = 1 << 6;
    /** A key came to be. Not among {@code A}. */
    public static final int NEW = 1 << 7;

    /** In the order in which Redis tells them. */
    private static final String OF_ALL = "g$lshzxetd";

    private static final String LETTERS = "g$xemnKElshztd";
    private static final int[] BITS = {
        GENERIC, STRING, EXPIRED, EVICTED, MISS, NEW, KEYSPACE, KEYEVENT, 1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12,
        1 << 13
    };

    private KeyspaceFlags() {}

    /** Empty: there is a letter that means nothing. */
    public static Optional<Integer> parse(String letters) {
        int flags = NONE;
        for (char letter : letters.toCharArray()) {
            if (letter == 'A') {
                flags |= bits(OF_ALL);
            } else if (LETTERS.indexOf(letter) < 0) {
                return Optional.empty();
            } else {
                flags |= BITS[LETTERS.indexOf(letter)];
            }
        }
        return Optional.of(flags);
    }

    /** As CONFIG GET tells them. */
    public static String text(int flags) {
        boolean all = (flags & bits(OF_ALL)) == bits(OF_ALL);
        StringBuilder text = new StringBuilder(all ? "A" : "");
        for (char letter : ((all ? "" : OF_ALL) + "nKEm").toCharArray()) {
            if ((flags & BITS[LETTERS.indexOf(letter)]) != 0) {
                text.append(letter);
            }
        }
        return text.toString();
    }

    /** Whether any event is told to anybody: it takes a class of events, and a way to tell them. */
    public static boolean tellsAnything(int flags) {
        return (flags & (KEYSPACE | KEYEVENT)) != 0 && (flags & ~(KEYSPACE | KEYEVENT)) != 0;
    }

    private static int bits(String letters) {
        int bits = 0;
        for (char letter : letters.toCharArray()) {
            bits |= BITS[LETTERS.indexOf(letter)];
        }
        return bits;
    }
}
