package dev.meguri.simulator.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMemory;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.StrongRules.Rule;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.core.strong.VoterLists;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.scenario.ClusterHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The checker of whole clusters is told of votes that must not be, of voters that break a rule or were told the impossible. */
class VoteCheckerTest {
    private static final Key KEY = Key.of("strong:k");
    private static final long EPOCH = 1_000;
    private static final StrongMemory AMPLE = new StrongMemory() {
        @Override
        public boolean hasRoom(Key key, long bytes) {
            return true;
        }

        @Override
        public void changed(Key key, long bytes, int values) {}
    };

    private final SimCluster cluster = ClusterHarness.start(3).cluster();
    private final Observer checks = cluster.world().observers();
    private final int slot = KEY.slot(cluster.world().settings().slotCount());
    private VoterLists lists = stable(EPOCH, 5);

    /** All three nodes, there since an epoch. */
    private static VoterLists stable(long epoch, long since) {
        return VoterLists.stable(
                epoch,
                List.of(new Voter("node-1", 7, since), new Voter("node-2", 7, since), new Voter("node-3", 7, since)));
    }

    private Acceptor voter(String node, Rule... without) {
        Acceptor voter = new Acceptor(slot, node, 7, StrongRules.without(without), AMPLE);
        voter.adopt(lists);
        return voter;
    }

    private static Ballot ballot(long counter) {
        return new Ballot(counter, "node-1", 7);
    }

    private static StrongValue value(long changeCounter, String data) {
        return new StrongValue(ballot(changeCounter), data.getBytes(), "", 0);
    }

    private void ask(String node, Acceptor voter, StrongMessage.Request request) {
        checks.onAsking(cluster.node(node), voter, request);
        boolean accepted = request instanceof StrongMessage.SlotPrepare prepare
                ? voter.receive(prepare, 1_000).isEmpty()
                : voter.receive(request) instanceof StrongMessage.Accepted;
        checks.onAsked(cluster.node(node), voter, lists, request, accepted);
    }

    private void prepare(String node, Acceptor voter, long counter) {
        ask(node, voter, new StrongMessage.Prepare(1, slot, lists.epoch(), KEY, ballot(counter)));
    }

    private void accept(String node, Acceptor voter, long counter, StrongValue value) {
        ask(node, voter, new StrongMessage.Accept(1, slot, lists.epoch(), KEY, ballot(counter), value, null));
    }

    private void proposing(long counter, long parent) {
        checks.onProposing(slot, KEY, ballot(counter), parent == 0 ? Ballot.ZERO : ballot(parent));
    }

    private void assertViolates(String invariant, Executable what) {
        assertEquals(
                invariant, assertThrows(ViolationFound.class, what).violation().invariant());
    }

    @Test
    void votesByTheRules_areFine() {
        Acceptor one = voter("node-1");
        Acceptor two = voter("node-2");
        proposing(1, 0);
        proposing(2, 1);
        for (int counter = 1; counter <= 2; counter++) {
            prepare("node-1", one, counter);
            prepare("node-2", two, counter);
            accept("node-1", one, counter, value(counter, "v" + counter));
            accept("node-2", two, counter, value(counter, "v" + counter));
            accept("node-2", two, counter, value(counter, "v" + counter));
        }
    }

    @Test
    void secondValueUnderOneBallot_isFound() {
        proposing(1, 0);
        accept("node-1", voter("node-1"), 1, value(1, "v"));
        assertViolates("one-value-per-ballot", () -> accept("node-2", voter("node-2"), 1, value(1, "w")));
    }

    @Test
    void promiseThatIsForgottenByAnAccept_isFound() {
        Acceptor voter = voter("node-1", Rule.PROMISE_AFTER_ACCEPT);
        proposing(9, 0);
        accept("node-1", voter, 9, value(9, "v"));
        assertViolates("limits-never-fall", () -> accept("node-1", voter, 4, value(4, "w")));
    }

