package dev.meguri.ui.heat;

import static dev.meguri.ui.heat.HeatMetric.BYTES;
import static dev.meguri.ui.heat.HeatMetric.KEYS;
import static dev.meguri.ui.heat.HeatMetric.MOVES;
import static dev.meguri.ui.heat.HeatMetric.READS;
import static dev.meguri.ui.heat.HeatMetric.WRITES;
import static dev.meguri.ui.heat.Looks.frame;
import static dev.meguri.ui.heat.Looks.look;
import static dev.meguri.ui.heat.Looks.ring;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.api.cache.SlotStats.HotKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatMakerTest {
    private final HeatMaker maker = new HeatMaker();

    @Test
    void firstLook_hasKeysAndBytesOfTheFullestCopy_andNoRates() {
        HeatFrame frame = frame(maker, 1, look("n2", 1_000, 300, 5, 900), look("n1", 1_000, 300, 7, 900));
        assertEquals(List.of("n1", "n2"), frame.nodes());
        assertEquals(0, frame.intervalMillis());
        assertEquals(7, frame.slots().get(KEYS).get(300));
        assertEquals(700, frame.slots().get(BYTES).get(300));
        assertEquals(0, frame.slots().get(READS).get(300));
        assertEquals(7, frame.ranges().get(KEYS)[0][1]);
        assertEquals(5, frame.ranges().get(KEYS)[1][1]);
    }

    @Test
    void secondLook_ratesAreOfAllNodesClients_perSecond() {
        frame(maker, 1, look("n1", 1_000, 3, 1, 100), look("n2", 1_000, 3, 1, 0));
        HeatFrame frame = frame(maker, 2, look("n1", 11_000, 3, 1, 600), look("n2", 11_000, 3, 1, 100));
        assertEquals(10_000, frame.intervalMillis());
        assertEquals(60, frame.slots().get(READS).get(3));
        assertEquals(30, frame.slots().get(WRITES).get(3));
        assertEquals(50, frame.ranges().get(READS)[0][0]);
        assertEquals(10, frame.ranges().get(READS)[1][0]);
        assertEquals(60, frame.rangesOfCluster(READS)[0]);
    }

    @Test
    void nodeThatStartedAnew_isCountedFromItsStart_notBackwards() {
        frame(maker, 1, look("n1", 50_000, 3, 1, 1_000_000));
        HeatFrame frame = frame(maker, 2, look("n1", 4_000, 3, 1, 40));
        assertEquals(10, frame.slots().get(READS).get(3));
    }

    @Test
    void slotThatChangedItsListOrIsMoving_movesAtTheNodesThatItComesToOrLeaves() {
        maker.next(1, List.of(look("n1", 1, 0, 1, 0), look("n2", 1, 0, 1, 0)), List.of("n3"), ring(1, 0, -1));
        HeatFrame frame = maker.next(
                2,
                List.of(look("n1", 2, 0, 1, 0), look("n2", 2, 0, 1, 0), look("n3", 2, 0, 1, 0)),
                List.of(),
                ring(2, 20, 1));
        assertEquals(30, frame.rangesOfCluster(MOVES)[0]);
        assertEquals(30, frame.ranges().get(MOVES)[0][0]);
        assertEquals(0, frame.ranges().get(MOVES)[1][0]);
        assertEquals(30, frame.ranges().get(MOVES)[2][0]);
        HeatFrame after = maker.next(3, List.of(look("n1", 3, 0, 1, 0)), List.of("n2"), ring(2, 20, -1));
        assertEquals(0, after.rangesOfCluster(MOVES)[0]);
        assertEquals(List.of("n2"), after.missing());
    }

    @Test
    void samplesOfTheSameKey_areAddedUp() {
        HeatFrame frame = frame(
                maker,
                1,
                look("n1", 1, 0, 1, 0, new HotKey("a", 7, 5, 6), new HotKey("b", 8, 6, 6)),
                look("n2", 1, 0, 1, 0, new HotKey("a", 7, 3, 4)));
        assertEquals(List.of(new HotKey("a", 7, 8, 10), new HotKey("b", 8, 6, 6)), frame.hotKeys());
    }
}
