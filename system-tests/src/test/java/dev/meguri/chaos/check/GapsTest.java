package dev.meguri.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.chaos.history.Outcome;
import org.junit.jupiter.api.Test;

class GapsTest {
    /** Writes return at 2, 4, (failed: 6), 8, 10. */
    private final Story story = new Story()
            .put("v1", 1)
            .put("v2", 2)
            .putEnded("v3", Outcome.FAILED)
            .put("v4", 4)
            .put("v5", 5);

    @Test
    void longest_leavesOutWhatFailed() {
        Gaps.Gap gap = Gaps.longest(story.ops(), key -> "g", 0, 100);
        assertEquals(new Gaps.Gap("g", 4, 8), gap);
    }

    @Test
    void longest_ofAWindow() {
        assertEquals(new Gaps.Gap("g", 8, 10), Gaps.longest(story.ops(), key -> "g", 9, 100));
        assertEquals(Gaps.Gap.NONE, Gaps.longest(story.ops(), key -> "g", 11, 100));
    }
}
