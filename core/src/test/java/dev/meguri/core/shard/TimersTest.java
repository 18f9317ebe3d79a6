package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers timers = new Timers();
    private final List<String> ran = new ArrayList<>();

    /** A task that a test can end before its time. */
    private final class Named implements Timers.Task {
        private final String name;
        boolean over;

        Named(String name) {
            this.name = name;
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void run() {
            ran.add(name);
        }
    }

    @Test
    void nextMillis_isTheFirstOfAllLanes_thatIsNotOver() {
        Timers.Lane quick = timers.lane(10);
        Timers.Lane slow = timers.lane(1_000);
        assertEquals(Long.MAX_VALUE, timers.nextMillis());
        Named first = new Named("first");
        Named second = new Named("second");
        quick.add(0, first);
        quick.add(5, second);
        slow.add(0, new Named("slow"));
        assertEquals(10, timers.nextMillis());
        first.over = true;
        assertEquals(15, timers.nextMillis());
        second.over = true;
        assertEquals(1_000, timers.nextMillis());
    }

    @Test
    void fire_runsWhatIsDue_andNothingThatIsOver() {
        Timers.Lane lane = timers.lane(10);
        Named ended = new Named("ended");
        lane.add(0, new Named("a"));
        lane.add(1, ended);
        lane.add(2, new Named("b"));
        lane.add(3, new Named("late"));
        ended.over = true;
        timers.fire(12);
        assertEquals(List.of("a", "b"), ran);
        assertEquals(13, timers.nextMillis());
    }

    @Test
    void whatATaskSets_runsInALaterCall_alsoWhenOthersEndMeanwhile() {
        Timers.Lane lane = timers.lane(10);
        Named ended = new Named("ended");
        lane.add(0, () -> {
            ran.add("again");
            ended.over = true;
            lane.add(50, new Named("set"));
        });
        lane.add(0, ended);
        timers.fire(50);
        assertEquals(List.of("again"), ran);
        assertEquals(60, timers.nextMillis());
        timers.fire(60);
        assertEquals(List.of("again", "set"), ran);
        assertEquals(Long.MAX_VALUE, timers.nextMillis());
    }

    @Test
    void lane_withoutDelay_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> timers.lane(0));
    }
}
