package dev.meguri.ui.performance;

import static dev.meguri.ui.performance.Stats.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.meguri.api.cache.NodeStats;
import dev.meguri.ui.node.NodeRound.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleMakerTest {
    private final SampleMaker maker = new SampleMaker();

    private Map<String, Float> second(long uptimeMillis, long operations) {
        maker.next(1, List.of(answer(Stats.of("n1", 10_000, 1_000))));
        return maker.next(2, List.of(answer(Stats.of("n1", uptimeMillis, operations))))
                .nodes()
                .get("n1");
    }

    @Test
    void firstAnswer_hasGauges_andNoRates() {
        Sample sample = maker.next(1, List.of(answer(Stats.of("n1", 10_000, 1_000))));
        Map<String, Float> node = sample.nodes().get("n1");
        assertEquals(0.25f, node.get("memoryRatio"));
        assertEquals(40f, node.get("lag"));
        assertEquals(0.25f, node.get("busy"));
        assertEquals(9f, node.get("snapshotAge"));
        assertFalse(node.containsKey("reads"));
        assertEquals(7f, sample.policies().get("cart:").get("entries"));
        assertEquals(Map.of(), sample.operations());
    }

    @Test
    void secondAnswer_ratesAreByTheNodesOwnTime() {
        Map<String, Float> node = second(12_000, 2_000);
        assertEquals(500f, node.get("reads"));
        assertEquals(50f, node.get("writes"));
        assertEquals(0.5f, node.get("hitRatio"));
        assertEquals(100f, node.get("evictions"));
        assertEquals(20f, node.get("failures"));
        assertEquals(100_000f, node.get("bytesOut"));
        assertEquals(100f, node.get("p50"), 25f);
        assertEquals(50_000f, node.get("p999"), 12_500f);
    }

    @Test
    void nothingHappened_thereIsNoRatioAndNoPercentile() {
        Map<String, Float> node = second(11_000, 1_000);
        assertEquals(0f, node.get("reads"));
        assertNull(node.get("hitRatio"));
        assertNull(node.get("p99"));
    }

    @Test
    void nodeThatStartedAnew_hasNoRates_ratherThanWrongOnes() {
        assertNull(second(500, 5_000).get("reads"));
    }

    @Test
    void severalNodes_areOnePolicy_andOneKindOfOperation() {
        maker.next(1, List.of(answer(Stats.of("n1", 1_000, 0)), answer(Stats.of("n2", 1_000, 0))));
        Sample sample = maker.next(2, List.of(answer(Stats.of("n1", 2_000, 400)), answer(Stats.of("n2", 2_000, 600))));
        assertEquals(1_000f, sample.policies().get("cart:").get("reads"));
        assertEquals(0.25f, sample.policies().get("cart:").get("hitRatio"));
        assertEquals(200f, sample.policies().get("cart:").get("evictions"));
        assertEquals(1_000f, sample.operations().get("rest.get").get("rate"));
        assertEquals(1_010f, sample.operations().get("all").get("rate"));
    }

    @Test
    void nodeThatDoesNotAnswer_isNamedWithTheReason_andAnotherOneAtItsAddressToo() {
        Sample sample = maker.next(
                1,
                List.of(
                        new Answer<>("n1", null, "no answer in time", 1, 2),
                        new Answer<>("n2", Stats.of("n3", 1, 1), null, 1, 2)));
        assertEquals(Map.of("n1", "no answer in time", "n2", "another node answers there"), sample.problems());
        assertEquals(Map.of(), sample.nodes());
    }

    @Test
    void clock_isComparedWithTheMiddleOfTheQuestion_unlessItTookLong() {
        assertEquals(
                10f,
                maker.next(1, List.of(answer(Stats.of("n1", 1, 1))))
                        .nodes()
                        .get("n1")
                        .get("clockOffset"));
        Answer<NodeStats> slow = new Answer<>("n1", Stats.of("n1", 2, 1), null, 4_000, 5_000);
        assertNull(maker.next(2, List.of(slow)).nodes().get("n1").get("clockOffset"));
    }
}
