package dev.meguri.core.strong;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.token.Trail;

/**
 * The value V of a register: data or a tombstone. Immutable. Identity rounds, write-backs and migrations copy it unchanged,
 * so two values with one change ballot are the same value (STRONG.md, rule 10).
 *
 * @param changeBallot the ballot of the change that made it: the version that clients see
 * @param data read only; null: a tombstone
 * @param contentType as the writer gave it; empty for a tombstone
 * @param expireAtMillis the first millisecond at which it counts as absent; 0: never
 * @param trail the changes with idempotency tokens that it includes
 */
public record StrongValue(Ballot changeBallot, byte[] data, String contentType, long expireAtMillis, Trail trail) {
    public StrongValue {
        require(changeBallot.isSet(), "a value is made by a change");
        require(expireAtMillis >= 0, "expireAtMillis must not be negative");
        require(data != null || expireAtMillis == 0, "a tombstone does not expire");
    }

    public StrongValue(Ballot changeBallot, byte[] data, String contentType, long expireAtMillis) {
        this(changeBallot, data, contentType, expireAtMillis, Trail.NONE);
    }

    public static StrongValue tombstone(Ballot changeBallot) {
        return tombstone(changeBallot, Trail.NONE);
    }

    public static StrongValue tombstone(Ballot changeBallot, Trail trail) {
        return new StrongValue(changeBallot, null, "", 0, trail);
    }

    /** The same value, as another change with all that {@code trail} tells. */
    StrongValue as(Ballot otherChange, Trail otherTrail) {
        return new StrongValue(otherChange, data, contentType, expireAtMillis, otherTrail);
    }

    public boolean isTombstone() {
        return data == null;
    }

    /** 1: a value; 0: none (null), or a tombstone. */
    public static int count(StrongValue value) {
        return value == null || value.isTombstone() ? 0 : 1;
    }

    /** Whether its time is over by a clock that shows {@code nowMillis}. */
    public boolean isExpiredAt(long nowMillis) {
        return expireAtMillis != 0 && nowMillis >= expireAtMillis;
    }

    /** Whether both are the same change. Either may be null. */
    static boolean same(StrongValue one, StrongValue other) {
        return one == other || one != null && other != null && one.changeBallot.equals(other.changeBallot);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StrongValue value && changeBallot.equals(value.changeBallot);
    }

    @Override
    public int hashCode() {
        return changeBallot.hashCode();
    }

    @Override
    public String toString() {
        return changeBallot + (data == null ? "[gone]" : "[" + data.length + "]");
    }
}
