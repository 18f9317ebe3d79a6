package dev.meguri.core.strong;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.strong.StrongRules.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forgets tombstones of one slot (STRONG.md, rule 12), in one STABLE epoch:
 *
 * <pre>
 * identifying -> raising    every key had its identity round at all voters; those with a value are left out
 * raising     -> over       all voters raised their floor; they are told to forget
 * any         -> over       another epoch, or a voter does not answer: it waits for another time
 * </pre>
 */
public final class SlotCollection implements Asker, Timers.Task {
    /** After so many resend times it is given up. */
    private static final int PATIENCE = 8;

    private final Proposer proposer;
    private final SlotBook book;
    private final VoterLists lists;
    private final Runnable whenOver;
    private final Map<Key, Ballot> tombstones = new LinkedHashMap<>();
    private Ballot floor;
    private long requestId;
    private int open;
    private int raised;
    private int patience = PATIENCE;
    private boolean over;

    public SlotCollection(Proposer proposer, int slot, Runnable whenOver) {
        this.proposer = proposer;
        this.book = proposer.book(slot);
        this.lists = book.lists;
        this.whenOver = whenOver;
        require(lists != null && !lists.isJoint(), "no collection in JOINT");
    }

    /** @param keys that a voter has a tombstone of */
    public void start(List<Key> keys) {
        open = keys.size();
        proposer.resendLater(this);
        for (Key key : keys) {
            proposer.submit(key, book.slot, StrongAsk.COLLECT, (outcome, answered, voters) -> {
                open--;
                if (outcome instanceof StrongOutcome.Identified identified
                        && identified.epoch() == lists.epoch()
                        && identified.value() != null) {
                    tombstones.put(key, identified.ballot());
                }
                if (open == 0 && !over) {
                    identified();
                }
            });
        }
        if (keys.isEmpty()) {
            end();
        }
    }

    /** Whether it is over, whatever came of it. */
    @Override
    public boolean isOver() {
        return over;
    }

    private void identified() {
        if (tombstones.isEmpty() || book.lists.epoch() != lists.epoch()) {
            end();
            return;
        }
        patience = PATIENCE;
        floor = proposer.nextBallot(book);
        requestId = proposer.open(this);
        if (proposer.rules.keeps(Rule.FLOOR_BEFORE_FORGET)) {
            raise();
        } else {
            forget();
        }
    }

    private void raise() {
        proposer.sendToOthers(lists, raised, new StrongMessage.RaiseFloor(requestId, book.slot, lists.epoch(), floor));
    }

    private void forget() {
        for (Map.Entry<Key, Ballot> tombstone : tombstones.entrySet()) {
            proposer.send(
                    lists,
                    new StrongMessage.Forget(
                            requestId, book.slot, lists.epoch(), tombstone.getKey(), tombstone.getValue()));
        }
        end();
    }

    @Override
    public void onAnswer(String nodeId, StrongMessage.Answer answer) {
        if (over) {
            return;
        }
        switch (answer) {
            case StrongMessage.FloorRaised ack -> {
                raised |= lists.bit(nodeId, answer.incarnation());
                if (raised == lists.all()) {
                    forget();
                }
            }
            case StrongMessage.Stale stale -> {
                proposer.ports.behind(nodeId, book.slot, stale.epoch());
                end();
            }
            case StrongMessage.Reported notOurs -> {}
            case StrongMessage.Accepted notOurs -> {}
            case StrongMessage.Refused notOurs -> {}
            case StrongMessage.NoRoom notOurs -> {}
            case StrongMessage.SlotReported notOurs -> {}
        }
    }

    private void end() {
        if (!over) {
            over = true;
            proposer.close(requestId);
            whenOver.run();
        }
    }

    @Override
    public void adopted() {
        if (book.lists.epoch() > lists.epoch()) {
            end();
        }
    }

    @Override
    public void run() {
        if (patience-- == 0 || book.lists.epoch() > lists.epoch()) {
            end();
            return;
        }
        if (floor != null) {
            raise();
        }
        proposer.resendLater(this);
    }
}
