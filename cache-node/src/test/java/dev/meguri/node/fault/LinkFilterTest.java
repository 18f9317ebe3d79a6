package dev.meguri.node.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LinkFilterTest {
    private static final LinkCondition CUT = new LinkCondition(true, 0, 0, 0, 0, 0);
    private static final LinkCondition LOSSY = new LinkCondition(false, 0, 0, 0.3, 0, 0);
    private static final LinkCondition DOUBLING = new LinkCondition(false, 0, 0, 0, 0.5, 0);

    private final VirtualTimer time = new VirtualTimer();
    private final LinkCounters counters = new LinkCounters();
    private final Queue<Double> draws = new ArrayDeque<>();
    /** "name@millis" of what came through; "-name" of what was dropped. */
    private final List<String> seen = new ArrayList<>();

    private LinkCondition condition = LinkCondition.FINE;
    private final LinkFilter filter =
            new LinkFilter(() -> condition, counters, time::nowMillis, draws::remove, time, 1_000);

    @Test
    void fine_passesAtOnce() {
        pass("a", 10);
        assertEquals(List.of("a@0"), seen);
    }

    @Test
    void cut_dropsAndCounts() {
        condition = CUT;
        pass("a", 10);
        pass("b", 10);
        condition = LinkCondition.FINE;
        pass("c", 10);
        assertEquals(List.of("-a", "-b", "c@0"), seen);
        assertEquals(2, counters.dropped.sum());
    }

    @Test
    void loss_dropsTheShareThatIsDrawn() {
        condition = LOSSY;
        draws.addAll(List.of(0.29, 0.3, 0.0));
        pass("a", 10);
        pass("b", 10);
        pass("c", 10);
        assertEquals(List.of("-a", "b@0", "-c"), seen);
    }

    @Test
    void duplication_passesTwice() {
        condition = DOUBLING;
        draws.addAll(List.of(0.49, 0.5));
        pass("a", 10);
        pass("b", 10);
        assertEquals(List.of("a@0", "a@0", "b@0"), seen);
        assertEquals(1, counters.duplicated.sum());
    }

    @Test
    void delay_isExact() {
        condition = delay(200, 0);
        pass("a", 10);
        time.pass(50);
        pass("b", 10);
        time.pass(1_000);
        assertEquals(List.of("a@200", "b@250"), seen);
        assertEquals(2, counters.delayed.sum());
    }

    @Test
    void jitter_keepsTheOrder() {
        condition = delay(100, 99);
        draws.addAll(List.of(0.5, 0.0));
        pass("a", 10);
        pass("b", 10);
        time.pass(1_000);
        assertEquals(List.of("a@150", "b@150"), seen);
    }

    @Test
    void delayThatIsOver_isNotOvertaken() {
        condition = delay(200, 0);
        pass("a", 10);
        condition = LinkCondition.FINE;
        pass("b", 10);
        time.pass(1_000);
        pass("c", 10);
        assertEquals(List.of("a@200", "b@200", "c@1000"), seen);
    }

    @Test
    void whatIsPassedDuringADelivery_comesAfterIt() {
        condition = delay(10, 0);
        filter.pass(
                1,
                () -> {
                    seen.add("a@" + time.nowMillis());
                    condition = LinkCondition.FINE;
                    pass("b", 1);
                },
                () -> {});
        pass("c", 1);
        time.pass(100);
        assertEquals(List.of("a@10", "c@10", "b@11"), seen);
    }

    @Test
    void bandwidth_spacesMessagesByTheirSize() {
        condition = new LinkCondition(false, 0, 0, 0, 0, 1_000);
        pass("a", 100);
        pass("b", 300);
        pass("c", 100);
        time.pass(1_000);
        assertEquals(List.of("a@100", "b@400", "c@500"), seen);
    }

    @Test
    void moreThanMayWait_isDropped() {
        condition = delay(100, 0);
        pass("a", 600);
        pass("b", 600);
        time.pass(100);
        pass("c", 600);
        time.pass(100);
        assertEquals(List.of("-b", "a@100", "c@200"), seen);
        assertEquals(1, counters.dropped.sum());
    }

    @Test
    void isCut_tells() {
        condition = CUT;
        assertTrue(filter.isCut());
    }

    private static LinkCondition delay(long millis, long jitterMillis) {
        return new LinkCondition(false, millis, jitterMillis, 0, 0, 0);
    }

    private void pass(String name, int bytes) {
        filter.pass(bytes, () -> seen.add(name + "@" + time.nowMillis()), () -> seen.add("-" + name));
    }
}
