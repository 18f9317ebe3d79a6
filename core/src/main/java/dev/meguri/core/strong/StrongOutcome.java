package dev.meguri.core.strong;

import dev.meguri.core.operation.Failure;

/** How an ask ended. */
public sealed interface StrongOutcome {
    StrongOutcome ABSENT = new Absent();
    StrongOutcome LIVE = new Live();
    StrongOutcome SWEPT = new Swept();
    StrongOutcome NO_ROOM = new Refused(
            Failure.MEMORY_LIMIT, "strong keys are never evicted, and their memory is used up: delete keys");
    StrongOutcome FORGOTTEN = new Forgotten();

    /** A read's answer. @param version see STRONG.md, rule 10 */
    record Found(StrongValue value, Ballot version) implements StrongOutcome {}

    /** A read's answer: no value, hence no version. */
    record Absent() implements StrongOutcome {}

    /** @param number the sum, of an increment. @param created whether no value was there before */
    record Written(Ballot version, long expireAtMillis, long number, boolean created) implements StrongOutcome {}

    /** @param version of the tombstone; null: nothing was there to remove */
    record Removed(Ballot version) implements StrongOutcome {}

    /** Nothing was changed. @param current the version there; null: absent */
    record ConditionFailed(Ballot current) implements StrongOutcome {}

    /** Definite: nothing was changed. */
    record Refused(Failure failure, String detail) implements StrongOutcome {}

    /** Definite: too few voters answered, and nothing was changed. */
    record Unreached(int answered, int needed) implements StrongOutcome {}

    /** The change may have been made (rule 9). */
    record InDoubt(int answered, int needed) implements StrongOutcome {}

    /** Nothing was changed now, but it may have been before: its token is too old for anybody to know. */
    record Forgotten() implements StrongOutcome {}

    /** An identity round ended. @param value null: a quorum reported none */
    record Identified(Ballot ballot, StrongValue value, long epoch) implements StrongOutcome {}

    /** Not to be collected: there is a value. */
    record Live() implements StrongOutcome {}

    /** A sweep ended, whether it found its change or not. */
    record Swept() implements StrongOutcome {}
}
