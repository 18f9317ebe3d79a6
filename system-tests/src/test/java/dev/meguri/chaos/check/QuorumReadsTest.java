package dev.meguri.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuorumReadsTest {
    private static final List<String> FINE = List.of();
    private static final List<String> MISSED = List.of(QuorumReads.SEE);

    private final QuorumReads checker = new QuorumReads();

    @Test
    void readOfTheNewest_isFine() {
        assertEquals(FINE, new Story().quorum().put("v1", 1).read("v1", 1).broken(checker));
    }

    @Test
    void readOfAnOlderOne_isFound() {
        assertEquals(
                MISSED,
                new Story().quorum().put("v1", 1).put("v2", 2).read("v1", 1).broken(checker));
    }

    @Test
    void readOfNothing_isFound_unlessItWasRemoved() {
        assertEquals(MISSED, new Story().quorum().put("v1", 1).readNothing().broken(checker));
        assertEquals(
                FINE, new Story().quorum().put("v1", 1).delete(2).readNothing().broken(checker));
    }

    @Test
    void otherRingVersionOrMemoryLostBetween_excuses() {
        assertEquals(
                FINE,
                new Story()
                        .quorum()
                        .put("v1", 1)
                        .putUnderRing("v2", 2, 9)
                        .read("v1", 1)
                        .broken(checker));
        assertEquals(
                FINE,
                new Story()
                        .quorum()
                        .put("v1", 1)
                        .put("v2", 2)
                        .kill("node-1")
                        .read("v1", 1)
                        .broken(checker));
    }

    @Test
    void policyThatReadsOneCopy_promisesLess() {
        assertEquals(FINE, new Story().put("v1", 1).put("v2", 2).read("v1", 1).broken(checker));
    }
}
