package dev.meguri.api.lab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What a history shows.
 *
 * @param result of all keys: one that is not linearizable outweighs one that is unknown
 * @param lostWrites acknowledged writes that nothing newer stands for at the end
 * @param staleReads that found less than a write which was acknowledged before they began
 * @param worstStaleMillis for how long at most what a read found had been out of date; 0: none was stale
 * @param worstStaleVersions how many acknowledged writes at most a read was behind
 * @param worstKey of the keys: the one to look at
 */
public record ConsistencyVerdict(
        Result result,
        int reads,
        int acknowledgedWrites,
        int inDoubt,
        int failed,
        int lostWrites,
        int staleReads,
        long worstStaleMillis,
        int worstStaleVersions,
        String worstKey,
        List<KeyVerdict> keys) {
    public enum Result {
        LINEARIZABLE,
        NOT_LINEARIZABLE,
        /** Not decided within the checker's bound. */
        UNKNOWN;

        /** {@code not_linearizable}: what documents carry. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param text why no order explains it, or how far the checker came, several lines; null: one does
     * @param offending the fewest operations that suffice to see it, by id
     */
    public record KeyVerdict(
            String key,
            Result result,
            int operations,
            int lostWrites,
            int staleReads,
            long worstStaleMillis,
            int worstStaleVersions,
            String text,
            List<Long> offending) {}
}
