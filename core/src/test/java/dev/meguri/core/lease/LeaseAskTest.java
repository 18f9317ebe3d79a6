package dev.meguri.core.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.lease.LeaseAsk.Step;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.token.ChangeToken;
import dev.meguri.core.token.ClientToken;
import dev.meguri.core.version.Version;
import org.junit.jupiter.api.Test;

/** One question after the other, and what is asked next. */
class LeaseAskTest {
    private static final Key KEY = Key.of("k");
    private static final long NOW = 1_000;
    private static final long WALL = 5_000_000;
    private static final Receipt RECEIPT = new Receipt(Receipt.Source.PRIMARY, "node-1", 7, 1, 1, 3);
    private static final Version OURS = new Version(9, "node-1", 1);
    private static final ClientToken TOKEN = new ClientToken(new ChangeToken(1, 2), 0);
    private static final Result ABSENT = new Result.Absent(null, RECEIPT);
    private static final Result HELD = new Result.ConditionFailed(new Version(3, "node-2", 1), RECEIPT);
    private static final Result TAKEN = new Result.Written(OURS, WALL + 10_000, 0, true, RECEIPT);
    private static final Result.Failed DOUBT = new Result.Failed(Failure.IN_DOUBT, "who knows", 7, 1, 2);

    private final LeaseAsk ask = new LeaseAsk(KEY, new LeaseTerms(500, 10_000, 200), TOKEN, NOW);
    private long now = NOW;

    private static Result value(long leftMillis) {
        long expireAt = leftMillis == 0 ? 0 : WALL + leftMillis;
        return new Result.Found(Entry.value(KEY, new Version(5, "node-3", 1), new byte[1], "", expireAt), RECEIPT);
    }

    private static void expectValue(long leftMillis, Result found) {
        assertEquals(
                WALL + leftMillis,
                assertInstanceOf(Result.Found.class, found).entry().expireAtMillis());
    }

    private Step told(Result result) {
        return ask.answered(result, now, WALL);
    }

    private static Operation asked(Step step) {
        return assertInstanceOf(Step.Ask.class, step).operation();
    }

    private static LeaseAnswer.Known known(Step step) {
        return assertInstanceOf(
                LeaseAnswer.Known.class, assertInstanceOf(Step.Done.class, step).answer());
    }

    private void expectTaking(Step step) {
        Operation.Put put = assertInstanceOf(Operation.Put.class, asked(step));
        assertEquals(LeaseKey.of(KEY), put.key());
        assertEquals(Condition.IF_ABSENT, put.condition());
        assertEquals(10_000, put.ttlMillis());
        assertEquals(TOKEN, ((Step.Ask) step).token());
    }

    @Test
    void aFreshValue_isTheAnswer_andCostsOneRead() {
        assertEquals(new Operation.Get(KEY), asked(ask.first()));
        LeaseAnswer.Known known = known(told(value(501)));
        assertNull(known.lease());
        expectValue(501, known.value());
    }

    @Test
    void aValueWithoutATimeToLive_isFreshForEver() {
        ask.first();
        assertNull(known(told(value(0))).lease());
    }

    @Test
    void nothing_isLeased_andLookedForAgain_asWhoHeldTheLeaseMayHaveLoadedIt() {
        ask.first();
        expectTaking(told(ABSENT));
        assertEquals(new Operation.Get(KEY), asked(told(TAKEN)));
        LeaseAnswer.Known known = known(told(ABSENT));
        assertEquals(OURS, known.lease());
        assertEquals(WALL + 10_000, known.leaseUntilMillis());
    }

    @Test
    void whatWasLoadedMeanwhile_isTheAnswer_andTheLeaseIsGivenBack() {
        ask.first();
        told(ABSENT);
        told(TAKEN);
        assertEquals(new Operation.Remove(LeaseKey.of(KEY), new Condition.IfVersion(OURS)), asked(told(value(9_000))));
        LeaseAnswer.Known known = known(told(new Result.Removed(OURS, true, RECEIPT)));
        assertNull(known.lease());
        expectValue(9_000, known.value());
    }

    @Test
    void anOldValue_isLeasedToOne_andGivenToTheOthersAtOnce() {
        ask.first();
        expectTaking(told(value(500)));
        LeaseAnswer.Known known = known(told(HELD));
        assertNull(known.lease());
        assertTrue(known.isLoading());
        expectValue(500, known.value());
    }

    @Test
    void anOldValue_isBetterThanNoLease() {
        ask.first();
        told(value(1));
        Step step = told(new Result.Failed(Failure.UNAVAILABLE, "no voters", 7, 0, 2));
        expectValue(1, known(step).value());
    }

    @Test
    void whereSomebodyElseLoads_theValueIsWaitedFor_andTheLeaseTriedAgainLessOften() {
        ask.first();
        told(ABSENT);
        Step pause = told(HELD);
        int takes = 1;
        int waits = 0;
        while (pause instanceof Step.Wait wait) {
            waits++;
            now += wait.millis();
            assertEquals(new Operation.Get(KEY), asked(ask.waited()));
            Step next = told(ABSENT);
            if (next instanceof Step.Ask) {
                expectTaking(next);
                takes++;
                next = told(HELD);
            }
            pause = next;
        }
        LeaseAnswer.Known known = known(pause);
        assertTrue(known.isLoading());
        assertNull(known.lease());
        assertEquals(NOW + 200, now, "for as long as the terms say");
        assertEquals(20, waits);
        assertEquals(3, takes, "at once, and every 100 ms");
    }

    @Test
    void theLeaseOfADeadLoader_goesToOneThatWaits() {
        ask.first();
        told(ABSENT);
        told(HELD);
        now += 100;
        ask.waited();
        expectTaking(told(ABSENT));
        told(TAKEN);
        assertEquals(OURS, known(told(ABSENT)).lease());
    }

    @Test
    void inDoubt_theLeaseIsTakenAgainUnderItsToken_andThenItIsAFailure() {
        ask.first();
        told(ABSENT);
        for (int i = 0; i < 5; i++) {
            expectTaking(told(DOUBT));
        }
        assertEquals(
                new LeaseAnswer.Failed(DOUBT),
                assertInstanceOf(Step.Done.class, told(DOUBT)).answer());
    }

    @Test
    void aReadThatFails_isTheAnswer() {
        Result.Failed failed = new Result.Failed(Failure.UNAVAILABLE, "nobody there", 7, 0, 1);
        ask.first();
        assertEquals(
                new LeaseAnswer.Failed(failed),
                assertInstanceOf(Step.Done.class, told(failed)).answer());
    }

    @Test
    void inPlaceOfAWait_whatIsKnownIsTheAnswer() {
        ask.first();
        told(ABSENT);
        told(HELD);
        assertTrue(known(ask.withoutWaiting()).isLoading());
    }
}
