package dev.meguri.core.strong;

import java.util.ArrayList;
import java.util.List;

/** A round's changes that were sent and are unresolved (STRONG.md, rule 9), oldest first. */
final class Attempts {
    private final List<Attempt> sent = new ArrayList<>(1);

    void add(Attempt attempt) {
        sent.add(attempt);
    }

    void clear() {
        sent.clear();
    }

    boolean isEmpty() {
        return sent.isEmpty();
    }

    /** The one that made this value; null: none. */
    Attempt made(StrongValue found) {
        for (Attempt attempt : sent) {
            if (found != null && found.changeBallot().equals(attempt.ballot())) {
                return attempt;
            }
        }
        return null;
    }

    /**
     * Whether what a quorum reports shows that none was made: the newest change there is older. Where nothing is there, it may
     * have been made, deleted and forgotten, unless a voter that has been here all the while has no floor above it.
     */
    boolean areOutdated(RoundVotes votes, VoterLists lists) {
        Attempt oldest = sent.get(0);
        if (votes.value != null) {
            return oldest.ballot().isOver(votes.value.changeBallot());
        }
        return votes.hasWitness(lists, oldest);
    }
}
