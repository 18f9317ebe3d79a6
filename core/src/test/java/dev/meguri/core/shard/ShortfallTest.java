package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is told when too few answer: how many of how many, why, and whether the write is in doubt. */
class ShortfallTest {
    private static final Key KEY = Key.of("key1");
    private static final Key STRONG = Key.of("strong:key1");
    private static final String SLOT = " of slot " + KEY.slot(TestCluster.SLOTS);
    private static final String STRONG_SLOT = " of slot " + STRONG.slot(TestCluster.SLOTS);
    private static final String CERTAIN = "; nothing was changed, retry";
    private static final String DOUBT = "; it may have been made: read before a retry";

    private final TestCluster cluster = new TestCluster("a", "b", "c", "d");

    @BeforeEach
    void aHolds() {
        // node d holds nothing: it passes on what it is asked
        cluster.policies(PolicyTable.defaults().with(Policy.strong("strong:")));
        cluster.lists(List.of("a", "b", "c"), List.of());
        cluster.publish();
        cluster.run();
    }

    private static Operation put(Key key) {
        return new Operation.Put(key, new byte[] {1}, "text/plain", Operation.POLICY_TTL, Condition.ALWAYS);
    }

    private static Operation add(Key key) {
        return new Operation.Increment(key, 1, Operation.POLICY_TTL);
    }