    @Test
    void promiseThatIsLostBetweenTwoVotes_isFound() {
        Acceptor voter = voter("node-1", Rule.DROPPED_PROMISE_RAISES_SLOT_PROMISE);
        prepare("node-1", voter, 5);
        voter.foldBarePromises();
        assertViolates("limits-never-fall", () -> prepare("node-1", voter, 4));
    }

    @Test
    void voterThatWasAwayFromTheLists_mayBeginEmpty_andNoOther() {
        prepare("node-1", voter("node-1"), 5);
        lists = stable(EPOCH + 2, 5);
        assertViolates("limits-never-fall", () -> prepare("node-1", voter("node-1"), 4));
        lists = stable(EPOCH + 3, EPOCH + 3);
        assertDoesNotThrow(() -> prepare("node-1", voter("node-1"), 4));
    }

    @Test
    void valueAcceptedAtTheFloor_isFound() {
        Acceptor voter = voter("node-1");
        StrongMessage.Request accept = new StrongMessage.Accept(1, slot, EPOCH, KEY, ballot(3), value(3, "v"), null);
        ask("node-1", voter, new StrongMessage.RaiseFloor(1, slot, EPOCH, ballot(3)));
        checks.onAsking(cluster.node("node-1"), voter, accept);
        assertViolates(
                "accepted-above-the-floor", () -> checks.onAsked(cluster.node("node-1"), voter, lists, accept, true));
    }

    @Test
    void parentBelowAChosenBallot_isFound() {
        proposing(1, 0);
        proposing(2, 0);
        accept("node-1", voter("node-1"), 1, value(1, "v"));
        accept("node-2", voter("node-2"), 1, value(1, "v"));
        assertViolates("parents-include-what-was-chosen", () -> accept("node-3", voter("node-3"), 2, value(2, "w")));
    }

    @Test
    void ballotThatIsChosenBelowAnAcceptedOne_isFound() {
        proposing(1, 0);
        proposing(2, 0);
        accept("node-3", voter("node-3"), 2, value(2, "w"));
        accept("node-1", voter("node-1"), 1, value(1, "v"));
        assertViolates("parents-include-what-was-chosen", () -> accept("node-2", voter("node-2"), 1, value(1, "v")));
    }

    @Test
    void votesOfTwoEpochs_areNoQuorum() {
        proposing(1, 0);
        proposing(2, 0);
        accept("node-1", voter("node-1"), 1, value(1, "v"));
        lists = stable(EPOCH + 1, 5);
        accept("node-2", voter("node-2"), 1, value(1, "v"));
        assertDoesNotThrow(() -> accept("node-3", voter("node-3"), 2, value(2, "w")));
    }

    @Test
    void whatWasForgotten_isNoParentOfAnything() {
        Acceptor one = voter("node-1");
        Acceptor two = voter("node-2");
        proposing(1, 0);
        proposing(5, 0);
        accept("node-1", one, 1, StrongValue.tombstone(ballot(1)));
        accept("node-2", two, 1, StrongValue.tombstone(ballot(1)));
        ask("node-1", one, new StrongMessage.RaiseFloor(1, slot, EPOCH, ballot(4)));
        ask("node-1", one, new StrongMessage.Forget(1, slot, EPOCH, KEY, ballot(1)));
        assertDoesNotThrow(() -> accept("node-1", one, 5, value(5, "v")));
    }

    @Test
    void nodesTellOfTheirVotes() {
        ClusterHarness harness = ClusterHarness.start(3);
        int[] seen = new int[2];
        harness.cluster().world().observers().add(new Observer() {
            @Override
            public void onAsked(
                    SimNode node, Acceptor voter, VoterLists of, StrongMessage.Request request, boolean accepted) {
                seen[0] += accepted ? 1 : 0;
            }

            @Override
            public void onProposing(int of, Key key, Ballot ballot, Ballot parent) {
                seen[1]++;
            }
        });
        harness.put("strong:k", "v").runFor(1_000);
        assertEquals(List.of(3, 1), List.of(seen[0], seen[1]), "accepts of three voters, one proposal");
    }
}
