package dev.meguri.ui.traffic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.api.cache.NodeStats;
import dev.meguri.api.cache.NodeStats.LinkStats;
import dev.meguri.ui.node.NodeRound.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficMakerTest {
    private final TrafficMaker maker = new TrafficMaker();

    private static Answer<NodeStats> answer(String nodeId, long uptimeMillis, LinkStats... links) {
        return new Answer<>(nodeId, stats(nodeId, uptimeMillis, List.of(links)), null, 1, 2);
    }

    private static NodeStats stats(String nodeId, long uptimeMillis, List<LinkStats> links) {
        return new NodeStats(
                nodeId,
                "ACTIVE",
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                List.of(),
                null,
                null,
                uptimeMillis,
                1,
                List.of(),
                0,
                null,
                0,
                0,
                null,
                links);
    }

    private static LinkStats copies(String peer, long messages, long bytes) {
        return new LinkStats(peer, "replicate", messages, bytes);
    }

    @SafeVarargs
    private Traffic next(Answer<NodeStats>... answers) {
        return maker.next(1, List.of(answers));
    }

    @Test
    void firstAnswer_hasNoRates() {
        assertEquals(
                List.of(),
                next(answer("n1", 60_000, copies("n2", 1_000_000, 1))).kinds());
    }

    @Test
    void ratesAreByTheNodesOwnTime_theStrongestLinkFirst_kindsInTheirOrder() {
        next(answer("n1", 1_000, copies("n2", 100, 1_000), copies("n3", 10, 100)), answer("n2", 5_000));
        Traffic traffic = next(
                answer(
                        "n1",
                        3_000,
                        copies("n2", 300, 3_000),
                        copies("n3", 1_010, 100_100),
                        new LinkStats("manager", "heartbeat", 4, 80)),
                answer("n2", 6_000, new LinkStats("n1", "gossip", 3, 90)));
        assertEquals(List.of("manager", "n1", "n2", "n3"), traffic.nodes());
        assertEquals(
                List.of("replicate", "gossip", "heartbeat"),
                traffic.kinds().stream().map(Traffic.OfKind::kind).toList());
        Traffic.OfKind copies = traffic.kinds().getFirst();
        assertEquals(600f, copies.messages());
        assertEquals(51_000f, copies.bytes());
        assertEquals(2, copies.links());
        assertArrayEquals(new float[] {1, 3, 500, 50_000, 1, 2, 100, 1_000}, copies.strongest());
        assertArrayEquals(new float[] {1, 0, 2, 40}, traffic.kinds().getLast().strongest());
    }

    @Test
    void linksThatWereSilent_areNotThere() {
        next(answer("n1", 1_000, copies("n2", 100, 1_000)));
        assertEquals(
                List.of(), next(answer("n1", 2_000, copies("n2", 100, 1_000))).kinds());
    }

    @Test
    void nodeThatStartedAnew_hasNoRates_ratherThanNegativeOrHugeOnes_andThenItsOwn() {
        next(answer("n1", 60_000, copies("n2", 1_000_000, 1_000_000)));
        assertEquals(List.of(), next(answer("n1", 500, copies("n2", 50, 50))).kinds());
        assertEquals(
                100f,
                next(answer("n1", 1_500, copies("n2", 150, 150)))
                        .kinds()
                        .getFirst()
                        .messages());
    }

    @Test
    void nodeThatStartedAnew_andWasNotAskedForLong_hasNoNegativeRates() {
        next(answer("n1", 1_000, copies("n2", 500, 500)));
        assertEquals(
                List.of(), next(answer("n1", 9_000, copies("n2", 400, 400))).kinds());
    }

    @Test
    void twoAnswersAtOnce_haveNoRates() {
        next(answer("n1", 1_000, copies("n2", 1, 1)));
        assertEquals(
                List.of(), next(answer("n1", 1_001, copies("n2", 100_000, 1))).kinds());
    }

    @Test
    void nodeThatIsAwayForOneRound_isForgotten_soThatTheGapIsNotASpike() {
        next(answer("n1", 1_000, copies("n2", 1, 1)));
        next(answer("n2", 1_000));
        assertEquals(
                List.of(), next(answer("n1", 3_000, copies("n2", 100_000, 1))).kinds());
    }

    @Test
    void anotherNodeAtTheAddress_orNoAnswer_countsForNobody() {
        next(new Answer<>("n1", stats("n9", 1_000, List.of(copies("n2", 1, 1))), null, 1, 2));
        Traffic traffic = next(
                new Answer<>("n1", stats("n9", 2_000, List.of(copies("n2", 9, 9))), null, 1, 2),
                new Answer<>("n2", null, "no answer in time", 1, 2));
        assertEquals(List.of(), traffic.kinds());
    }

    @Test
    void moreLinksThanTheLimit_theStrongestAreSent_andTheSumsAreOfAll() {
        List<LinkStats> none = new ArrayList<>();
        List<LinkStats> many = new ArrayList<>();
        for (int peer = 1; peer <= 100; peer++) {
            none.add(copies("p" + peer, 0, 0));
            many.add(copies("p" + peer, peer, 10L * peer));
        }
        maker.next(1, List.of(new Answer<>("n1", stats("n1", 1_000, none), null, 1, 2)));
        Traffic traffic = maker.next(2, List.of(new Answer<>("n1", stats("n1", 2_000, many), null, 1, 2)));
        Traffic.OfKind copies = traffic.kinds().getFirst();
        assertEquals(100, copies.links());
        assertEquals(5_050f, copies.messages());
        assertEquals(4 * TrafficMaker.MAX_LINKS_PER_KIND, copies.strongest().length);
        assertEquals(100f, copies.strongest()[2]);
        assertEquals(1 + TrafficMaker.MAX_LINKS_PER_KIND, traffic.nodes().size());
    }
}
