package dev.meguri.simulator.check;

import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.core.strong.VoterLists;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was proposed for one strong key, who accepted it, and what was chosen by that. A ballot is chosen once a quorum of one
 * epoch has accepted it. Ballots are in order mostly, so that little is looked at for each.
 */
final class Proposals {
    private static final class Proposal {
        /** Null: nobody said that it was about to be sent. */
        Ballot parent;
        /** Null: nobody accepted it. */
        StrongValue value;

        boolean chosen;
        /** Who accepted it under this epoch, as bits of its lists. */
        long epoch;

        int holders;
        /** Of other epochs. Null: none. */
        Map<Long, Integer> others;
    }

    private final Map<Ballot, Proposal> all = new HashMap<>();
    /** Of this life of the slot. */
    private final TreeMap<Ballot, Proposal> accepted = new TreeMap<>();

    private final TreeSet<Ballot> chosen = new TreeSet<>();
    private Ballot forgotten = Ballot.ZERO;
    private long life;

    void proposing(Ballot ballot, Ballot parent) {
        Proposal proposal = all.computeIfAbsent(ballot, b -> new Proposal());
        if (proposal.parent == null) {
            proposal.parent = parent;
        }
    }

    /** A voter has forgotten the key, whose tombstone it had accepted under this ballot. */
    void forgot(Ballot ballot) {
        forgotten = Ballot.max(forgotten, ballot);
    }

    /** @return whether it is the same value as all that were accepted under this ballot */
    boolean isSameValue(Ballot ballot, StrongValue value) {
        Proposal proposal = all.computeIfAbsent(ballot, b -> new Proposal());
        if (proposal.value == null) {
            proposal.value = value;
        }
        StrongValue known = proposal.value;
        return known == value
                || known.changeBallot().equals(value.changeBallot())
                        && known.expireAtMillis() == value.expireAtMillis()
                        && Arrays.equals(known.data(), value.data());
    }

    /**
     * A voter has accepted it under the epoch of these lists.
     *
     * @param began when the slot's life began that the epoch is of; what an older life chose binds nobody
     * @return what is wrong, for people; null: nothing is
     */
    String accepted(Ballot ballot, VoterLists lists, int voter, long began) {
        if (began < life) {
            return null;
        }
        if (began > life) {
            life = began;
            accepted.clear();
            chosen.clear();
        }
        Proposal proposal = all.computeIfAbsent(ballot, b -> new Proposal());
        String wrong = null;
        if (accepted.put(ballot, proposal) == null) {
            wrong = wrong(chosen.lower(ballot), ballot, proposal);
        }
        if (wrong == null && !proposal.chosen && lists.isQuorum(holders(proposal, lists.epoch(), voter))) {
            proposal.chosen = true;
            chosen.add(ballot);
            for (Map.Entry<Ballot, Proposal> later :
                    accepted.tailMap(ballot, false).entrySet()) {
                wrong = wrong == null ? wrong(ballot, later.getKey(), later.getValue()) : wrong;
            }
        }
        return wrong;
    }

    private static int holders(Proposal proposal, long epoch, int voter) {
        if (proposal.holders == 0) {
            proposal.epoch = epoch;
        }
        if (proposal.epoch == epoch) {
            proposal.holders |= voter;
            return proposal.holders;
        }
        if (proposal.others == null) {
            proposal.others = new HashMap<>();
        }
        return proposal.others.merge(epoch, voter, (one, other) -> one | other);
    }

    private String wrong(Ballot lower, Ballot ballot, Proposal proposal) {
        if (lower == null || !lower.isOver(forgotten)) {
            return null;
        }
        return proposal.parent == null || lower.isOver(proposal.parent)
                ? ballot + " has parent " + proposal.parent + " below the chosen " + lower
                : null;
    }
}
