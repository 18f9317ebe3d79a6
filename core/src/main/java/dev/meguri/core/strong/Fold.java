package dev.meguri.core.strong;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Decimals;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.strong.StrongRules.Rule;
import dev.meguri.core.token.Made;
import dev.meguri.core.token.Once;
import dev.meguri.core.token.Trail;
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
    /** Whether an ask is found to have been made before. */
    boolean repeated;
    /** Whether the base counted as absent because its time is over. */
    boolean late;
    /** One per ask. */
    final StrongOutcome[] outcomes;
    /** Whether the ask makes the change that it is told of; else it changes nothing, or had made it before. */
    final boolean[] changes;

    private Ballot version;

    static Fold of(Proposer proposer, SlotBook book, Ballot ballot, int asks) {
        return new Fold(
                proposer.rules,
                book,
                proposer.settings.nodeId(),
                proposer.incarnation(),
                ballot,
                proposer.ports.clockMillis(),
                asks);
    }

    Fold(StrongRules rules, SlotBook book, String nodeId, long incarnation, Ballot ballot, long clockMillis, int asks) {
        this.rules = rules;
        this.book = book;
        this.nodeId = nodeId;
        this.incarnation = incarnation;
        this.ballot = ballot;
        this.clockMillis = clockMillis;
        this.outcomes = new StrongOutcome[asks];
        this.changes = new boolean[asks];
    }

    void run(Ballot accepted, StrongValue base, List<Pending> asks) {
        value = base;
        version = base == null ? null : rules.keeps(Rule.VERSION_IS_CHANGE_BALLOT) ? base.changeBallot() : accepted;
        if (!asks.get(0).ask.folds()) {
            outcomes[0] = asks.get(0).ask instanceof StrongAsk.Collect && isNeeded(base)
                    ? StrongOutcome.LIVE
                    : new StrongOutcome.Identified(ballot, base, book.lists.epoch());
            return;
        }
        if (base != null && base.isExpiredAt(clockMillis)) {
            late = true;
            value = StrongValue.tombstone(ballot, base.trail().at(clockMillis));
            version = ballot;
        }
        int lastChange = -1;
        for (int i = 0; i < outcomes.length; i++) {
            StrongValue before = value;
            outcomes[i] = apply(asks.get(i).ask);
            if (value != before) {
                changes[i] = true;
                lastChange = i;
            }
        }
        if (lastChange >= 0) {
            nameLastChange(lastChange);
        } else if (late && !rules.keeps(Rule.EXPIRY_IS_COMMITTED)) {
            value = base;
        }
    }

    /**
     * Rule 13: who is off by more than the skew that is allowed stamps no time to live, and does not judge by his clock that
     * one is over. Asks that need it are refused, the others have no outcome yet. False: none does.
     */
    boolean refuseTimes(long offMillis) {
        boolean any = late;
        for (int i = 0; i < outcomes.length; i++) {
            any |= needsTime(i);
        }
        for (int i = 0; any && i < outcomes.length; i++) {
            outcomes[i] = late || needsTime(i) ? off(offMillis) : null;
        }
        return any;
    }

    /** Whether the ask is given a time to live, or counts as too old for its token to be remembered. */
    private boolean needsTime(int i) {
        return outcomes[i] == StrongOutcome.FORGOTTEN
                || changes[i] && outcomes[i] instanceof StrongOutcome.Written written && written.expireAtMillis() != 0;
    }

    private StrongOutcome off(long offMillis) {
        String detail = "the clock of " + nodeId + " is " + Math.abs(offMillis) + " ms "
                + (offMillis > 0 ? "ahead of" : "behind") + " those of its peers, more than maxClockSkew: it judges no"
                + " times to live. Nothing was changed: retry, through another node; an operator sets the clock right";
        return new StrongOutcome.Refused(Failure.CLOCK_SKEW, detail);
    }

    private StrongOutcome apply(StrongAsk ask) {
        return switch (ask) {
            case StrongAsk.Client client -> apply(client);
            case StrongAsk.Expire expire -> {
                boolean hit = present() && (version.equals(expire.seen()) || !rules.keeps(Rule.SWEEP_IS_CONDITIONAL));
                if (hit) {
                    Ballot own = fresh();
                    value = StrongValue.tombstone(own, value.trail().at(clockMillis));
                    version = own;
                }
                yield StrongOutcome.SWEPT;
            }
            case StrongAsk.Identity identity -> throw new IllegalStateException("an identity round is alone");
            case StrongAsk.Collect collect -> throw new IllegalStateException("a collection is alone");
        };
    }

    /** A value, or a tombstone by which somebody may yet find out that a change was made. */
    private boolean isNeeded(StrongValue base) {
        return base != null
                && (!base.isTombstone() || !base.trail().at(clockMillis).isEmpty());
    }

    private StrongOutcome apply(StrongAsk.Client client) {
        Once once = client.once();
        if (once != null) {
            Made made = trail().find(once);
            if (made != null) {
                return again(client.operation(), made);
            }
            if (trail().mayHaveForgotten(once, clockMillis)) {
                return StrongOutcome.FORGOTTEN;
            }
        }
        Policy policy = client.policy();
        return switch (client.operation()) {
            case Operation.Get get -> present() ? new StrongOutcome.Found(value, version) : StrongOutcome.ABSENT;
            case Operation.Put put -> {
                if (!holds(put.condition())) {
                    yield new StrongOutcome.ConditionFailed(present() ? version : null);
                }
                long expireAt = policy.expiryMillis(put.ttlMillis(), put.expireAtMillis(), clockMillis);
                yield write(put.value(), put.contentType(), expireAt, 0, once);
            }
            case Operation.Remove remove -> {
                if (!holds(remove.condition())) {
                    yield new StrongOutcome.ConditionFailed(present() ? version : null);
                }
                if (!present()) {
                    yield new StrongOutcome.Removed(null);
                }
                version = fresh();
                value = StrongValue.tombstone(version, trail(once, 0, 0, true));
                changed = true;
                yield new StrongOutcome.Removed(version);
            }
            case Operation.Increment increment -> increment(increment, policy, once);
        };
    }

    /** What was told, or was to be told, when the change was made. */
    private StrongOutcome again(Operation operation, Made made) {
        repeated = true;
        Ballot itsVersion = Ballot.of(made.version());
        // The same ask twice in one fold: with the first one's change, this outcome may get another name.
        Ballot version = itsVersion.equals(this.version) ? this.version : itsVersion;
        return operation instanceof Operation.Remove
                ? new StrongOutcome.Removed(version)
                : new StrongOutcome.Written(version, made.expireAtMillis(), made.number(), !made.existed());
    }

    private Trail trail() {
        return value == null ? Trail.NONE : value.trail();
    }

    /** With the change that is about to be made under {@link #version}. */
    private Trail trail(Once once, long expireAtMillis, long number, boolean existed) {
        return once == null
                ? trail().at(clockMillis)
                : trail().with(once, version.toVersion(), expireAtMillis, number, existed, clockMillis);
    }

    private StrongOutcome increment(Operation.Increment increment, Policy policy, Once once) {
        long old = 0;
        if (present()) {
            try {
                old = Decimals.parse(value.data());
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
        return write(Long.toString(sum).getBytes(StandardCharsets.US_ASCII), contentType, expireAt, sum, once);
    }

    private StrongOutcome write(byte[] data, String contentType, long expireAtMillis, long number, Once once) {
        boolean created = !present();
        version = fresh();
        Trail trail = trail(once, expireAtMillis, number, !created);
        value = new StrongValue(version, data, contentType, expireAtMillis, trail);
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
        Trail trail = value.trail();
        value = value.as(ballot, trail.isEmpty() ? trail : trail.renamed(covered.toVersion(), ballot.toVersion()));
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
        return policy.expiryMillis(ttlMillis, 0, clockMillis);
    }
}
