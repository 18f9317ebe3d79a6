package dev.meguri.core.replication;

import dev.meguri.core.operation.Result;

/**
 * What clients are told when too few replicas or voters answer: how many of how many did, why not more, and whether anything may
 * have been changed. Every such text is made here.
 */
final class Shortfall {
    /** Of a write whose token may have been forgotten. */
    static final String FORGOTTEN =
            "the token of this write is older than what the key remembers" + Result.Failed.MAY_BE_MADE;

    private static final String NOTHING_CHANGED = Result.Failed.NOTHING_CHANGED;
    private static final String MAY_BE_MADE = Result.Failed.MAY_BE_MADE;

    private Shortfall() {}

    // ---- eventual keys -------------------------------------------------------------------------------------------

    /** A write was sent to the replicas. */
    static String unconfirmed(int acks, int needed, int slot) {
        return of(acks, needed, "replicas", slot) + " confirmed the write in time" + MAY_BE_MADE;
    }

    /** Another node coordinates the write: of nobody it is known here that he has it. @param why a sentence */
    static String unknown(int needed, int slot, String why) {
        return of(0, needed, "replicas", slot) + " are known to have confirmed the write: " + why + MAY_BE_MADE;
    }

    static String noAnswer(String nodeId) {
        return nodeId == null
                ? "an earlier attempt at another node was not answered"
                : "no answer came in time from " + nodeId + ", which works on it";
    }

    /** A write was sent to nobody, as its coordinator reached too few. */
    static String unreached(int reached, int needed, int slot) {
        return of(reached, needed, "replicas", slot) + " could be reached" + NOTHING_CHANGED;
    }

    /** A write was taken by nobody. @param primaryOnly whether it can be made at the serving primary only */
    static String notTaken(boolean primaryOnly, int needed, int slot) {
        String why = primaryOnly
                ? "its serving primary, which alone may make this change, could not be reached or is not synced"
                : "none that takes the write could be reached";
        return of(0, needed, "replicas", slot) + " answered in time: " + why + NOTHING_CHANGED;
    }

    /** A peer that takes the write in refused its version (SLOT.md, rule 9). */
    static String clockAhead(String self, String peer) {
        return clockIsOff(self, "ahead of", peer);
    }

    static String clockBehind(String self, String peer) {
        return clockIsOff(self, "behind", peer);
    }

    private static String clockIsOff(String self, String word, String peer) {
        return "the clock of " + self + " is more than maxClockSkew " + word + " that of " + peer
                + ": go through another node until an operator has set it right" + NOTHING_CHANGED;
    }

    static String unread(int answered, int needed, int slot) {
        return of(answered, needed, "synced replicas", slot) + " answered in time" + NOTHING_CHANGED;
    }

    // ---- strong keys ---------------------------------------------------------------------------------------------

    static String unansweredByVoters(int answered, int needed, int slot) {
        return of(answered, needed, "voters", slot) + " answered in time" + NOTHING_CHANGED;
    }

    static String unconfirmedByVoters(int answered, int needed, int slot) {
        return of(answered, needed, "voters", slot) + " confirmed the change in time" + MAY_BE_MADE;
    }

    /** Another node proposes the change, or this one began too late to know. @param why a sentence */
    static String unknownByVoters(int needed, int slot, String why) {
        return of(0, needed, "voters", slot) + " are known to have confirmed the change: " + why + MAY_BE_MADE;
    }

    /** The voters were not asked, or a read's answer did not come. @param why a sentence */
    static String voters(int needed, int slot, String why) {
        return of(0, needed, "voters", slot) + " answered in time: " + why + NOTHING_CHANGED;
    }

    private static String of(int some, int needed, String whom, int slot) {
        return some + " of the " + needed + " " + whom + " needed of slot " + slot;
    }
}
