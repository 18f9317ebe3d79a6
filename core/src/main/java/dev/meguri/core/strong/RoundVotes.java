package dev.meguri.core.strong;

/** The answers to one phase of a round, as bit masks over its lists. */
final class RoundVotes {
    /** Who reported, or accepted. */
    int answered;
    /** Who reported the highest A, or promised the next ballot. */
    int holders;

    int refused;
    /** The highest A, and its V. */
    Ballot accepted = Ballot.ZERO;

    StrongValue value;
    private final Ballot[] floors = new Ballot[32];

    void clear() {
        answered = 0;
        holders = 0;
        refused = 0;
        accepted = Ballot.ZERO;
        value = null;
    }

    void report(int bit, StrongMessage.Reported report, VoterLists lists) {
        int order = report.accepted().compareTo(accepted);
        if (order > 0) {
            accepted = report.accepted();
            value = report.value();
            holders = bit;
        } else if (order == 0) {
            holders |= bit;
        }
        answered |= bit;
        floors[Integer.numberOfTrailingZeros(bit)] = report.floor();
    }

    /** Whether some voter, listed ever since the attempt, shows by its floor that nothing as new was forgotten. */
    boolean hasWitness(VoterLists lists, Attempt attempt) {
        for (int i = 0; i < lists.size(); i++) {
            if ((answered & 1 << i) != 0
                    && lists.member(i).since() <= attempt.epoch()
                    && attempt.ballot().isOver(floors[i])) {
                return true;
            }
        }
        return false;
    }
}
