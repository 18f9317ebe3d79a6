package dev.meguri.core.strong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Voter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final Key KEY = Key.of("k");
    private static final Ballot BASE = new Ballot(3, "n1", 1);
    private static final Ballot ROUND = new Ballot(7, "n0", 1);
    private static final long NOW = 1_000;

    private final SlotBook book = new SlotBook(0);

    @Test
    void put_hasTheRoundsBallotAsVersion_andItsExpiry() {
        Fold fold = fold(null, put("v", 50, Condition.ALWAYS));
        assertEquals(new StrongOutcome.Written(ROUND, NOW + 50, 0, true), fold.outcomes[0]);
        assertEquals(ROUND, fold.value.changeBallot());
        assertEquals(NOW + 50, fold.value.expireAtMillis());
        assertTrue(fold.changed);
    }

    @Test
    void compareAndSet_thatDoesNotHold_keepsTheValue() {
        StrongValue base = value("v", 0);
        Fold fold = fold(base, put("w", 0, new Condition.IfVersion(ROUND.toVersion())));
        assertEquals(new StrongOutcome.ConditionFailed(BASE), fold.outcomes[0]);
        assertSame(base, fold.value);
        assertFalse(fold.changed);
    }

    @Test
    void compareAndSet_ofTheVersion_holds() {
        Fold fold = fold(value("v", 0), put("w", 0, new Condition.IfVersion(BASE.toVersion())));
        assertInstanceOf(StrongOutcome.Written.class, fold.outcomes[0]);
    }

    @Test
    void several_areOneChange_eachSeesTheOnesBefore() {
        Fold fold = fold(
                null,
                put("1", 0, Condition.IF_ABSENT),
                put("2", 0, Condition.IF_ABSENT),
                new Operation.Increment(KEY, 4, 0),
                new Operation.Get(KEY));
        StrongOutcome.Written first = assertInstanceOf(StrongOutcome.Written.class, fold.outcomes[0]);
        assertNotEquals(ROUND, first.version());
        assertEquals(new StrongOutcome.ConditionFailed(first.version()), fold.outcomes[1]);
        assertEquals(new StrongOutcome.Written(ROUND, 0, 5, false), fold.outcomes[2]);
        assertEquals(new StrongOutcome.Found(fold.value, ROUND), fold.outcomes[3]);
        assertEquals("5", text(fold.value));
        assertEquals(ROUND, fold.value.changeBallot());
    }

    @Test
    void removal_leavesATombstone_ofNothing_nothing() {
        Fold fold = fold(value("v", 0), new Operation.Remove(KEY, Condition.ALWAYS));
        assertEquals(new StrongOutcome.Removed(ROUND), fold.outcomes[0]);
        assertTrue(fold.value.isTombstone());
        fold = fold(null, new Operation.Remove(KEY, Condition.ALWAYS));
        assertEquals(new StrongOutcome.Removed(null), fold.outcomes[0]);
        assertFalse(fold.changed);
    }

    @Test
    void valueWhoseTimeIsOver_isAbsent_andThatIsNoChangeOfTheClients() {
        Fold fold = fold(value("v", NOW), new Operation.Get(KEY));
        assertEquals(StrongOutcome.ABSENT, fold.outcomes[0]);
        assertTrue(fold.late);
        assertTrue(fold.value.isTombstone());
        assertEquals(ROUND, fold.value.changeBallot());
        assertFalse(fold.changed);
    }

    @Test
    void increment_keepsTheExpiry_andRefusesWhatIsNoNumber() {
        Fold fold = fold(value("41", NOW + 9), new Operation.Increment(KEY, 1, 500));
        assertEquals(new StrongOutcome.Written(ROUND, NOW + 9, 42, false), fold.outcomes[0]);
        fold = fold(value("x", 0), new Operation.Increment(KEY, 1, 0));
        assertEquals(
                Failure.NOT_A_NUMBER,
                assertInstanceOf(StrongOutcome.Refused.class, fold.outcomes[0]).failure());
        fold = fold(value(Long.toString(Long.MAX_VALUE), 0), new Operation.Increment(KEY, 1, 0));
        assertEquals(
                Failure.NUMBER_OVERFLOW,
                assertInstanceOf(StrongOutcome.Refused.class, fold.outcomes[0]).failure());
    }

    @Test
    void sweep_takesOnlyTheChangeItSaw() {
        assertTrue(run(value("v", 0), new StrongAsk.Expire(BASE)).value.isTombstone());
        assertFalse(run(value("v", 0), new StrongAsk.Expire(ROUND)).value.isTombstone());
    }

    @Test
    void collection_ofAValue_isLive() {
        assertEquals(StrongOutcome.LIVE, run(value("v", 0), StrongAsk.COLLECT).outcomes[0]);
        assertInstanceOf(
                StrongOutcome.Identified.class, run(StrongValue.tombstone(BASE), StrongAsk.COLLECT).outcomes[0]);
    }

    private Fold fold(StrongValue base, Operation... operations) {
        StrongAsk[] asks = new StrongAsk[operations.length];
        for (int i = 0; i < asks.length; i++) {
            asks[i] = new StrongAsk.Client(operations[i], Policy.defaults());
        }
        return run(base, asks);
    }

    private Fold run(StrongValue base, StrongAsk... asks) {
        book.counter = ROUND.counter();
        book.lists = VoterLists.stable(1, List.of(new Voter("n0", 1, 1)));
        List<Pending> pending = new ArrayList<>();
        for (StrongAsk ask : asks) {
            pending.add(new Pending(null, KEY, ask, (outcome, answered, voters) -> {}));
        }
        Fold fold = new Fold(StrongRules.ALL, book, "n0", 1, ROUND, NOW, asks.length);
        fold.run(BASE, base, pending);
        return fold;
    }

    private static Operation put(String text, long ttl, Condition condition) {
        return new Operation.Put(KEY, text.getBytes(StandardCharsets.UTF_8), "", ttl, condition);
    }

    private static StrongValue value(String text, long expireAt) {
        return new StrongValue(BASE, text.getBytes(StandardCharsets.UTF_8), "", expireAt);
    }

    private static String text(StrongValue value) {
        return new String(value.data(), StandardCharsets.UTF_8);
    }
}
