package dev.meguri.simulator.check.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which operations are made, as bits, and what was reached before. Who reaches the same state with the same answers given,
 * but with more of those in doubt used up, has no way on that the first one had not.
 */
final class Made {
    /**
     * Answered operations that are made, and the state after them. They are made nearly in the order of their numbers: what
     * is below the first words that are not full needs no bits.
     */
    private record Place(int fullWords, long[] bits, KeyState state, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place that
                    && that.hash == hash
                    && that.fullWords == fullWords
                    && Arrays.equals(that.bits, bits)
                    && that.state.equals(state);
        }
    }

    /** @param byDoubt whether the last one made is in doubt, so that less is tried from there */
    private record Way(long[] doubts, boolean byDoubt) {
        boolean includes(Way other) {
            if (byDoubt && !other.byDoubt) {
                return false;
            }
            for (int i = 0; i < doubts.length; i++) {
                if ((doubts[i] & ~other.doubts[i]) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final long[] NONE = new long[0];

    private final int answered;
    private final long[] answeredBits;
    private final long[] doubtBits;
    private final Map<Place, List<Way>> reached = new HashMap<>();
    /** Everything in words below is made. */
    private int fullWords;
    /** Everything in words from here on is missing. */
    private int usedWords;

    Made(int answered, int doubts) {
        this.answered = answered;
        this.answeredBits = new long[(answered >> 6) + 1];
        this.doubtBits = doubts == 0 ? NONE : new long[(doubts + 63) >> 6];
    }

    boolean contains(int operation) {
        return operation < answered
                ? (answeredBits[operation >> 6] & (1L << operation)) != 0
                : (doubtBits[(operation - answered) >> 6] & (1L << (operation - answered))) != 0;
    }

    void add(int operation) {
        if (operation < answered) {
            answeredBits[operation >> 6] |= 1L << operation;
            usedWords = Math.max(usedWords, (operation >> 6) + 1);
            while (fullWords < answeredBits.length && answeredBits[fullWords] == -1L) {
                fullWords++;
            }
        } else {
            doubtBits[(operation - answered) >> 6] |= 1L << (operation - answered);
        }
    }

    void remove(int operation) {
        if (operation < answered) {
            answeredBits[operation >> 6] &= ~(1L << operation);
            fullWords = Math.min(fullWords, operation >> 6);
            while (usedWords > 0 && answeredBits[usedWords - 1] == 0) {
                usedWords--;
            }
        } else {
            doubtBits[(operation - answered) >> 6] &= ~(1L << (operation - answered));
        }
    }

    /**
     * Remembers that this was reached; false: it was before, with all ways on that it has now.
     *
     * @param byDoubt whether the last one made is in doubt
     */
    boolean reach(KeyState state, boolean byDoubt) {
        long[] bits = Arrays.copyOfRange(answeredBits, fullWords, Math.max(usedWords, fullWords));
        int hash = (Arrays.hashCode(bits) * 31 + fullWords) * 31 + state.hashCode();
        List<Way> ways = reached.computeIfAbsent(new Place(fullWords, bits, state, hash), p -> new ArrayList<>(1));
        Way now = new Way(doubtBits.length == 0 ? NONE : doubtBits.clone(), byDoubt);
        for (Way way : ways) {
            if (way.includes(now)) {
                return false;
            }
        }
        ways.removeIf(now::includes);
        ways.add(now);
        return true;
    }
}
