package dev.meguri.core.token;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.limits.Limits;
import java.util.Arrays;

/**
 * The names of changes whose tokens do not tell their time, and whose results had to go before their time: who asks for one of
 * them again is told that nobody knows. Tokens that tell their time need none of it, as {@link Remembered#forgottenMillis} is
 * enough for them. Immutable.
 *
 * <p>A name is 32 bits of the token, above which stands until when it is kept. Another token has the name of one of a thousand
 * with a probability of 1 to 4 million: it is told "in doubt" at its first attempt. When there are too many, those that would be
 * kept for the shortest time go; who asks for one of those again is not known any more.
 */
public final class Forgotten {
    public static final Forgotten NOTHING = new Forgotten(new long[0]);

    /** Times are kept to 2 s, rounded up, so that they and a name fit 64 bits for some decades. */
    private static final int TIME_UNIT_BITS = 11;

    private static final int NAME_BITS = 32;

    /** Ascending, each once, at most {@link Limits#MAX_FORGOTTEN_TOKENS_PER_KEY}. */
    private final long[] marks;

    private Forgotten(long[] marks) {
        this.marks = marks;
    }

    /** @param marks of another one */
    public static Forgotten of(long[] marks) {
        require(marks.length <= Limits.MAX_FORGOTTEN_TOKENS_PER_KEY, "too many forgotten tokens");
        for (int i = 0; i < marks.length; i++) {
            require(marks[i] >= 0 && (i == 0 || marks[i] > marks[i - 1]), "forgotten tokens must be in order");
        }
        return marks.length == 0 ? NOTHING : new Forgotten(marks.clone());
    }

    /** For {@link #of}. */
    public long[] marks() {
        return marks.clone();
    }

    int size() {
        return marks.length;
    }

    boolean has(ChangeToken token) {
        int name = nameOf(token);
        for (long mark : marks) {
            if ((int) mark == name) {
                return true;
            }
        }
        return false;
    }

    Forgotten with(Made made) {
        long time = made.keepMillis() + (1L << TIME_UNIT_BITS) - 1 >>> TIME_UNIT_BITS;
        long mark = time << NAME_BITS | nameOf(made.token()) & 0xffff_ffffL;
        return merged(new Forgotten(new long[] {mark}));
    }

    /** Those of both; the same on both sides, whoever is asked. */
    Forgotten merged(Forgotten other) {
        if (other.marks.length == 0 || other == this) {
            return this;
        }
        if (marks.length == 0) {
            return other;
        }
        long[] all = new long[marks.length + other.marks.length];
        int size = 0;
        for (int here = 0, there = 0; here < marks.length || there < other.marks.length; ) {
            long next = here == marks.length
                    ? other.marks[there]
                    : there == other.marks.length ? marks[here] : Math.min(marks[here], other.marks[there]);
            here += here < marks.length && marks[here] == next ? 1 : 0;
            there += there < other.marks.length && other.marks[there] == next ? 1 : 0;
            all[size++] = next;
        }
        return new Forgotten(Arrays.copyOfRange(all, Math.max(0, size - Limits.MAX_FORGOTTEN_TOKENS_PER_KEY), size));
    }

    /** Without those whose time is over. */
    Forgotten at(long nowMillis) {
        int over = 0;
        while (over < marks.length && marks[over] >>> NAME_BITS << TIME_UNIT_BITS <= nowMillis) {
            over++;
        }
        if (over == 0) {
            return this;
        }
        return over == marks.length ? NOTHING : new Forgotten(Arrays.copyOfRange(marks, over, marks.length));
    }

    private static int nameOf(ChangeToken token) {
        return Long.hashCode(token.high() ^ Long.rotateLeft(token.low(), NAME_BITS / 2));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Forgotten forgotten && Arrays.equals(marks, forgotten.marks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(marks);
    }

    @Override
    public String toString() {
        return marks.length + " forgotten";
    }
}
