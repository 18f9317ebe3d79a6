package dev.meguri.core.strong;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PeerClocksTest {
    private static final long SKEW = 500;

    private final PeerClocks clocks = new PeerClocks(SKEW);

    /** Our clock shows 10,000 now; the answer took so long. */
    private void peer(String name, long showed, long tookMillis) {
        clocks.heard(name, showed, 10_000 - tookMillis, 10_000, 0);
    }

    @Test
    void nobodyHeard_isNotOff() {
        assertEquals(0, clocks.offMillis(0));
    }

    @Test
    void twoPeersFarBehindUs_weAreAhead() {
        peer("b", 1_000, 10);
        assertEquals(8_990, clocks.offMillis(0), "with one peer, nobody knows who is right: neither stamps");
        peer("c", 2_000, 10);
        assertEquals(7_990, clocks.offMillis(0));
    }

    @Test
    void twoPeersFarAheadOfUs_weAreBehind() {
        peer("b", 12_000, 10);
        peer("c", 11_000, 10);
        assertEquals(-1_000, clocks.offMillis(0));
    }

    @Test
    void onePeerApart_theOtherAgrees_thePeerIsOff() {
        peer("b", 1_000, 10);
        peer("c", 10_000, 10);
        assertEquals(0, clocks.offMillis(0));
    }

    @Test
    void slowAnswers_proveNothing() {
        peer("b", 8_000, 3_000);
        peer("c", 7_500, 3_000);
        assertEquals(0, clocks.offMillis(0));
    }

    @Test
    void ownJump_countsAtOnce_andIsForgivenWhenItIsUndone() {
        peer("b", 10_000, 10);
        peer("c", 10_000, 10);
        assertEquals(0, clocks.offMillis(SKEW));
        assertEquals(60_000 - 10, clocks.offMillis(60_000));
        assertEquals(-60_000, clocks.offMillis(-60_000));
        assertEquals(0, clocks.offMillis(0));
    }

    @Test
    void peerThatLeft_hasNoSay() {
        peer("b", 1_000, 10);
        clocks.keepOnly("c"::equals);
        assertEquals(0, clocks.offMillis(0));
    }
}
