package dev.meguri.core.operation;

import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.version.Version;

/** How an operation ended. */
public sealed interface Result {
    /** @param entry a readable value */
    record Found(Entry entry, Receipt receipt) implements Result {}

    /** @param why the reason where a mark is still there; else null */
    record Absent(Removal why, Receipt receipt) implements Result {}

    /**
     * @param expireAtMillis 0: never
     * @param number the new number, of an increment; else 0
     * @param created whether no value was there before, as far as the coordinator knew; false where it was not synced
     */
    record Written(Version version, long expireAtMillis, long number, boolean created, Receipt receipt)
            implements Result {}

    /**
     * @param version of the removal; its time is 0 where a strong key was absent
     * @param existed whether a value was there, as far as the coordinator knew; true where it was not synced
     */
    record Removed(Version version, boolean existed, Receipt receipt) implements Result {
        /** A removal of nothing is one under eventual policies: it takes away what is older and comes later. */
        public boolean isChange() {
            return version.time() != 0;
        }
    }

    /** The condition did not hold; nothing was changed. @param current the version there; null: absent */
    record ConditionFailed(Version current, Receipt receipt) implements Result {}

    /**
     * @param detail one sentence for people: what was missing and what to do
     * @param acks replicas that had confirmed or answered
     * @param needed replicas that the policy asks for
     */
    record Failed(Failure failure, String detail, int slot, int acks, int needed) implements Result {
        /** How details end where that is certain, and trying again can help. */
        public static final String NOTHING_CHANGED = "; nothing was changed, retry";
        /** How details end where nobody can say. */
        public static final String MAY_BE_MADE = "; it may have been made: read before a retry";

        /** The same, where the change may have been made all the same. @param why a clause, for people */
        public Failed inDoubt(String why) {
            if (failure.isInDoubt()) {
                return this;
            }
            boolean certain = detail.endsWith(NOTHING_CHANGED);
            String found = certain ? detail.substring(0, detail.length() - NOTHING_CHANGED.length()) : detail;
            return new Failed(Failure.IN_DOUBT, found + "; " + why + ": read before a retry", slot, acks, needed);
        }
    }
}
