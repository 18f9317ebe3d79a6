package dev.meguri.core.strong;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.strong.StrongMessage.Item;
import dev.meguri.core.strong.StrongRules.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Carries a slot from its old list to the new one while it is in JOINT (STRONG.md, rules 15 to 20):
 *
 * <pre>
 * preparing -> streaming   a majority of both lists gave its slot promise and reported what it accepted
 *           -> preparing   refused, or nothing for long: again, well above
 * streaming -> done        majorities of both hold every reported key
 * any       -> over        another epoch; progress does not outlive its own
 * </pre>
 *
 * Several nodes may drive the same slot at once: their ballots differ.
 */
public final class SlotMigration implements Asker, Timers.Task {
    /** Keys sent and not confirmed at once: bounds what a slot has in flight. */
    static final int MAX_STREAMED = 128;
    /** How far above a refusal the next slot prepare is: rounds go on meanwhile. */
    private static final int MARGIN = 32;

    private static final int MAX_DOUBLINGS = 3;

    private final Proposer proposer;
    private final SlotBook book;
    private final VoterLists lists;
    private final Runnable whenDone;
    private final SlotReports reports = new SlotReports();
    private final TreeMap<Key, MovingKey> keys = new TreeMap<>();
    private final ArrayDeque<MovingKey> unsent = new ArrayDeque<>();
    private final ArrayDeque<MovingKey> refusedKeys = new ArrayDeque<>();
    private final List<MovingKey> streaming = new ArrayList<>();
    private Ballot ballot;
    private long requestId;
    private long startedMillis;
    /** The more often it was begun in vain, the longer an answer is waited for. */
    private int tries;

    private boolean carrying;
    private boolean aloneUnderWay;
    private int open;
    private boolean done;
    private boolean over;

    /** @param whenDone called once, when every key is held by majorities of both lists */
    public SlotMigration(Proposer proposer, int slot, Runnable whenDone) {
        this.proposer = proposer;
        this.book = proposer.book(slot);
        this.lists = book.lists;
        this.whenDone = whenDone;
        require(lists != null && lists.isJoint(), "a slot migrates in JOINT");
    }

    public void start() {
        proposer.resendLater(this);
        prepare();
    }

    /** The epoch that all this belongs to. */
    public long epoch() {
        return lists.epoch();
    }

    public boolean isDone() {
        return done;
    }

    /** Ends it without a word. */
    public void cancel() {
        over = true;
        proposer.close(requestId);
        for (MovingKey moving : keys.values()) {
            proposer.close(moving.requestId);
        }
    }

    private void prepare() {
        proposer.close(requestId);
        startedMillis = proposer.ports.nowMillis();
        tries++;
        reports.clear();
        ballot = proposer.nextBallot(book);
        requestId = proposer.open(this);
        // At first only those that have the keys: who begins in this list has nothing to report, and has just started,
        // perhaps.
        int spared = tries == 1 ? lists.dispensable() : 0;
        proposer.sendToOthers(
                lists, spared, new StrongMessage.SlotPrepare(requestId, book.slot, lists.epoch(), ballot));
    }

    @Override
    public void onAnswer(String nodeId, StrongMessage.Answer answer) {
        if (over || carrying) {
            return;
        }
        switch (answer) {
            case StrongMessage.SlotReported report -> {
                reports.add(lists.bit(nodeId, answer.incarnation()), report);
                if (proposer.rules.isQuorum(lists, reports.complete(), false)) {
                    carry(reports.all());
                }
            }
            case StrongMessage.Refused refused -> {
                // A refusal of a repetition says nothing new; one above our ballot ends this attempt. Not again at
                // once:
                // another driver may be at it.
                if (refused.limit().isOver(ballot)) {
                    book.observe(new Ballot(refused.limit().counter() + MARGIN, "", 0));
                    proposer.close(requestId);
                    Ballot refusedBallot = ballot;
                    proposer.backOff(new Timers.Task() {
                        @Override
                        public boolean isOver() {
                            return over || carrying || ballot != refusedBallot;
                        }

                        @Override
                        public void run() {
                            prepare();
                        }
                    });
                }
            }
            case StrongMessage.Stale stale -> proposer.ports.behind(nodeId, book.slot, stale.epoch());
            case StrongMessage.Reported notOurs -> {}
            case StrongMessage.Accepted notOurs -> {}
            case StrongMessage.NoRoom notOurs -> {}
            case StrongMessage.FloorRaised notOurs -> {}
        }
    }