    private void assertTold(String node, Operation operation, Failure failure, int acks, int needed, String detail) {
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.call(node, operation));
        assertEquals(detail, failed.detail());
        assertEquals(failure, failed.failure());
        assertEquals(acks + "/" + needed, failed.acks() + "/" + failed.needed());
    }

    // ---- eventual keys -------------------------------------------------------------------------------------------

    @Test
    void tooFewReplicas_areReached() {
        cluster.cut("b", true);
        cluster.cut("c", true);
        String detail = "1 of the 2 replicas needed" + SLOT + " could be reached" + CERTAIN;
        assertTold("a", put(KEY), Failure.NOT_ENOUGH_REPLICAS, 1, 2, detail);
        assertTold("a", add(KEY), Failure.NOT_ENOUGH_REPLICAS, 1, 2, detail);
    }

    @Test
    void nobodyTakesTheWrite() {
        cluster.cut("a", true);
        String primary = "0 of the 2 replicas needed" + SLOT + " answered in time: its serving primary, which alone may"
                + " make this change, could not be reached or is not synced" + CERTAIN;
        assertTold("d", add(KEY), Failure.NOT_ENOUGH_REPLICAS, 0, 2, primary);
        cluster.cut("b", true);
        cluster.cut("c", true);
        String nobody = "0 of the 2 replicas needed" + SLOT + " answered in time: none that takes the write could be"
                + " reached" + CERTAIN;
        assertTold("d", put(KEY), Failure.NOT_ENOUGH_REPLICAS, 0, 2, nobody);
    }

    @Test
    void replicasStaySilent() {
        cluster.cut("b", false);
        cluster.cut("c", false);
        String detail = "1 of the 2 replicas needed" + SLOT + " confirmed the write in time" + DOUBT;
        assertTold("a", put(KEY), Failure.IN_DOUBT, 1, 2, detail);
    }

    @Test
    void theCoordinatorStaysSilent() {
        cluster.cut("a", false);
        String silent =
                "0 of the 2 replicas needed" + SLOT + " are known to have confirmed the write: no answer came in"
                        + " time from a, which works on it" + DOUBT;
        assertTold("d", add(KEY), Failure.IN_DOUBT, 0, 2, silent);
        long id = cluster.submit("d", add(KEY));
        cluster.pass(100);
        cluster.cut("a", true);
        Result.Failed lost = assertInstanceOf(Result.Failed.class, cluster.results.get(id));
        assertEquals(
                "0 of the 2 replicas needed" + SLOT + " are known to have confirmed the write: the connection to a,"
                        + " which worked on it, was lost" + DOUBT,
                lost.detail());
    }

    @Test
    void nobodyWhoWasAskedAnswers() {
        cutAll(false);
        String detail =
                "0 of the 2 replicas needed" + SLOT + " are known to have confirmed the write: an earlier attempt"
                        + " at another node was not answered" + DOUBT;
        long id = cluster.submit("d", put(KEY));
        // All three are tried, 400 ms each; then no way is left until the deadline.
        cluster.pass(1_300);
        cutAll(true);
        cluster.pass(1_000);
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.results.get(id));
        assertEquals(detail, failed.detail());
    }

    @Test
    void replicasAnswerNoRead() {
        cutAll(true);
        String detail = "0 of the 1 synced replicas needed" + SLOT + " answered in time" + CERTAIN;
        assertTold("d", new Operation.Get(KEY), Failure.UNAVAILABLE, 0, 1, detail);
    }

    // ---- strong keys ---------------------------------------------------------------------------------------------

    @Test
    void votersAnswerTooFew() {
        cluster.cut("b", true);
        cluster.cut("c", true);
        String detail = "1 of the 2 voters needed" + STRONG_SLOT + " answered in time" + CERTAIN;
        assertTold("a", put(STRONG), Failure.NOT_ENOUGH_REPLICAS, 1, 2, detail);
        assertTold("a", new Operation.Get(STRONG), Failure.UNAVAILABLE, 1, 2, detail);
    }

    @Test
    void noVoterAnswers() {
        cutAll(true);
        String detail = "0 of the 2 voters needed" + STRONG_SLOT + " answered in time" + CERTAIN;
        assertTold("d", put(STRONG), Failure.NOT_ENOUGH_REPLICAS, 0, 2, detail);
        assertTold("d", new Operation.Get(STRONG), Failure.UNAVAILABLE, 0, 2, detail);
    }

    @Test
    void nobodyAsksTheVoters() {
        dHasNoIncarnation();
        cutAll(true);
        String detail = "0 of the 2 voters needed" + STRONG_SLOT + " answered in time: no node that could ask them was"
                + " reached" + CERTAIN;
        assertTold("d", put(STRONG), Failure.NOT_ENOUGH_REPLICAS, 0, 2, detail);
        assertTold("d", new Operation.Get(STRONG), Failure.UNAVAILABLE, 0, 2, detail);
    }

    private void cutAll(boolean noticed) {
        List.of("a", "b", "c").forEach(node -> cluster.cut(node, noticed));
    }

    /** It proposes nothing itself, then. */
    private void dHasNoIncarnation() {
        cluster.nameless.add("d");
        cluster.publish();
    }

    @Test
    void votersConfirmTooLittle() {
        assertInstanceOf(Result.Written.class, cluster.call("a", put(STRONG)));
        cluster.cut("b", false);
        cluster.cut("c", false);
        String detail = "1 of the 2 voters needed" + STRONG_SLOT + " confirmed the change in time" + DOUBT;
        assertTold("a", put(STRONG), Failure.IN_DOUBT, 1, 2, detail);
    }

    @Test
    void theProposersStaySilent() {
        dHasNoIncarnation();
        cutAll(false);
        String write =
                "0 of the 2 voters needed" + STRONG_SLOT + " are known to have confirmed the change: no answer came"
                        + " in time from b, which proposes it" + DOUBT;
        assertTold("d", put(STRONG), Failure.IN_DOUBT, 0, 2, write);
        String read = "0 of the 2 voters needed" + STRONG_SLOT + " answered in time: b was to ask them" + CERTAIN;
        assertTold("d", new Operation.Get(STRONG), Failure.UNAVAILABLE, 0, 2, read);
    }

    @Test
    void theProposerStaysSilent_andTheNodeItselfBeginsLate() {
        cutAll(false);
        String write = "0 of the 2 voters needed" + STRONG_SLOT
                + " are known to have confirmed the change: it was begun" + " late" + DOUBT;
        assertTold("d", put(STRONG), Failure.IN_DOUBT, 0, 2, write);
        String read = "0 of the 2 voters needed" + STRONG_SLOT + " answered in time: they were asked late" + CERTAIN;
        assertTold("d", new Operation.Get(STRONG), Failure.UNAVAILABLE, 0, 2, read);
    }

    @Test
    void whatWasCertainElsewhere_isNotAfterAnEarlierAttempt() {
        Result.Failed failed = new Result.Failed(
                Failure.NOT_ENOUGH_REPLICAS, "1 of the 2 voters needed of slot 5 answered in time" + CERTAIN, 5, 1, 2);
        assertEquals(
                "1 of the 2 voters needed of slot 5 answered in time; another node may have made it: read before a retry",
                failed.inDoubt("another node may have made it").detail());
    }
}
