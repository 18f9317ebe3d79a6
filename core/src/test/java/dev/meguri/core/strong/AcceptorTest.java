package dev.meguri.core.strong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Voter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptorTest {
    private static final Key KEY = Key.of("k");
    private static final Key OTHER = Key.of("other");

    private Acceptor acceptor = voter(StrongMemory.UNBOUNDED);

    @Test
    void message_ofOlderEpoch_isStale() {
        adopt(5, "n0");
        StrongMessage.Stale stale = assertInstanceOf(StrongMessage.Stale.class, prepareAt(4, 1));
        assertEquals(5, stale.epoch());
    }

    @Test
    void message_toWhoIsNotListed_getsNoVote() {
        adopt(5, "n1");
        assertNull(prepareAt(5, 1));
    }

    @Test
    void message_toAnotherIncarnation_getsNoVote() {
        acceptor.adopt(VoterLists.stable(5, List.of(new Voter("n0", 2, 5))));
        assertNull(prepareAt(5, 1));
    }

    @Test
    void adoption_ofAnEpochWithoutUs_dropsEverything() {
        accept(3, "v", null);
        raise(2);
        adopt(2, "n1");
        assertEquals(0, acceptor.size());
        assertEquals(Ballot.ZERO, acceptor.limit(KEY));
    }

    @Test
    void adoption_afterAnAbsenceThatWasNotSeen_dropsEverything() {
        accept(3, "v", null);
        acceptor.adopt(VoterLists.stable(7, List.of(new Voter("n0", 1, 6))));
        assertEquals(0, acceptor.size());
    }

    @Test
    void adoption_ofAnUnbrokenRun_keepsEverything() {
        accept(3, "v", null);
        acceptor.adopt(VoterLists.stable(7, List.of(new Voter("n0", 1, 1))));
        assertEquals(ballot(3), acceptor.accepted(KEY));
    }

    @Test
    void prepare_overTheLimit_promises() {
        StrongMessage.Reported reported = assertInstanceOf(StrongMessage.Reported.class, prepare(1));
        assertEquals(Ballot.ZERO, reported.accepted());
        assertEquals(ballot(1), acceptor.limit(KEY));
    }

    @Test
    void prepare_atOrBelowTheLimit_isRefused_withIt() {
        prepare(5);
        assertRefused(prepare(5), 5);
        assertRefused(prepare(4), 5);
        accept(6, "v", ballot(8));
        assertRefused(prepare(7), 8);
    }

    @Test
    void prepare_atOrBelowFloorAndSlotPromise_isRefused_forUnknownKeysToo() {
        raise(5);
        assertRefused(prepare(5), 5);
        slotPrepare(9);
        assertRefused(acceptor.receive(new StrongMessage.Prepare(1, 0, 1, OTHER, ballot(9))), 9);
    }

    @Test
    void accept_belowPromise_isRefused() {
        prepare(5);
        assertRefused(accept(4, "v", null), 5);
        assertInstanceOf(StrongMessage.Accepted.class, accept(5, "v", null));
    }

    @Test
    void accept_belowSlotPromise_isRefused_atIt_isTaken() {
        slotPrepare(5);
        assertRefused(accept(4, "v", null), 5);
        assertInstanceOf(StrongMessage.Accepted.class, accept(5, "v", null));
    }

    @Test
    void accept_atTheFloor_isRefused() {
        raise(5);
        assertRefused(accept(5, "v", null), 5);
        assertInstanceOf(StrongMessage.Accepted.class, accept(6, "v", null));
    }

    @Test
    void accept_leavesThePromise() {
        accept(5, "v", null);
        assertRefused(accept(4, "w", null), 5);
        assertRefused(prepare(5), 5);
    }

    @Test
    void next_isPromised_unlessSomethingHigherWas() {
        assertTrue(((StrongMessage.Accepted) accept(5, "v", ballot(6))).nextPromised());
        prepare(9);
        assertFalse(((StrongMessage.Accepted) accept(5, "v", ballot(6))).nextPromised());
        assertFalse(((StrongMessage.Accepted) accept(9, "w", null)).nextPromised());
    }

    @Test
    void duplicate_raisesThePromise() {
        accept(5, "v", null);
        assertTrue(((StrongMessage.Accepted) accept(5, "v", ballot(6))).nextPromised());
        assertRefused(prepare(6), 6);
    }

    @Test
    void slotPrepare_atAnyPromise_isRefusedAsAWhole() {
        prepare(7);
        assertRefused(slotPrepare(7).getFirst(), 7);
        assertEquals(Ballot.ZERO, acceptor.slotPromise());
        assertInstanceOf(StrongMessage.SlotReported.class, slotPrepare(8).getFirst());
    }

    @Test
    void slotPrepare_reportsWhatWasAccepted_inBoundedParts() {
        accept(5, "v", null);
        acceptor.receive(new StrongMessage.Accept(1, 0, 1, OTHER, ballot(5), value(5, "w"), null));
        acceptor.receive(new StrongMessage.Prepare(1, 0, 1, Key.of("bare"), ballot(5)));
        List<StrongMessage> parts = acceptor.receive(new StrongMessage.SlotPrepare(1, 0, 1, ballot(9)), 1);
        assertEquals(2, parts.size());
        StrongMessage.SlotReported first = (StrongMessage.SlotReported) parts.getFirst();
        assertEquals(2, first.parts());
        assertEquals(1, first.items().size());
    }

    @Test
    void forget_ofThisTombstone_removesIt_andTheLimitStays() {
        acceptor.receive(new StrongMessage.Accept(1, 0, 1, KEY, ballot(5), StrongValue.tombstone(ballot(4)), null));
        forget(5);
        assertEquals(1, acceptor.size(), "the floor is below the promise");
        raise(6);
        forget(4);
        assertEquals(1, acceptor.size(), "another ballot");
        forget(5);
        assertEquals(0, acceptor.size());
        assertEquals(ballot(6), acceptor.limit(KEY));
    }

    @Test
    void forget_ofAValue_doesNothing() {
        accept(5, "v", null);
        raise(6);
        forget(5);
        assertEquals(1, acceptor.size());
    }

    @Test
    void barePromises_thatAreFolded_bindTheSlot() {
        prepare(5);
        acceptor.foldBarePromises();
        assertEquals(0, acceptor.size());
        assertRefused(prepare(5), 5);
        assertRefused(accept(4, "v", null), 5);
    }

    @Test
    void closed_votesNoMore_andItsImageHoldsAll() {
        accept(5, "v", ballot(6));
        acceptor.receive(new StrongMessage.Prepare(1, 0, 1, OTHER, ballot(7)));
        raise(2);
        AcceptorImage image = acceptor.close(9);
        assertNull(prepare(20));
        assertEquals(9, image.counter());
        acceptor = Acceptor.restore(image, "n0", 1, StrongRules.ALL, StrongMemory.UNBOUNDED);
        adopt(1, "n0");
        assertEquals(1, acceptor.epoch());
        assertEquals(ballot(6), acceptor.limit(KEY));
        assertEquals(ballot(7), acceptor.limit(OTHER));
        assertEquals(ballot(2), acceptor.floor());
        assertRefused(prepare(6), 6);
    }

    @Test
    void account_isWhatTheRegistersCost() {
        long[] bytes = {0};
        acceptor = voter(new StrongMemory() {
            @Override
            public boolean hasRoom(Key key, long growth) {
                return bytes[0] + growth <= 300;
            }

            @Override
            public void changed(Key key, long growth, int values) {
                bytes[0] += growth;
            }
        });
        prepare(1);
        assertEquals(StrongMemory.bytesOf(KEY, null), bytes[0]);
        accept(1, "v", null);
        assertEquals(StrongMemory.bytesOf(KEY, value(1, "v")), bytes[0]);
        assertInstanceOf(StrongMessage.NoRoom.class, accept(2, "v".repeat(200), ballot(3)), "a change");
        assertEquals(ballot(1), acceptor.accepted(KEY));
        assertInstanceOf(StrongMessage.Accepted.class, accept(2, "v".repeat(200), null), "a copy");
        assertEquals(StrongMemory.bytesOf(KEY, value(1, "v".repeat(200))), bytes[0]);
        adopt(9, "n1");
        assertEquals(0, bytes[0]);
    }

    @Test
    void promiseForAKeyWithoutRoom_bindsTheSlot() {
        acceptor = voter(new StrongMemory() {
            @Override
            public boolean hasRoom(Key key, long growth) {
                return false;
            }

            @Override
            public void changed(Key key, long growth, int values) {}
        });
        assertInstanceOf(StrongMessage.Reported.class, acceptor.receive(prepareOf(OTHER)));
        assertEquals(0, acceptor.size());
        assertRefused(prepare(50), 50);
        assertRefused(acceptor.receive(prepareOf(OTHER)), 50);
    }

    private static Acceptor voter(StrongMemory memory) {
        Acceptor acceptor = new Acceptor(0, "n0", 1, StrongRules.ALL, memory);
        acceptor.adopt(VoterLists.stable(1, List.of(new Voter("n0", 1, 1))));
        return acceptor;
    }

    private static StrongMessage.Request prepareOf(Key key) {
        return new StrongMessage.Prepare(1, 0, 1, key, ballot(50));
    }

    private void adopt(long epoch, String... nodes) {
        List<Voter> list = new ArrayList<>();
        for (String node : nodes) {
            list.add(new Voter(node, 1, epoch));
        }
        acceptor.adopt(VoterLists.stable(epoch, list));
    }

    private StrongMessage prepare(long counter) {
        return prepareAt(1, counter);
    }

    private StrongMessage prepareAt(long epoch, long counter) {
        return acceptor.receive(new StrongMessage.Prepare(1, 0, epoch, KEY, ballot(counter)));
    }

    private StrongMessage accept(long counter, String data, Ballot next) {
        return acceptor.receive(new StrongMessage.Accept(1, 0, 1, KEY, ballot(counter), value(counter, data), next));
    }

    private List<StrongMessage> slotPrepare(long counter) {
        return acceptor.receive(new StrongMessage.SlotPrepare(1, 0, 1, ballot(counter)), 1_000);
    }

    private void raise(long counter) {
        acceptor.receive(new StrongMessage.RaiseFloor(1, 0, 1, ballot(counter)));
    }

    private void forget(long counter) {
        acceptor.receive(new StrongMessage.Forget(1, 0, 1, KEY, ballot(counter)));
    }

    private static void assertRefused(StrongMessage answer, long limit) {
        assertEquals(
                ballot(limit),
                assertInstanceOf(StrongMessage.Refused.class, answer).limit());
    }

    private static Ballot ballot(long counter) {
        return new Ballot(counter, "p", 1);
    }

    private static StrongValue value(long counter, String data) {
        return new StrongValue(ballot(counter), data.getBytes(StandardCharsets.UTF_8), "", 0);
    }
}
