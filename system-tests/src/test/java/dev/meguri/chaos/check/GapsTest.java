package dev.meguri.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.chaos.history.Outcome;
import org.junit.jupiter.api.Test;

class GapsTest {
    /** Writes return at the moments 2, 4, (failed: 6), 8, 10. */
    private final Story story = new Story()
            .put("v1", 1)
            .put("v2", 2)
            .putEnded("v3", Outcome.FAILED)
            .put("v4", 4)
            .put("v5", 5);

    @Test
    void longest_leavesOutWhatFailed() {
        Gaps.Gap gap = longest(0);
        assertEquals(gap(4, 8), gap);
    }

    @Test
    void longest_ofAWindow() {
        assertEquals(gap(8, 10), longest(9));
        assertEquals(Gaps.Gap.NONE, longest(11));
    }

    private Gaps.Gap longest(long from) {
        return Gaps.longest(story.ops(), key -> "g", from * Story.MOMENT_NANOS, 100 * Story.MOMENT_NANOS);
    }

    private static Gaps.Gap gap(long from, long to) {
        return new Gaps.Gap("g", from * Story.MOMENT_NANOS, to * Story.MOMENT_NANOS);
    }
}
