package dev.meguri.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.chaos.history.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentsTest {
    private static final List<String> FINE = List.of();

    private final Contents checker = new Contents();

    @Test
    void whatWasWritten_isRead() {
        assertEquals(FINE, new Story().put("v1", 1).read("v1", 1).end("v1", 1).broken(checker));
        assertEquals(
                FINE, new Story().putEnded("v1", Outcome.IN_DOUBT).read("v1", 1).broken(checker));
    }

    @Test
    void valueThatNobodyWrote_isFound() {
        assertEquals(
                List.of(Contents.WRITTEN),
                new Story().put("v1", 1).read("v9", 1).broken(checker));
        assertEquals(
                List.of(Contents.WRITTEN), new Story().put("v1", 1).end("v9", 1).broken(checker));
    }

    @Test
    void definiteFailureThatTookEffect_isFound() {
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.CONDITION_FAILED)) {
            assertEquals(
                    List.of(Contents.NO_EFFECT),
                    new Story().putEnded("v1", outcome).end("v1", 1).broken(checker));
        }
    }

    @Test
    void oldWriteUnderANewVersion_overALaterOne_isFound() {
        Story story = new Story().put("v1", 1).put("v2", 2);
        assertEquals(FINE, story.broken(checker));
        assertEquals(List.of(Contents.STAY_OLD), story.read("v1", 3).broken(checker));
    }

    @Test
    void numbers_areSumsOfIncrementsThatMayHaveBeenMade() {
        Story story = new Story()
                .increment(2, Outcome.OK, 2L, 1)
                .increment(3, Outcome.IN_DOUBT, null, 0)
                .increment(4, Outcome.FAILED, null, 0);
        assertEquals(FINE, story.end("5", 2).broken(checker));
        assertEquals(List.of(Contents.WRITTEN), story.end("6", 2).broken(checker));
        assertEquals(List.of(Contents.WRITTEN), story.end("x", 2).broken(checker));
    }
}
