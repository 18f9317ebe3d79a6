package dev.meguri.service.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ForwardClockTest {
    private long wall = 1_000_000;
    private long steady = 50;
    private final ForwardClock clock = new ForwardClock(() -> wall, () -> steady);

    private void pass(long millis) {
        wall += millis;
        steady += millis;
    }

    @Test
    void wallClock_isFollowed() {
        assertEquals(1_000_000, clock.getAsLong());
        pass(10);
        assertEquals(1_000_010, clock.getAsLong());
    }

    @Test
    void wallClockThatIsSetBack_isGoneOnFrom() {
        clock.getAsLong();
        pass(10);
        wall -= 60_000;
        assertEquals(1_000_010, clock.getAsLong());
        pass(500);
        assertEquals(1_000_510, clock.getAsLong());
    }

    @Test
    void wallClockThatIsSetForward_isFollowed_andNotBackAgain() {
        clock.getAsLong();
        wall += 60_000;
        assertEquals(1_060_000, clock.getAsLong());
        wall -= 60_000;
        pass(1);
        assertEquals(1_060_001, clock.getAsLong());
    }
}
