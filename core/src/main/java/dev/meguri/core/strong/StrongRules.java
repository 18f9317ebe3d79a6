package dev.meguri.core.strong;

/**
 * The rules of STRONG.md that can be switched off, to show that a checker notices. A product always runs with {@link #ALL};
 * the number in front of each is the rule's.
 */
public final class StrongRules {
    /** One rule, named after what it asks for. */
    public enum Rule {
        /** 1: a voter that was away from the lists drops what it had. */
        READDED_STARTS_EMPTY,
        /** 2, 4: an accept leaves a promise behind that the next prepare is compared with. */
        PROMISE_AFTER_ACCEPT,
        /** 3: an accept below the promise is refused. */
        ACCEPT_CHECKS_PROMISE,
        /** 3: an accept below the slot promise is refused. */
        ACCEPT_CHECKS_SLOT_PROMISE,
        /** 3: a duplicate raises the promise to {@code next} too. */
        DUPLICATE_RAISES_PROMISE,
        /** State: F and S bind keys that the voter does not hold. */
        SLOT_PROMISE_BINDS_UNKNOWN_KEYS,
        /** State: a bare promise is dropped only into the slot promise. */
        DROPPED_PROMISE_RAISES_SLOT_PROMISE,
        /** 4: the slot promise is kept. */
        SLOT_PREPARE_PROMISES,
        /** 4: bare promises refuse a slot prepare too. */
        SLOT_PREPARE_SEES_BARE_PROMISES,
        /** 6: what changes nothing runs the accept phase, unless a quorum reported the same. */
        ACCEPT_WITHOUT_CHANGE,
        /** 8: a confirmed {@code next} ends with its epoch. */
        NEXT_ENDS_WITH_EPOCH,
        /** 9: never a second value under one ballot. */
        ONE_VALUE_PER_BALLOT,
        /** 9: no definite failure once an accept that carried a change was sent. */
        IN_DOUBT_ONCE_SENT,
        /** 10: the version is the change's ballot, not the last accept's. */
        VERSION_IS_CHANGE_BALLOT,
        /** 12: the identity round before a collection is at all voters. */
        COLLECTION_NEEDS_ALL,
        /** 12: the floor is raised before anything is forgotten. */
        FLOOR_BEFORE_FORGET,
        /** 12: a key with a promise above the floor is not forgotten. */
        FORGET_CHECKS_PROMISE,
        /** 13: that a value expired is committed before it is told. */
        EXPIRY_IS_COMMITTED,
        /** 13: a sweep takes away only the change that it saw. */
        SWEEP_IS_CONDITIONAL,
        /** 15: a round in JOINT needs both majorities. */
        JOINT_NEEDS_BOTH,
        /** 15: reads, too. */
        JOINT_READS_NEED_BOTH,
        /** 16: the old voters promise before anything is read for the move. */
        MIGRATION_FENCES,
        /** 16: every key that any member of the quorum reported is moved. */
        MIGRATION_CARRIES_ALL_REPORTS,
        /** 16, 20: values move under the ballot of the slot prepare, not under their own. */
        MIGRATION_USES_OWN_BALLOT,
        /** 20: keys move under the slot promise, not by rounds of their own. */
        MIGRATION_USES_SLOT_PROMISE,
        /** 18: progress belongs to one epoch. */
        PROGRESS_BELONGS_TO_EPOCH,
        /** 19: STABLE(new) only when done. */
        SWITCH_WHEN_DONE,
        /** 19: no way back to a list that lost its majority. */
        NO_WAY_BACK_AFTER_LOSS,
        /** 21: who lost memory is a new voter. */
        LOST_MEMORY_IS_ANOTHER_VOTER,
        /** 22: no vote after the image of a clean stop was taken. */
        NO_VOTE_AFTER_IMAGE,
        /** 22: the image has the slot promise. */
        IMAGE_HAS_SLOT_PROMISE,
        /** 22: the image has bare promises. */
        IMAGE_HAS_BARE_PROMISES,
        /** 22: the marker is consumed before the first vote. */
        MARKER_IS_CONSUMED
    }

    /** Every rule is kept. */
    public static final StrongRules ALL = new StrongRules(0);

    private final long off;

    private StrongRules(long off) {
        this.off = off;
    }

    /** For tests of the checkers only. */
    public static StrongRules without(Rule... rules) {
        long off = 0;
        for (Rule rule : rules) {
            off |= 1L << rule.ordinal();
        }
        return new StrongRules(off);
    }

    public boolean keeps(Rule rule) {
        return (off & 1L << rule.ordinal()) == 0;
    }

    /** Whether these voters suffice for a round. */
    boolean isQuorum(VoterLists lists, int mask, boolean read) {
        if (off == 0 || !lists.isJoint()) {
            return lists.isQuorum(mask);
        }
        if (!keeps(Rule.JOINT_NEEDS_BOTH)) {
            return lists.isNextQuorum(mask);
        }
        return lists.isCurrentQuorum(mask) && (read && !keeps(Rule.JOINT_READS_NEED_BOTH) || lists.isNextQuorum(mask));
    }
}