    /** The slot promise holds at majorities of both lists, which reported these: streams what any of them has. */
    public void carry(List<List<Item>> reported) {
        carrying = true;
        if (ballot == null) {
            ballot = proposer.nextBallot(book);
        }
        proposer.close(requestId);
        TreeMap<Key, Item> newest = new TreeMap<>();
        for (List<Item> report : reported) {
            for (Item item : report) {
                Item known = newest.get(item.key());
                if (known == null || item.accepted().isOver(known.accepted())) {
                    newest.put(item.key(), item);
                }
            }
            if (!proposer.rules.keeps(Rule.MIGRATION_CARRIES_ALL_REPORTS)) {
                break;
            }
        }
        for (Item item : newest.values()) {
            Ballot under = proposer.rules.keeps(Rule.MIGRATION_USES_OWN_BALLOT) ? ballot : item.accepted();
            MovingKey moving = new MovingKey(this, item.key(), under, item.value());
            keys.put(item.key(), moving);
            if (proposer.rules.keeps(Rule.MIGRATION_USES_SLOT_PROMISE)) {
                if (!under.equals(item.accepted())) {
                    proposer.ports.proposing(book.slot, item.key(), under, item.accepted());
                }
                unsent.addLast(moving);
            } else {
                moving.alone = true;
                refusedKeys.addLast(moving);
            }
        }
        open = keys.size();
        pump();
    }

    private void pump() {
        while (!unsent.isEmpty() && streaming.size() < MAX_STREAMED) {
            MovingKey moving = unsent.removeFirst();
            moving.requestId = proposer.open(moving);
            streaming.add(moving);
            send(moving);
        }
        if (!aloneUnderWay && !refusedKeys.isEmpty()) {
            roundOf(refusedKeys.peekFirst());
        }
        if (open == 0 && !done && !over) {
            done = true;
            whenDone.run();
        }
    }

    private void send(MovingKey moving) {
        moving.sentMillis = proposer.ports.nowMillis();
        proposer.sendToOthers(
                lists,
                moving.holders,
                new StrongMessage.Accept(
                        moving.requestId, book.slot, lists.epoch(), moving.key, moving.ballot, moving.value, null));
    }

    void onAnswer(MovingKey moving, String nodeId, StrongMessage.Answer answer) {
        if (over || moving.done) {
            return;
        }
        switch (answer) {
            case StrongMessage.Accepted ack -> {
                moving.holders |= lists.bit(nodeId, answer.incarnation());
                if (isEnough(moving.holders)) {
                    finish(moving);
                }
            }
            case StrongMessage.Refused refused -> {
                book.observe(refused.limit());
                if (!moving.alone) {
                    moving.alone = true;
                    streaming.remove(moving);
                    refusedKeys.addLast(moving);
                    pump();
                }
            }
            case StrongMessage.Stale stale -> proposer.ports.behind(nodeId, book.slot, stale.epoch());
            case StrongMessage.NoRoom noRoom -> {
                // sent again until there is room, or another target is chosen
            }
            case StrongMessage.Reported notOurs -> {}
            case StrongMessage.SlotReported notOurs -> {}
            case StrongMessage.FloorRaised notOurs -> {}
        }
    }

    private boolean isEnough(int holders) {
        boolean fenced =
                proposer.rules.keeps(Rule.MIGRATION_FENCES) && proposer.rules.keeps(Rule.MIGRATION_USES_OWN_BALLOT);
        return fenced ? proposer.rules.isQuorum(lists, holders, false) : lists.isNextQuorum(holders);
    }

    private void finish(MovingKey moving) {
        moving.done = true;
        open--;
        proposer.close(moving.requestId);
        streaming.remove(moving);
        pump();
    }

    /** Rule 17: an ordinary round, one at a time. */
    private void roundOf(MovingKey moving) {
        if (moving.done) {
            refusedKeys.removeFirst();
            pump();
            return;
        }
        aloneUnderWay = true;
        proposer.submit(moving.key, book.slot, StrongAsk.IDENTITY, (outcome, answered, voters) -> {
            aloneUnderWay = false;
            if (over) {
                return;
            }
            refusedKeys.removeFirst();
            boolean held =
                    outcome instanceof StrongOutcome.Identified identified && identified.epoch() == lists.epoch();
            if (held && !moving.done) {
                finish(moving);
                return;
            }
            if (!moving.done) {
                refusedKeys.addLast(moving);
            }
            pump();
        });
    }

    @Override
    public void adopted() {
        if (book.lists.epoch() > lists.epoch()) {
            cancel();
        }
    }

    @Override
    public boolean isOver() {
        return over || done;
    }

    @Override
    public void run() {
        if (book.lists.epoch() > lists.epoch()) {
            cancel();
            return;
        }
        long dueMillis = proposer.ports.nowMillis() - proposer.settings.resendMillis();
        long patience = proposer.settings.resendMillis() * ((1L << Math.min(tries - 1, MAX_DOUBLINGS)) - 1);
        if (!carrying && startedMillis + patience <= dueMillis) {
            prepare();
        }
        for (int i = 0; i < streaming.size(); i++) {
            if (streaming.get(i).sentMillis <= dueMillis) {
                send(streaming.get(i));
            }
        }
        proposer.resendLater(this);
    }
}
