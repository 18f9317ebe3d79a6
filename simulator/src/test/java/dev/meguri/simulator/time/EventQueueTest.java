package dev.meguri.simulator.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private final EventQueue queue = new EventQueue();
    private final List<String> happened = new ArrayList<>();

    private void runAll() {
        while (queue.runNext(Long.MAX_VALUE / 2)) {
            // next
        }
    }

    @Test
    void events_happen_byTime_andThenInTheOrderTheyWereScheduled() {
        queue.at(20, () -> happened.add("b1"));
        queue.at(10, () -> happened.add("a"));
        queue.at(20, () -> happened.add("b2"));
        queue.at(20, () -> happened.add("b3"));
        runAll();
        assertEquals(List.of("a", "b1", "b2", "b3"), happened);
    }

    @Test
    void manyEvents_drawnAtRandom_comeInOrder() {
        SplitMix64 random = SplitMix64.of(7, "test");
        long[] last = {-1};
        for (int i = 0; i < 10_000; i++) {
            long at = random.below(1_000);
            queue.at(at, () -> {
                assertEquals(at, queue.nowMicros());
                assertFalse(at < last[0]);
                last[0] = at;
            });
        }
        runAll();
        assertEquals(0, queue.size());
    }

    @Test
    void runNext_afterTheLimit_onlyMovesTime() {
        queue.at(50, () -> happened.add("late"));
        assertFalse(queue.runNext(40));
        assertEquals(40, queue.nowMicros());
        assertEquals(List.of(), happened);
    }

    @Test
    void event_inThePast_isRefused() {
        queue.runNext(100);
        assertThrows(IllegalArgumentException.class, () -> queue.at(99, () -> {}));
    }

    @Test
    void eventsOfOneMoment_keepTheirOrder_whenNumbersAreUsedUp() {
        long moment = 1_000_000_000;
        for (int i = 0; i < 3; i++) {
            int which = i;
            queue.at(moment, () -> happened.add("before" + which));
        }
        for (int i = 0; i < (1 << 24) - 4; i++) {
            queue.at(i, () -> {});
            queue.runNext(i);
        }
        for (int i = 0; i < 3; i++) {
            int which = i;
            queue.at(moment, () -> happened.add("after" + which));
        }
        runAll();
        assertEquals(List.of("before0", "before1", "before2", "after0", "after1", "after2"), happened);
        assertEquals((1 << 24) + 2, queue.scheduled());
    }
}
