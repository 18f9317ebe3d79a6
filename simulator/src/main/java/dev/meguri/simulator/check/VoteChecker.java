package dev.meguri.simulator.check;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.VoterLists;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import java.util.HashMap;
import java.util.Map;

/**
 * The invariants of STRONG.md, of every vote of every node: the limit of a key never falls within an incarnation; nothing is
 * accepted at or below the floor; and, by {@link Proposals}, one value per (key, ballot), and no accepted value whose parent is
 * below a lower chosen ballot. Looks only at the key that a vote is about.
 */
final class VoteChecker implements Observer {
    /** What bound one node's votes on a slot when it was last asked. */
    private static final class Bounds {
        long incarnation;
        long epoch;
        /** F and S, which bind all keys. */
        Ballot ofSlot = Ballot.ZERO;

        final Map<Key, Ballot> ofKeys = new HashMap<>();
    }

    private final World world;
    private final SlotLives lives;
    private final Map<SimNode, Bounds[]> bounds = new HashMap<>();
    private final Map<Key, Proposals> proposals = new HashMap<>();
    /** A of the key, before the vote. */
    private Ballot acceptedBefore = Ballot.ZERO;

    VoteChecker(World world, SlotLives lives) {
        this.world = world;
        this.lives = lives;
    }

    @Override
    public void onProposing(int slot, Key key, Ballot ballot, Ballot parent) {
        of(key).proposing(ballot, parent);
    }

    @Override
    public void onAsking(SimNode node, Acceptor voter, StrongMessage.Request request) {
        switch (request) {
            case StrongMessage.Accept accept -> acceptedBefore = voter.accepted(accept.key());
            case StrongMessage.Forget forget -> acceptedBefore = voter.accepted(forget.key());
            case StrongMessage.Read read -> {}
            case StrongMessage.Prepare prepare -> {}
            case StrongMessage.SlotPrepare prepare -> {}
            case StrongMessage.RaiseFloor raise -> {}
        }
    }

    @Override
    public void onAsked(
            SimNode node, Acceptor voter, VoterLists lists, StrongMessage.Request request, boolean accepted) {
        switch (request) {
            case StrongMessage.Read read -> {}
            case StrongMessage.Prepare prepare -> checkLimit(node, voter, lists, prepare.key());
            case StrongMessage.Accept accept -> {
                checkLimit(node, voter, lists, accept.key());
                if (accepted) {
                    check(node, voter, lists, accept);
                }
            }
            case StrongMessage.Forget forget -> {
                checkLimit(node, voter, lists, forget.key());
                if (acceptedBefore.isSet() && !voter.accepted(forget.key()).isSet()) {
                    of(forget.key()).forgot(forget.ballot());
                }
            }
            case StrongMessage.SlotPrepare prepare -> checkLimit(node, voter, lists, null);
            case StrongMessage.RaiseFloor raise -> checkLimit(node, voter, lists, null);
        }
    }

    private void check(SimNode node, Acceptor voter, VoterLists lists, StrongMessage.Accept accept) {
        Key key = accept.key();
        if (!accept.ballot().equals(acceptedBefore) && !accept.ballot().isOver(voter.floor())) {
            throw world.violated(
                    "accepted-above-the-floor",
                    node + " accepts " + accept.ballot() + " of " + key + ", and its floor is " + voter.floor());
        }
        Proposals of = of(key);
        if (!of.isSameValue(accept.ballot(), accept.value())) {
            throw world.violated("one-value-per-ballot", node + " accepts a second value of " + key + ": " + accept);
        }
        String wrong = of.accepted(
                accept.ballot(),
                lists,
                lists.bit(node.name(), voter.incarnation()),
                lives.lifeAt(voter.slot(), accept.epoch()));
        if (wrong != null) {
            throw world.violated("parents-include-what-was-chosen", node + " accepts " + key + ": " + wrong);
        }
    }

    /** @param key null: the vote is about all of the slot */
    private void checkLimit(SimNode node, Acceptor voter, VoterLists lists, Key key) {
        Bounds[] ofNode =
                bounds.computeIfAbsent(node, n -> new Bounds[world.settings().slotCount()]);
        Bounds before = ofNode[voter.slot()];
        if (before == null || beganEmpty(node, voter, lists, before)) {
            before = new Bounds();
            before.incarnation = voter.incarnation();
            ofNode[voter.slot()] = before;
        }
        before.epoch = voter.epoch();
        Ballot ofSlot = Ballot.max(voter.floor(), voter.slotPromise());
        if (before.ofSlot.isOver(ofSlot)) {
            throw fell(node, "all keys of slot " + voter.slot(), before.ofSlot, ofSlot);
        }
        before.ofSlot = ofSlot;
        if (key != null) {
            Ballot limit = voter.limit(key);
            Ballot last = before.ofKeys.put(key, limit);
            if (last != null && last.isOver(limit)) {
                throw fell(node, key.toString(), last, limit);
            }
        }
    }

    /** STRONG.md, rule 1: it is another voter by now, or one that was away from the lists. */
    private static boolean beganEmpty(SimNode node, Acceptor voter, VoterLists lists, Bounds before) {
        if (before.incarnation != voter.incarnation()) {
            return true;
        }
        if (before.epoch == voter.epoch()) {
            return false;
        }
        Voter listed = lists.find(node.name(), voter.incarnation());
        return listed == null || listed.since() > before.epoch;
    }

    private ViolationFound fell(SimNode node, String what, Ballot from, Ballot to) {
        return world.violated("limits-never-fall", node + " bound " + what + " by " + from + ", and now by " + to);
    }

    private Proposals of(Key key) {
        return proposals.computeIfAbsent(key, k -> new Proposals());
    }
}
