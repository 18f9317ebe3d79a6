package dev.meguri.core.strong;

import dev.meguri.core.shard.Timers;
import dev.meguri.core.strong.StrongRules.Rule;
import java.util.List;

/**
 * The full round of one key (STRONG.md, rules 5, 6, 8 and 9), begun again under a new ballot until it ends:
 *
 * <pre>
 * preparing -> accepting   a quorum promised; at once where the next ballot was confirmed
 *           -> over        a quorum reported the same A and nothing changes
 * accepting -> over        a quorum accepted
 * any       -> waiting     outrun by another proposer, or the epoch is over
 * waiting   -> preparing
 * any       -> over        at the deadline of its last ask
 * </pre>
 *
 * A change that was sent and then outrun is not given up as in doubt at once. The next ballot's quorum shows whether it was
 * made: its own change ballot is there; or everything there is older, so that it can never be chosen once this ballot is, and
 * it is made anew; or something newer covers it, whose trail knows the asks that have tokens. Of others nobody knows then.
 */
final class Round implements Asker, Pending.Work, Timers.Task {
    private enum Phase {
        PREPARING,
        ACCEPTING,
        WAITING,
        OVER
    }

    /** The more often it was begun in vain, the longer an answer is waited for. */
    private static final int MAX_DOUBLINGS = 3;

    private final Proposer proposer;
    private final KeyLine line;
    private final SlotBook book;
    private final List<Pending> batch;
    private final RoundVotes votes = new RoundVotes();
    private final Attempts attempts = new Attempts();

    private Phase phase = Phase.WAITING;
    private VoterLists lists;
    private Ballot ballot;
    private long requestId;
    private long startedMillis;
    private int tries;
    private Fold fold;
    private StrongOutcome[] outcomes;
    /** What the accept phase proposes. */
    private StrongValue proposed;

    private Ballot base;
    private StrongValue baseValue;
    private Ballot next;
    private boolean refusedOnce;
    /** A change of this round was sent, or an ask was found to have been made before: what ends now is in doubt. */
    private boolean mayBeMade;
    /** A voter has no room for the change. */
    private boolean noRoom;

    Round(Proposer proposer, KeyLine line, List<Pending> batch) {
        this.proposer = proposer;
        this.line = line;
        this.book = line.book;
        this.batch = batch;
        for (Pending one : batch) {
            one.work = this;
        }
    }

    void start() {
        proposer.resendLater(this);
        begin();
    }

    // ---- preparing -----------------------------------------------------------------------------------------------

    private void begin() {
        if (phase == Phase.OVER) {
            return;
        }
        proposer.close(requestId);
        lists = book.lists;
        tries++;
        startedMillis = proposer.ports.nowMillis();
        Proposer.Next known = proposer.takeNext(line.key, lists.epoch());
        // Who is off asks first: the answers may show that this is over.
        if (known != null && attempts.isEmpty() && folds() && proposer.ports.clockOffMillis() == 0) {
            ballot = known.ballot();
            propose(known.accepted(), known.value(), false, 0);
            return;
        }
        phase = Phase.PREPARING;
        ballot = proposer.nextBallot(book);
        votes.clear();
        requestId = proposer.open(this);
        proposer.send(lists, new StrongMessage.Prepare(requestId, book.slot, lists.epoch(), line.key, ballot));
    }

    private void reported(int bit, StrongMessage.Reported report) {
        if (phase != Phase.PREPARING || bit == 0) {
            return;
        }
        votes.report(bit, report, lists);
        if (!proposer.rules.isQuorum(lists, votes.answered, isRead())) {
            return;
        }
        boolean agreed = proposer.rules.isQuorum(lists, votes.holders, isRead());
        if (attempts.isEmpty()) {
            propose(votes.accepted, votes.value, agreed, votes.answered);
            return;
        }
        Attempt made = attempts.made(votes.value);
        if (made != null) {
            outcomes = made.outcomes();
            fold = null;
            accept(votes.accepted, votes.value, votes.value, false);
        } else if (attempts.areOutdated(votes, lists) && noRoom) {
            giveUp(votes.accepted, votes.value);
        } else if (attempts.areOutdated(votes, lists)) {
            propose(votes.accepted, votes.value, agreed, votes.answered);
        } else {
            leaveThoseWithoutToken();
            if (batch.isEmpty()) {
                end();
                return;
            }
            // A newer change that was made over an attempt has the tokens of its asks; one that was not, never will be.
            attempts.clear();
            propose(votes.accepted, votes.value, agreed, votes.answered);
        }
    }

