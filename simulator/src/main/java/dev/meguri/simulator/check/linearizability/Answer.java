package dev.meguri.simulator.check.linearizability;

/** What a client was told. What it was not told is null and demands nothing. */
public sealed interface Answer {
    /** A read found this. @param version null: not told */
    record Found(String value, String version) implements Answer {}

    /** A read found nothing. */
    record Absent() implements Answer {}

    /**
     * The change was made.
     *
     * @param version of what it left; null: not told
     * @param number the sum, of an addition; null: not told
     * @param existed whether there was a value before; null: not told
     */
    record Made(String version, Long number, Boolean existed) implements Answer {}

    /**
     * The condition did not hold: nothing was changed.
     *
     * @param existed whether there was a value; null: not told
     * @param version of the value there; null: not told
     */
    record NotMade(Boolean existed, String version) implements Answer {}

    /** Nobody knows: it may have been made, may yet be made at any later time, or never will be. */
    record InDoubt() implements Answer {}

    /** Definitely without effect: it never was made and never will be. */
    record Failed() implements Answer {}

    static Answer found(String value) {
        return new Found(value, null);
    }

    static Answer absent() {
        return new Absent();
    }

    static Answer made() {
        return new Made(null, null, null);
    }

    static Answer sum(long number) {
        return new Made(null, number, null);
    }

    static Answer notMade() {
        return new NotMade(null, null);
    }

    static Answer inDoubt() {
        return new InDoubt();
    }

    static Answer failed() {
        return new Failed();
    }
}
