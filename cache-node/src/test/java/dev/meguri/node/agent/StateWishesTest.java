package dev.meguri.node.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StateWishesTest {
    private long nowMillis = 1_000;
    private final StateWishes wishes = new StateWishes(() -> nowMillis);

    @Test
    void manyWishesAtOnce_areOnePerPeer() {
        assertTrue(wishes.isDue("node-1"));
        assertFalse(wishes.isDue("node-1"));
        assertTrue(wishes.isDue("node-2"));
    }

    @Test
    void wishAfterThePause_isPassedOnAgain() {
        wishes.isDue("node-1");
        nowMillis += StateWishes.PAUSE_MILLIS - 1;
        assertFalse(wishes.isDue("node-1"));
        nowMillis += 1;
        assertTrue(wishes.isDue("node-1"));
    }

    @Test
    void clockThatGoesBack_doesNotSilenceWishes() {
        wishes.isDue("node-1");
        nowMillis -= 100_000;
        assertTrue(wishes.isDue("node-1"));
    }
}