    /** Whether an attempt is under what a quorum reports, nobody knows; of asks with tokens, the trail there does. */
    private void leaveThoseWithoutToken() {
        int answered = Integer.bitCount(votes.answered);
        for (Pending one : List.copyOf(batch)) {
            if (votes.value != null && !one.isDone() && one.hasToken()) {
                continue;
            }
            batch.remove(one);
            if (one.isRead()) {
                one.work = null;
                line.waiting.addFirst(one);
            } else {
                one.finish(new StrongOutcome.InDoubt(answered, lists.needed()), answered, lists.size());
            }
        }
    }

    // ---- accepting -----------------------------------------------------------------------------------------------

    private void propose(Ballot accepted, StrongValue value, boolean agreed, int answered) {
        if (attempts.isEmpty()) {
            // Who was told meanwhile that nothing was changed must be right.
            batch.removeIf(Pending::isDone);
        }
        fold(accepted, value);
        boolean identical = fold.value == null || StrongValue.same(fold.value, value);
        boolean maySkip = folds() && (agreed || !proposer.rules.keeps(Rule.ACCEPT_WITHOUT_CHANGE));
        if (!attempts.isEmpty()) {
            // An earlier ballot of ours is out of reach only once this one is chosen: something must be accepted.
            accept(accepted, value, fold.value == null ? StrongValue.tombstone(ballot) : fold.value, fold.changed);
            return;
        }
        long off = proposer.ports.clockOffMillis();
        if (off != 0 && fold.refuseTimes(off)) {
            // Nothing was sent.
            finish(0);
            return;
        }
        if (fold.value == null || identical && maySkip || outcomes[0] == StrongOutcome.LIVE) {
            finish(answered);
            return;
        }
        if (fold.changed && (noRoom || !hasRoom(value))) {
            // Nothing was sent.
            refuseWrites();
            finish(0);
            return;
        }
        accept(accepted, value, fold.value, fold.changed);
    }

    private void fold(Ballot accepted, StrongValue value) {
        fold = Fold.of(proposer, book, ballot, batch.size());
        fold.run(accepted, value, batch);
        outcomes = fold.outcomes;
        mayBeMade |= fold.repeated;
    }

    private void accept(Ballot accepted, StrongValue from, StrongValue to, boolean changed) {
        phase = Phase.ACCEPTING;
        base = accepted;
        baseValue = from;
        proposed = to;
        mayBeMade |= changed;
        if (changed) {
            attempts.add(new Attempt(ballot, lists.epoch(), outcomes));
        }
        // Voters take a copy of what is there, which wants no next ballot, also where they have no room for a change.
        next = folds() && !noRoom ? proposer.nextBallot(book) : null;
        proposer.close(requestId);
        requestId = proposer.open(this);
        votes.clear();
        startedMillis = proposer.ports.nowMillis();
        proposer.ports.proposing(book.slot, line.key, ballot, accepted);
        proposer.send(lists, acceptMessage());
    }

    private StrongMessage acceptMessage() {
        return new StrongMessage.Accept(requestId, book.slot, lists.epoch(), line.key, ballot, proposed, next);
    }

    private void accepted(int bit, StrongMessage.Accepted ack) {
        if (phase != Phase.ACCEPTING) {
            return;
        }
        votes.answered |= bit;
        if (ack.nextPromised()) {
            votes.holders |= bit;
        }
        boolean enough =
                batch.get(0).ask instanceof StrongAsk.Collect && proposer.rules.keeps(Rule.COLLECTION_NEEDS_ALL)
                        ? votes.answered == lists.all()
                        : proposer.rules.isQuorum(lists, votes.answered, isRead());
        if (enough) {
            if (next != null && proposer.rules.isQuorum(lists, votes.holders, isRead())) {
                proposer.putNext(line.key, new Proposer.Next(next, ballot, proposed, lists.epoch()));
            }
            finish(votes.answered);
        }
    }

    private boolean hasRoom(StrongValue value) {
        long growth = StrongMemory.bytesOf(line.key, fold.value) - StrongMemory.bytesOf(line.key, value);
        return growth <= 0 || fold.value.isTombstone() || proposer.memory.hasRoom(line.key, growth);
    }

    /**
     * Voters have no room for the change, and it was not made: what is there is chosen once more, so that none of our earlier
     * ballots can be any more, and the refusal is definite.
     */
    private void giveUp(Ballot accepted, StrongValue value) {
        fold(accepted, value);
        refuseWrites();
        accept(accepted, value, value == null ? StrongValue.tombstone(ballot) : value, false);
    }

    /** Rule 14. The others wait for the next round. */
    private void refuseWrites() {
        for (int i = 0; i < outcomes.length; i++) {
            boolean write = fold.changes[i] && outcomes[i] instanceof StrongOutcome.Written;
            outcomes[i] = write ? StrongOutcome.NO_ROOM : null;
        }
    }

