package dev.meguri.core.strong;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.strong.StrongRules.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Folds asks of one key into one change (STRONG.md, rules 5, 10, 11 and 13): each sees what the ones before it left. The last
 * change has the round's ballot as its version; changes that others cover at once have versions of their own, so that no
 * compare-and-set can mistake one for another.
 */
final class Fold {
    private final StrongRules rules;
    private final SlotBook book;
    private final String nodeId;
    private final long incarnation;
    private final Ballot ballot;
    private final long clockMillis;

    /** What the asks make of the base. Null: nothing is there. */
    StrongValue value;
    /** Whether a client's change is in it. */
    boolean changed;
    /** Whether the base counted as absent because its time is over. */
    boolean late;
    /** One per ask. */
    final StrongOutcome[] outcomes;

    private Ballot version;

    Fold(StrongRules rules, SlotBook book, String nodeId, long incarnation, Ballot ballot, long clockMillis, int asks) {
        this.rules = rules;
        this.book = book;
        this.nodeId = nodeId;
        this.incarnation = incarnation;
        this.ballot = ballot;
        this.clockMillis = clockMillis;
        this.outcomes = new StrongOutcome[asks];
    }

    void run(Ballot accepted, StrongValue base, List<Pending> asks) {
        value = base;
        version = base == null ? null : rules.keeps(Rule.VERSION_IS_CHANGE_BALLOT) ? base.changeBallot() : accepted;
        if (!asks.get(0).ask.folds()) {
            outcomes[0] = base != null && !base.isTombstone() && asks.get(0).ask instanceof StrongAsk.Collect
                    ? StrongOutcome.LIVE
                    : new StrongOutcome.Identified(ballot, base, book.lists.epoch());
            return;
        }
        if (base != null && base.isExpiredAt(clockMillis)) {
            late = true;
            value = StrongValue.tombstone(ballot);
            version = ballot;
        }
        int lastChange = -1;
        for (int i = 0; i < outcomes.length; i++) {
            StrongValue before = value;
            outcomes[i] = apply(asks.get(i).ask);
            if (value != before) {
                lastChange = i;
            }
        }
        if (lastChange >= 0) {
            nameLastChange(lastChange);
        } else if (late && !rules.keeps(Rule.EXPIRY_IS_COMMITTED)) {
            value = base;
        }
    }

    private StrongOutcome apply(StrongAsk ask) {
        return switch (ask) {
            case StrongAsk.Client client -> apply(client.operation(), client.policy());
            case StrongAsk.Expire expire -> {
                boolean hit = present() && (version.equals(expire.seen()) || !rules.keeps(Rule.SWEEP_IS_CONDITIONAL));
                if (hit) {
                    Ballot own = fresh();
                    value = StrongValue.tombstone(own);
                    version = own;
                }
                yield StrongOutcome.SWEPT;
            }
            case StrongAsk.Identity identity -> throw new IllegalStateException("an identity round is alone");
            case StrongAsk.Collect collect -> throw new IllegalStateException("a collection is alone");
        };
    }

    private StrongOutcome apply(Operation operation, Policy policy) {
        return switch (operation) {
            case Operation.Get get -> present() ? new StrongOutcome.Found(value, version) : StrongOutcome.ABSENT;
            case Operation.Put put -> {
                if (!holds(put.condition())) {
                    yield new StrongOutcome.ConditionFailed(present() ? version : null);
                }
                yield write(put.value(), put.contentType(), expiry(policy, put.ttlMillis()), 0);
            }
            case Operation.Remove remove -> {
                if (!holds(remove.condition())) {
                    yield new StrongOutcome.ConditionFailed(present() ? version : null);
                }
                if (!present()) {
                    yield new StrongOutcome.Removed(null);
                }
                version = fresh();
                value = StrongValue.tombstone(version);
                changed = true;
                yield new StrongOutcome.Removed(version);
            }
            case Operation.Increment increment -> increment(increment, policy);
        };
    }

    private StrongOutcome increment(Operation.Increment increment, Policy policy) {
        long old = 0;
        if (present()) {
            try {
                old = Long.parseLong(new String(value.data(), StandardCharsets.US_ASCII));
            } catch (NumberFormatException e) {
                return new StrongOutcome.Refused(
                        Failure.NOT_A_NUMBER, "the value there is not a 64-bit integer in decimal");
            }
        }
        long sum = old + increment.delta();
        if (((old ^ sum) & (increment.delta() ^ sum)) < 0) {
            return new StrongOutcome.Refused(
                    Failure.NUMBER_OVERFLOW, old + " plus " + increment.delta() + " does not fit 64 bits");
        }
        String contentType = present() ? value.contentType() : "text/plain";
        long expireAt = present() ? value.expireAtMillis() : expiry(policy, increment.ttlMillis());
        return write(Long.toString(sum).getBytes(StandardCharsets.US_ASCII), contentType, expireAt, sum);
    }

    private StrongOutcome write(byte[] data, String contentType, long expireAtMillis, long number) {
        boolean created = !present();
        version = fresh();
        value = new StrongValue(version, data, contentType, expireAtMillis);
        changed = true;
        return new StrongOutcome.Written(version, expireAtMillis, number, created);
    }

    /** The version of a change that may be covered by the next one; see {@link #nameLastChange}. */
    private Ballot fresh() {
        return outcomes.length == 1 ? ballot : new Ballot(++book.counter, nodeId, incarnation);
    }

    /** What stays is the round's change: it has the round's ballot, in the value and in what those who saw it are told. */
    private void nameLastChange(int lastChange) {
        if (version.equals(ballot)) {
            return;
        }
        Ballot covered = version;
        value = new StrongValue(ballot, value.data(), value.contentType(), value.expireAtMillis());
        version = ballot;
        for (int i = lastChange; i < outcomes.length; i++) {
            outcomes[i] = switch (outcomes[i]) {
                case StrongOutcome.Written written
                when written.version() == covered ->
                    new StrongOutcome.Written(ballot, written.expireAtMillis(), written.number(), written.created());
                case StrongOutcome.Removed removed
                when removed.version() == covered -> new StrongOutcome.Removed(ballot);
                case StrongOutcome.Found found
                when found.version() == covered -> new StrongOutcome.Found(value, ballot);
                case StrongOutcome.ConditionFailed failed
                when failed.current() == covered -> new StrongOutcome.ConditionFailed(ballot);
                case StrongOutcome other -> other;
            };
        }
    }

    private boolean present() {
        return value != null && !value.isTombstone();
    }

    private boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.Always always -> true;
            case Condition.IfAbsent absent -> !present();
            case Condition.IfPresent present -> present();
            case Condition.IfVersion expected -> present() && version.equals(Ballot.of(expected.version()));
        };
    }

    private long expiry(Policy policy, long ttlMillis) {
        long ttl = policy.effectiveTtlMillis(ttlMillis);
        return ttl == 0 ? 0 : clockMillis + ttl;
    }
}
