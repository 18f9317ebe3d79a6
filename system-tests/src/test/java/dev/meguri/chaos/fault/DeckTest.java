package dev.meguri.chaos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.meguri.simulator.time.SplitMix64;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeckTest {
    private static final int CARDS = 17;

    @Test
    void oneDeck_hasEveryKind() {
        assertEquals(EnumSet.allOf(ChaosKind.class), EnumSet.copyOf(draw(1)));
    }

    @Test
    void sameSeed_sameOrder_anotherSeed_anotherOne() {
        assertEquals(draw(1), draw(1));
        assertNotEquals(draw(1), draw(2));
    }

    private static List<ChaosKind> draw(long seed) {
        Deck deck = new Deck(SplitMix64.of(seed, "faults"));
        return Stream.generate(deck::next).limit(CARDS).toList();
    }
}
