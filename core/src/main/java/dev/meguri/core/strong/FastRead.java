package dev.meguri.core.strong;

import dev.meguri.core.shard.Timers;
import dev.meguri.core.strong.StrongRules.Rule;

/**
 * A read in one round trip (STRONG.md, rule 7):
 *
 * <pre>
 * asking       a quorum has the same A            -> answered
 *              a quorum answered, not the same    -> writing back
 *              the value's time is over           -> a full round (rule 13)
 * writing back a quorum holds the highest A       -> answered
 *              refused                            -> a full round
 * </pre>
 */
final class FastRead implements Asker, Pending.Work, Timers.Task {
    private final Proposer proposer;
    private final SlotBook book;
    private final Pending pending;
    private VoterLists lists;
    private long requestId;
    private long startedMillis;
    private boolean writingBack;
    private boolean over;
    private int answered;
    /** Who holds {@code accepted}. */
    private int holders;

    private Ballot accepted = Ballot.ZERO;
    private StrongValue value;

    FastRead(Proposer proposer, SlotBook book, Pending pending) {
        this.proposer = proposer;
        this.book = book;
        this.pending = pending;
        pending.work = this;
    }

    void start() {
        proposer.resendLater(this);
        ask();
    }

    private void ask() {
        proposer.close(requestId);
        lists = book.lists;
        writingBack = false;
        answered = 0;
        holders = 0;
        accepted = Ballot.ZERO;
        value = null;
        startedMillis = proposer.ports.nowMillis();
        requestId = proposer.open(this);
        proposer.send(lists, new StrongMessage.Read(requestId, book.slot, lists.epoch(), pending.key));
    }

    @Override
    public void onAnswer(String nodeId, StrongMessage.Answer answer) {
        int bit = lists.bit(nodeId, answer.incarnation());
        switch (answer) {
            case StrongMessage.Reported reported -> reported(bit, reported);
            case StrongMessage.Accepted ack -> accepted(bit);
            case StrongMessage.Refused refused -> fullRound();
            case StrongMessage.Stale stale -> proposer.ports.behind(nodeId, book.slot, stale.epoch());
            case StrongMessage.NoRoom noRoom -> {}
            case StrongMessage.SlotReported notOurs -> {}
            case StrongMessage.FloorRaised notOurs -> {}
        }
    }

    private void reported(int bit, StrongMessage.Reported report) {
        if (writingBack || bit == 0) {
            return;
        }
        int order = report.accepted().compareTo(accepted);
        if (order > 0) {
            accepted = report.accepted();
            value = report.value();
            holders = bit;
        } else if (order == 0) {
            holders |= bit;
        }
        answered |= bit;
        if (!proposer.rules.isQuorum(lists, answered, true)) {
            return;
        }
        boolean late = value != null && value.isExpiredAt(proposer.ports.clockMillis());
        if (late && proposer.rules.keeps(Rule.EXPIRY_IS_COMMITTED)) {
            fullRound();
        } else if (proposer.rules.isQuorum(lists, holders, true)) {
            answer(holders);
        } else {
            writeBack();
        }
    }

    private void writeBack() {
        proposer.close(requestId);
        writingBack = true;
        startedMillis = proposer.ports.nowMillis();
        requestId = proposer.open(this);
        sendBack();
    }

    private void sendBack() {
        proposer.sendToOthers(
                lists,
                holders,
                new StrongMessage.Accept(requestId, book.slot, lists.epoch(), pending.key, accepted, value, null));
    }

    private void accepted(int bit) {
        if (writingBack) {
            holders |= bit;
            if (proposer.rules.isQuorum(lists, holders, true)) {
                answer(holders);
            }
        }
    }

    private void answer(int voters) {
        end();
        boolean absent = value == null
                || value.isTombstone()
                || !proposer.rules.keeps(Rule.EXPIRY_IS_COMMITTED) && value.isExpiredAt(proposer.ports.clockMillis());
        Ballot version = absent || proposer.rules.keeps(Rule.VERSION_IS_CHANGE_BALLOT) ? null : accepted;
        pending.finish(
                absent
                        ? StrongOutcome.ABSENT
                        : new StrongOutcome.Found(value, version == null ? value.changeBallot() : version),
                Integer.bitCount(voters),
                lists.size());
    }

    private void fullRound() {
        end();
        pending.work = null;
        proposer.enqueue(pending, book);
    }

    private void end() {
        over = true;
        proposer.close(requestId);
    }

    @Override
    public void adopted() {
        if (!over && book.lists.epoch() > lists.epoch()) {
            ask();
        }
    }

    @Override
    public StrongOutcome expired(Pending one) {
        end();
        return new StrongOutcome.Unreached(Integer.bitCount(answered), lists.needed());
    }

    @Override
    public boolean isOver() {
        return over;
    }

    /** Nothing for long: the request or its answers were lost. */
    @Override
    public void run() {
        if (proposer.ports.nowMillis() - startedMillis >= proposer.settings.resendMillis()) {
            if (writingBack) {
                startedMillis = proposer.ports.nowMillis();
                sendBack();
            } else {
                ask();
            }
        }
        proposer.resendLater(this);
    }
}
