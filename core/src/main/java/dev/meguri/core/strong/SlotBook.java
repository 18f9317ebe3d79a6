package dev.meguri.core.strong;

/** What a proposer knows of one slot: its lists, and the counter that its ballots take their numbers from. */
final class SlotBook {
    final int slot;
    /** Null until adopted. */
    VoterLists lists;
    /** Of the last ballot used or seen; above F and S as far as they were seen. Never falls within an incarnation. */
    long counter;

    SlotBook(int slot) {
        this.slot = slot;
    }

    void observe(Ballot seen) {
        if (seen.counter() > counter) {
            counter = seen.counter();
        }
    }
}
