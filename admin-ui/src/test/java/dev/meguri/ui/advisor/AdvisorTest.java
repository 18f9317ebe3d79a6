package dev.meguri.ui.advisor;

import static dev.meguri.ui.advisor.TestFacts.behind;
import static dev.meguri.ui.advisor.TestFacts.clock;
import static dev.meguri.ui.advisor.TestFacts.evicting;
import static dev.meguri.ui.advisor.TestFacts.latency;
import static dev.meguri.ui.advisor.TestFacts.leading;
import static dev.meguri.ui.advisor.TestFacts.operations;
import static dev.meguri.ui.advisor.TestFacts.silent;
import static dev.meguri.ui.advisor.TestFacts.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.cluster.LostSlots;
import dev.meguri.ui.advisor.Advice.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvisorTest {
    private final TestFacts facts = new TestFacts(3);

    private Advice only(String rule) {
        List<Advice> advice = facts.advice();
        assertEquals(List.of(rule), advice.stream().map(Advice::rule).toList());
        return advice.getFirst();
    }

    private void nothing() {
        assertEquals(List.of(), facts.advice());
    }

    @Test
    void allIsWell_thereIsNoAdvice() {
        nothing();
    }

    @Test
    void slotsBelowTheirCount_nameWhoIsDown() {
        facts.down("n4");
        facts.underReplicated = 7;
        Advice advice = only("under_replicated");
        assertEquals("7 slots below their replica count", advice.what().text());
        assertEquals(List.of("n4"), advice.nodes());
        assertTrue(advice.todo().text().startsWith("Start n4."), advice.todo().text());
    }

    @Test
    void slotsThatNobodyHolds_areTheWorst_andTellNothingLessBesides() {
        facts.down("n4");
        facts.down("n5");
        facts.underReplicated = 9;
        facts.withoutHolder = 1;
        Advice advice = only("slots_without_holder");
        assertEquals(Weight.BAD, advice.weight());
        assertEquals("1 slot cannot be read", advice.what().text());
        assertEquals("Start n4 and n5.", advice.todo().text());
    }

    @Test
    void lostMemory_namesTheWayOut() {
        facts.lost = new LostSlots(2, List.of());
        assertTrue(only("lost_memory").todo().text().contains("accept-loss"));
    }

    @Test
    void fewerNodesThanCopies_isSaid_unlessOneIsDown() {
        TestFacts small = new TestFacts(1);
        assertEquals(
                "Every key is kept once only", small.advice().getFirst().what().text());
        small.down("n2");
        assertEquals(List.of(), small.advice());
        small.formed = false;
        assertEquals(List.of(), small.advice());
    }

    @Test
    void skewedLoad_byClientsThatAskOneNode() {
        facts.node(1, operations(8_000));
        Advice advice = only("skewed_load");
        assertEquals("n1 takes 80% of the load", advice.what().text());
        assertTrue(
                advice.why().text().contains("2.4 times its share of 10,000 operations"),
                advice.why().text());
        assertTrue(
                advice.todo().text().contains("addresses of all nodes"),
                advice.todo().text());
    }

    @Test
    void skewedLoad_byLeadingMoreSlots() {
        facts.node(1, operations(8_000));
        facts.node(1, leading(9_000));
        assertTrue(only("skewed_load").why().text().contains("leads 45% of the slots"));
    }

    @Test
    void skewedLoad_byAHotKey_pointsToIt() {
        facts.node(1, operations(8_000));
        facts.hotSlot = new HotSlot(42, 6_000, 0.6, "k", 0.9, "n1");
        List<Advice> advice = facts.advice();
        assertEquals(
                List.of("hot_key", "skewed_load"),
                advice.stream().map(Advice::rule).toList());
        assertEquals("See to the hot key first.", advice.get(1).todo().text());
    }

    @Test
    void littleLoad_isNeverSkewed_norHot() {
        facts.node(1, operations(90));
        facts.node(2, operations(0));
        facts.node(3, operations(0));
        facts.hotSlot = new HotSlot(42, 90, 1, "k", 1, "n1");
        nothing();
    }

    @Test
    void hotKey_isNamed_andManyKeysOfOneTagAreNot() {
        facts.hotSlot = new HotSlot(42, 900, 0.3, "<b>", 0.8, "n2");
        Advice advice = only("hot_key");
        assertEquals("<b>", advice.key());
        assertEquals(List.of("n2"), advice.nodes());
        facts.hotSlot = new HotSlot(42, 900, 0.3, "{a}1", 0.1, "n2");
        assertTrue(only("hot_slot").todo().text().contains("{hash tag}"));
        facts.hotSlot = new HotSlot(42, 900, 0.19, "k", 1, "n2");
        nothing();
    }

    @Test
    void evictions_tellAFullPoolFromABudget() {
        facts.node(2, evicting(50, 0.99));
        assertTrue(only("evictions").why().text().contains("memory of n2 is full: 99%"));
        facts.node(2, evicting(50, 0.2));
        assertTrue(only("evictions").todo().text().contains("maxBytes"));
        facts.node(2, evicting(0.5, 0.99));
        nothing();
    }

    @Test
    void slowNode_isSlowBesideTheOthers_andNotByItself() {
        facts.node(3, latency(60_000, 0.3));
        Advice advice = only("slow_node");
        assertEquals("n3 is slow", advice.what().text());
        assertTrue(
                advice.why().text().contains("over 60 ms; at the others it is 0.9 ms"),
                advice.why().text());
        assertTrue(advice.todo().text().contains("not busy"), advice.todo().text());
        facts.node(1, latency(60_000, 0.3));
        facts.node(2, latency(60_000, 0.3));
        nothing();
        facts.node(1, latency(900, 0.3));
        facts.node(2, latency(900, 0.3));
        facts.node(3, latency(5_000, 0.3));
        nothing();
    }

    @Test
    void busyNode_isANotice() {
        facts.node(1, latency(900, 0.95));
        assertEquals(Weight.INFO, only("busy_node").weight());
    }

    @Test
    void activeNodeThatDoesNotAnswer_isNamedWithTheReason() {
        facts.node(2, silent("no answer in time"));
        assertTrue(only("silent_node").why().text().endsWith("no answer in time."));
    }

    @Test
    void clock_isBesideTheOthers_notBesideOurs() {
        for (int i = 1; i <= 3; i++) {
            facts.node(i, clock(9_000));
        }
        nothing();
        facts.node(2, clock(7_500));
        Advice advice = only("clock_offset");
        assertEquals("The clock of n2 is 1.5 s behind", advice.what().text());
        assertEquals(Weight.WARN, advice.weight());
        facts.node(2, clock(70_000));
        assertEquals(
                "The clock of n2 is 1 min ahead", only("clock_offset").what().text());
        assertEquals(Weight.BAD, only("clock_offset").weight());
    }

    @Test
    void snapshot_oldOrNeverWritten() {
        facts.node(1, snapshot(600));
        assertEquals("The snapshot of n1 is old", only("stale_snapshot").what().text());
        facts.node(1, snapshot(Double.NaN));
        assertEquals("n1 has written no snapshot", only("stale_snapshot").what().text());
        facts.node(1, snapshot(60));
        nothing();
    }

    @Test
    void lag_countsTheHints() {
        facts.node(1, behind(12_000, 1_234));
        Advice advice = only("replication_lag");
        assertEquals("Replicas are 12 s behind n1", advice.what().text());
        assertTrue(
                advice.why().text().contains("1,234 writes as hints"),
                advice.why().text());
        facts.node(1, behind(500, 3));
        nothing();
    }

    @Test
    void theWorst_comesFirst() {
        facts.node(1, snapshot(600));
        facts.node(2, latency(900, 0.95));
        facts.withoutHolder = 5;
        assertEquals(
                List.of(Weight.BAD, Weight.WARN, Weight.INFO),
                facts.advice().stream().map(Advice::weight).toList());
    }
}
