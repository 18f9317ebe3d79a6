package dev.meguri.core.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import org.junit.jupiter.api.Test;

class RecentForwardsTest {
    private static final long KEEP_MILLIS = 4_000;
    private static final long RUN = 1L << 40;

    private final RecentForwards forwards = new RecentForwards(KEEP_MILLIS);

    private static Origin.Peer forward(String nodeId, long requestId) {
        return new Origin.Peer(nodeId, requestId);
    }

    private static ShardMessage answer(long requestId) {
        return new ShardMessage.Nack(requestId, 1, NackReason.NOT_PRIMARY, 1);
    }

    @Test
    void copy_isAnsweredAgain_onceThereIsAnAnswer() {
        assertFalse(forwards.isKnown(forward("a", RUN + 5)));
        forwards.begin(forward("a", RUN + 5), 0);
        assertTrue(forwards.isKnown(forward("a", RUN + 5)));
        assertNull(forwards.answerTo(forward("a", RUN + 5)));
        forwards.end(forward("a", RUN + 5), answer(RUN + 5));
        assertEquals(answer(RUN + 5), forwards.answerTo(forward("a", RUN + 5)));
    }

    @Test
    void copyOfAForgottenOne_staysKnown_withoutAnAnswer() {
        forwards.begin(forward("a", RUN + 5), 0);
        forwards.end(forward("a", RUN + 5), answer(RUN + 5));
        forwards.begin(forward("a", RUN + 6), KEEP_MILLIS);
        assertTrue(forwards.isKnown(forward("a", RUN + 5)));
        assertNull(forwards.answerTo(forward("a", RUN + 5)));
    }

    @Test
    void oneThatWasOvertaken_isTakenInWhileNoLaterOneIsForgotten() {
        forwards.begin(forward("a", RUN + 6), 0);
        assertFalse(forwards.isKnown(forward("a", RUN + 5)));
        forwards.begin(forward("a", RUN + 7), KEEP_MILLIS);
        assertTrue(forwards.isKnown(forward("a", RUN + 5)), "its sender has given up");
    }

    @Test
    void otherPeersAndOtherRuns_areCountedApart() {
        forwards.begin(forward("a", RUN + 5), 0);
        forwards.begin(forward("a", RUN + 6), KEEP_MILLIS);
        assertFalse(forwards.isKnown(forward("b", RUN + 4)));
        assertFalse(forwards.isKnown(forward("a", 2 * RUN + 4)));
        assertFalse(forwards.isKnown(forward("a", 4)));
    }

    @Test
    void tooMany_areForgottenEarly_butNotTakenInAgain() {
        for (int i = 1; i <= Limits.MAX_RECENT_FORWARDS + 1; i++) {
            forwards.begin(forward("a", RUN + i), 0);
        }
        assertTrue(forwards.isKnown(forward("a", RUN + 1)));
        assertFalse(forwards.isKnown(forward("a", RUN + Limits.MAX_RECENT_FORWARDS + 2)));
    }

    @Test
    void clockThatGoesBack_bringsNothingBack() {
        forwards.begin(forward("a", RUN + 5), 100_000);
        forwards.begin(forward("a", RUN + 6), 40_000);
        forwards.begin(forward("a", RUN + 7), 100_000 + KEEP_MILLIS);
        assertTrue(forwards.isKnown(forward("a", RUN + 5)));
        assertTrue(forwards.isKnown(forward("a", RUN + 6)));
    }
}
