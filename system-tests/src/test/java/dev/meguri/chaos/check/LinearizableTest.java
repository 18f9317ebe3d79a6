package dev.meguri.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.chaos.history.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearizableTest {
    private static final List<String> FINE = List.of();
    private static final List<String> BROKEN = List.of(Linearizable.PER_KEY);

    private final Linearizable checker = new Linearizable();

    @Test
    void everyReadOfTheNewest_isFine() {
        assertEquals(
                FINE,
                new Story().put("v1", 1).read("v1", 1).put("v2", 2).end("v2", 2).broken(checker));
    }

    @Test
    void staleRead_isFound() {
        assertEquals(
                BROKEN,
                new Story().put("v1", 1).put("v2", 2).read("v1", 1).end("v2", 2).broken(checker));
    }

    @Test
    void lostWrite_isFound_evenWhereAllForgot() {
        assertEquals(BROKEN, new Story().put("v1", 1).kill("node-1", "node-2").broken(checker));
    }

    @Test
    void doubtfulWrite_mayBeSeenOrNot() {
        Story story = new Story().put("v1", 1).putEnded("v2", Outcome.IN_DOUBT);
        assertEquals(FINE, story.end("v1", 1).broken(checker));
        assertEquals(FINE, story.end("v2", 2).broken(checker));
    }

    @Test
    void doubtfulWrite_mayAppearFromOneReadToTheNext_butIsNotTakenBack() {
        assertEquals(FINE, doubtful().read("v1", 1).read("v2", 2).end("v2", 2).broken(checker));
        assertEquals(BROKEN, doubtful().read("v2", 2).read("v1", 1).end("v2", 2).broken(checker));
        assertEquals(BROKEN, doubtful().read("v2", 2).end("v1", 1).broken(checker));
    }

    private static Story doubtful() {
        return new Story().put("v1", 1).putEnded("v2", Outcome.IN_DOUBT);
    }

    @Test
    void definiteFailureThatTookEffect_isFound() {
        assertEquals(
                BROKEN, new Story().putEnded("v1", Outcome.FAILED).end("v1", 1).broken(checker));
    }

    @Test
    void sums_areInOneOrder() {
        Story story = new Story().increment(2, Outcome.OK, 2L, 1).increment(3, Outcome.OK, 5L, 2);
        assertEquals(FINE, story.end("5", 2).broken(checker));
        assertEquals(BROKEN, story.end("2", 1).broken(checker));
    }

    @Test
    void removed_isAbsent() {
        Story story = new Story().put("v1", 1).delete(2);
        assertEquals(FINE, story.broken(checker));
        assertEquals(BROKEN, story.end("v1", 1).broken(checker));
    }
}
