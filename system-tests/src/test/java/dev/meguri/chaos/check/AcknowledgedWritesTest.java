package dev.meguri.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.chaos.history.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgedWritesTest {
    private static final List<String> FINE = List.of();
    private static final List<String> LOST = List.of(AcknowledgedWrites.SURVIVE);
    private static final List<String> BACK = List.of(AcknowledgedWrites.REMOVED);

    private final AcknowledgedWrites checker = new AcknowledgedWrites();

    @Test
    void lastWriteIsThere_isFine() {
        assertEquals(FINE, new Story().put("v1", 1).put("v2", 2).end("v2", 2).broken(checker));
    }

    @Test
    void newerWriteInDoubtIsThere_isFine() {
        assertEquals(
                FINE,
                new Story()
                        .put("v1", 1)
                        .putEnded("v2", Outcome.IN_DOUBT)
                        .end("v2", 2)
                        .broken(checker));
    }

    @Test
    void olderWriteIsThere_isLost() {
        assertEquals(LOST, new Story().put("v1", 1).put("v2", 2).end("v1", 1).broken(checker));
    }

    @Test
    void nothingIsThere_isLost() {
        assertEquals(LOST, new Story().put("v1", 1).broken(checker));
    }

    /** Of nothing, too: its node had not got the write yet. An older removal is no reason. */
    @Test
    void nothingIsThere_afterANewerRemovalAlone_isFine() {
        assertEquals(FINE, new Story().put("v1", 1).delete(2).broken(checker));
        assertEquals(LOST, new Story().delete(1).put("v1", 2).broken(checker));
    }

    @Test
    void oneNodeForgot_isStillLost() {
        assertEquals(LOST, new Story().put("v1", 1).kill("node-1").broken(checker));
    }

    @Test
    void twoNodesForgotTogether_isExcused() {
        assertEquals(FINE, new Story().put("v1", 1).kill("node-1", "node-2").broken(checker));
    }

    @Test
    void twoNodesForgotWhatTheyConfirmedWhileTheyWereKilled_isExcused() {
        assertEquals(
                FINE, new Story().dying().put("v1", 1).dead("node-1", "node-2").broken(checker));
    }

    @Test
    void oneNodeTwice_isStillLost() {
        assertEquals(
                LOST, new Story().put("v1", 1).kill("node-1").kill("node-1").broken(checker));
    }

    @Test
    void twoNodesWithHealingBetween_isStillLost() {
        assertEquals(
                LOST,
                new Story().put("v1", 1).kill("node-1").well().kill("node-2").broken(checker));
    }

    @Test
    void allForgot_butItWasOnTheirDisks_isLost() {
        assertEquals(
                LOST,
                new Story()
                        .put("v1", 1)
                        .onDisk()
                        .killOnDisk("node-1", "node-2", "node-3")
                        .broken(checker));
    }

    @Test
    void killedBeforeTheWrite_excusesNothing() {
        assertEquals(LOST, new Story().kill("node-1", "node-2").put("v1", 1).broken(checker));
    }

    @Test
    void newestIsExcused_theOneOnTheDisksIsNot() {
        Story both = new Story().put("v1", 1).onDisk().put("v2", 2).killOnDisk("node-1", "node-2");
        assertEquals(LOST, both.end("v0", 0).broken(checker));
        assertEquals(FINE, both.end("v1", 1).broken(checker));
    }

    @Test
    void removed_staysAway() {
        assertEquals(FINE, new Story().put("v1", 1).delete(2).broken(checker));
        assertEquals(BACK, new Story().put("v1", 1).delete(2).end("v1", 1).broken(checker));
    }

    @Test
    void removalInDoubt_explainsAbsence_butNoOlderValue() {
        assertEquals(FINE, new Story().put("v1", 1).deleteInDoubt().broken(checker));
        assertEquals(
                LOST,
                new Story()
                        .put("v1", 1)
                        .put("v2", 2)
                        .deleteInDoubt()
                        .end("v1", 1)
                        .broken(checker));
    }

    @Test
    void olderRemoval_explainsNothing() {
        assertEquals(LOST, new Story().delete(1).put("v1", 2).broken(checker));
    }
}
