package dev.meguri.core.lease;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.token.ClientToken;
import dev.meguri.core.version.Version;

/**
 * One question for a value that is to be loaded by one of those who ask, step by step.
 *
 * <pre>
 * READING     a value with enough time left      over: that is it
 *             one with little, or none           TAKING
 *             none, and the lease was taken      WAITING, for as long as the terms say; then READING
 * TAKING      the lease is ours                  READING_AGAIN: whoever had it may have loaded the value meanwhile
 *             somebody has it                    over with what there is; where there is nothing: WAITING
 *             in doubt                           TAKING once more, under the same token
 * READING_AGAIN  nothing, or little time left    over: load it
 *             a value with enough time left      GIVING_BACK, then over: that is it
 * </pre>
 *
 * Of two who ask at once, one takes the register: it is strong. Who takes it later reads what was written before it was given back.
 * One thread at a time owns an ask.
 */
public final class LeaseAsk {
    /** Between two looks for the value. Short: more reads; long: it is found late. */
    private static final long POLL_MILLIS = 10;
    /** Between two attempts to take the lease of somebody else, who may be dead. Short: more rounds of votes; long: a gap. */
    private static final long TAKE_AGAIN_MILLIS = 100;

    private static final int MAX_DOUBTS = 5;
    private static final byte[] NOTHING = new byte[0];

    /** What to do next. */
    public sealed interface Step {
        /** @param token of a change that is made once; null: none */
        record Ask(Operation operation, ClientToken token) implements Step {}

        record Wait(long millis) implements Step {}

        record Done(LeaseAnswer answer) implements Step {}
    }

    private enum Stage {
        READING,
        TAKING,
        READING_AGAIN,
        GIVING_BACK,
        WAITING
    }

    private final Key key;
    private final Key register;
    private final LeaseTerms terms;
    private final ClientToken token;
    private final long untilMillis;

    private Stage stage = Stage.READING;
    /** What was read last. */
    private Result value;

    private long takeAgainMillis;
    private boolean isLoading;
    private int doubts;
    private Version lease;
    private long leaseUntilMillis;

    /**
     * @param token of the lease: it is taken once, and who asks again with it gets the same one
     * @param nowMillis by a steady clock, as in the other methods
     */
    public LeaseAsk(Key key, LeaseTerms terms, ClientToken token, long nowMillis) {
        this.key = key;
        this.register = LeaseKey.of(key);
        this.terms = terms;
        this.token = token;
        this.untilMillis = nowMillis + terms.waitMillis();
        this.takeAgainMillis = nowMillis;
    }

    /** The lease lasts for so long from now on, if it is still this one. */
    public static Operation renewal(Key key, Version lease, long leaseMillis) {
        return new Operation.Put(LeaseKey.of(key), NOTHING, "", leaseMillis, new Condition.IfVersion(lease));
    }

    /** The lease ends, if it is still this one. */
    public static Operation release(Key key, Version lease) {
        return new Operation.Remove(LeaseKey.of(key), new Condition.IfVersion(lease));
    }

    public Step first() {
        return new Step.Ask(new Operation.Get(key), null);
    }

    /** The wait is over. */
    public Step waited() {
        stage = Stage.READING;
        return first();
    }

    /** In place of a wait: what is known is the answer. */
    public Step withoutWaiting() {
        return known();
    }

    /** @param wallMillis by which times to live are judged */
    public Step answered(Result result, long nowMillis, long wallMillis) {
        return switch (stage) {
            case READING -> read(result, nowMillis, wallMillis);
            case TAKING -> taken(result, nowMillis);
            case READING_AGAIN -> readAgain(result, wallMillis);
            case GIVING_BACK -> known();
            case WAITING -> throw new IllegalStateException("nothing was asked");
        };
    }

    private Step read(Result result, long nowMillis, long wallMillis) {
        if (result instanceof Result.Failed failed) {
            return new Step.Done(new LeaseAnswer.Failed(failed));
        }
        value = result;
        if (isFresh(result, wallMillis)) {
            isLoading = false;
            return known();
        }
        return nowMillis >= takeAgainMillis ? take(nowMillis) : waitOrEnd(nowMillis);
    }

    private Step take(long nowMillis) {
        stage = Stage.TAKING;
        takeAgainMillis = nowMillis + TAKE_AGAIN_MILLIS;
        return new Step.Ask(new Operation.Put(register, NOTHING, "", terms.leaseMillis(), Condition.IF_ABSENT), token);
    }

    private Step taken(Result result, long nowMillis) {
        return switch (result) {
            case Result.Written written -> {
                lease = written.version();
                leaseUntilMillis = written.expireAtMillis();
                stage = Stage.READING_AGAIN;
                yield first();
            }
            case Result.ConditionFailed held -> {
                isLoading = true;
                yield value instanceof Result.Found ? known() : waitOrEnd(nowMillis);
            }
            // the same change under the same token: it is made once, and its lease is ours either way
            case Result.Failed failed
            when failed.failure().isInDoubt() && doubts < MAX_DOUBTS -> {
                doubts++;
                yield take(nowMillis);
            }
            case Result.Failed failed ->
                // an old value is better than none
                value instanceof Result.Found ? known() : new Step.Done(new LeaseAnswer.Failed(failed));
            default -> throw new IllegalStateException("no answer to a lease: " + result);
        };
    }

    private Step readAgain(Result result, long wallMillis) {
        boolean failed = result instanceof Result.Failed;
        if (!failed) {
            value = result;
            if (!isFresh(result, wallMillis)) {
                return known();
            }
        } else if (value instanceof Result.Found) {
            return known();
        }
        Version ours = lease;
        lease = null;
        leaseUntilMillis = 0;
        if (failed) {
            // somebody else may be able to read; the lease ends by itself
            return new Step.Done(new LeaseAnswer.Failed((Result.Failed) result));
        }
        isLoading = false;
        stage = Stage.GIVING_BACK;
        return new Step.Ask(release(key, ours), null);
    }

    private Step waitOrEnd(long nowMillis) {
        if (value instanceof Result.Found || nowMillis >= untilMillis) {
            return known();
        }
        stage = Stage.WAITING;
        return new Step.Wait(Math.min(POLL_MILLIS, untilMillis - nowMillis));
    }

    private Step known() {
        return new Step.Done(new LeaseAnswer.Known(value, lease, leaseUntilMillis, isLoading));
    }

    private boolean isFresh(Result result, long wallMillis) {
        if (!(result instanceof Result.Found found)) {
            return false;
        }
        long expireAt = found.entry().expireAtMillis();
        return expireAt == 0 || expireAt - wallMillis > terms.refreshMillis();
    }
}