    // ---- what goes wrong -----------------------------------------------------------------------------------------

    @Override
    public void onAnswer(String nodeId, StrongMessage.Answer answer) {
        int bit = lists.bit(nodeId, answer.incarnation());
        switch (answer) {
            case StrongMessage.Reported reported -> reported(bit, reported);
            case StrongMessage.Accepted ack -> accepted(bit, ack);
            case StrongMessage.Refused refused -> {
                book.observe(refused.limit());
                refusedOnce = true;
                refused(bit);
            }
            case StrongMessage.NoRoom full -> {
                noRoom = true;
                refused(bit);
            }
            case StrongMessage.Stale stale -> {
                proposer.ports.behind(nodeId, book.slot, stale.epoch());
                refused(bit);
            }
            case StrongMessage.SlotReported notOurs -> {}
            case StrongMessage.FloorRaised notOurs -> {}
        }
    }

    /** A voter that refuses will not change its mind: once those left are no quorum, the ballot is given up. */
    private void refused(int bit) {
        if (phase != Phase.PREPARING && phase != Phase.ACCEPTING) {
            return;
        }
        votes.refused |= bit;
        if (!proposer.rules.isQuorum(lists, lists.all() & ~votes.refused, isRead())
                || batch.get(0).ask instanceof StrongAsk.Collect && votes.refused != 0) {
            again();
        }
    }

    private void again() {
        proposer.close(requestId);
        phase = Phase.WAITING;
        if (tries == 1) {
            // most often only our counter was behind
            begin();
        } else {
            int triesBefore = tries;
            proposer.backOff(new Timers.Task() {
                @Override
                public boolean isOver() {
                    return phase != Phase.WAITING || tries != triesBefore;
                }

                @Override
                public void run() {
                    begin();
                }
            });
        }
    }

    @Override
    public void adopted() {
        if (phase != Phase.OVER && lists != null && book.lists.epoch() > lists.epoch()) {
            phase = Phase.WAITING;
            begin();
        }
    }

    @Override
    public boolean isOver() {
        return phase == Phase.OVER;
    }

    /** Nothing for long: an accept is sent again, a prepare is begun again (a voter refuses its repetition). */
    @Override
    public void run() {
        long patience = proposer.settings.resendMillis() << Math.min(tries - 1, MAX_DOUBLINGS);
        if (proposer.ports.nowMillis() - startedMillis >= patience) {
            if (phase == Phase.ACCEPTING && next != null && noRoom) {
                again();
            } else if (phase == Phase.ACCEPTING) {
                startedMillis = proposer.ports.nowMillis();
                proposer.sendToOthers(lists, votes.answered | votes.refused, acceptMessage());
            } else if (phase == Phase.PREPARING) {
                begin();
            }
        }
        proposer.resendLater(this);
    }

    /** The deadline of one of its asks; the round ends with its last. */
    @Override
    public StrongOutcome expired(Pending pending) {
        int answered = phase == Phase.OVER ? 0 : Integer.bitCount(votes.answered);
        boolean sent = mayBeMade && !pending.isRead();
        boolean definite = !proposer.rules.keeps(Rule.IN_DOUBT_ONCE_SENT) && refusedOnce;
        StrongOutcome outcome = sent && !definite
                ? new StrongOutcome.InDoubt(answered, lists.needed())
                : new StrongOutcome.Unreached(answered, lists.needed());
        pending.finish(outcome, answered, lists.size());
        for (Pending one : batch) {
            if (!one.isDone()) {
                return outcome;
            }
        }
        if (phase == Phase.ACCEPTING && !refusedOnce && !proposer.rules.keeps(Rule.ONE_VALUE_PER_BALLOT)) {
            proposer.putNext(line.key, new Proposer.Next(ballot, base, baseValue, lists.epoch()));
        }
        end();
        return outcome;
    }

    // ---- the end -------------------------------------------------------------------------------------------------

    private void finish(int voters) {
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes[i] != null) {
                batch.get(i).finish(outcomes[i], Integer.bitCount(voters), lists.size());
            }
        }
        for (int i = batch.size() - 1; i >= 0; i--) {
            if (outcomes[i] == null && !batch.get(i).isDone()) {
                batch.get(i).work = null;
                line.waiting.addFirst(batch.get(i));
            }
        }
        end();
    }

    private void end() {
        phase = Phase.OVER;
        proposer.close(requestId);
        proposer.advance(line);
    }

    private boolean folds() {
        return batch.get(0).ask.folds();
    }

    /** Whether all asks are reads, for the rule that reads need both lists too. */
    private boolean isRead() {
        return batch.size() == 1 && batch.get(0).isRead();
    }
}
