package dev.meguri.resp.program;

/**
 * The options of SET.
 *
 * @param expireAtMillis milliseconds since 1970, {@link Keyspace#POLICY_EXPIRY}; nothing where {@code keepTtl}
 * @param when {@link When}
 * @param get whether the answer is the value before
 * @param expected of IFEQ: only over this value; else null
 */
public record SetOptions(long expireAtMillis, boolean keepTtl, When when, boolean get, byte[] expected) {
    /** Under which condition a value is set. */
    public enum When {
        ALWAYS,
        ABSENT,
        PRESENT,
        EQUAL
    }

    /** Whether the value that is there matters beyond its being there. */
    public boolean needsValue() {
        return keepTtl || get || when == When.EQUAL;
    }

    /** @param arguments SET key value and options */
    public static SetOptions parse(byte[][] arguments, long nowMillis) {
        String unit = null;
        byte[] time = null;
        boolean keepTtl = false;
        boolean get = false;
        When when = When.ALWAYS;
        byte[] expected = null;
        for (int i = 3; i < arguments.length; i++) {
            String word = Words.option(arguments[i]);
            boolean hasNext = i + 1 < arguments.length;
            if (word.equals("NX") && (when == When.ALWAYS || when == When.ABSENT)) {
                when = When.ABSENT;
            } else if (word.equals("XX") && (when == When.ALWAYS || when == When.PRESENT)) {
                when = When.PRESENT;
            } else if (word.equals("IFEQ") && (when == When.ALWAYS || when == When.EQUAL) && hasNext) {
                when = When.EQUAL;
                expected = arguments[++i];
            } else if (word.equals("GET")) {
                get = true;
            } else if (word.equals("KEEPTTL") && unit == null) {
                keepTtl = true;
            } else if (Expiry.isOption(word) && !keepTtl && (unit == null || unit.equals(word)) && hasNext) {
                unit = word;
                time = arguments[++i];
            } else {
                throw Errors.syntax();
            }
        }
        // Only now: a syntax error anywhere comes first; and of options said twice, the last one counts.
        long expireAt = unit == null ? Keyspace.POLICY_EXPIRY : Expiry.ofWrite(unit, time, nowMillis, "set");
        return new SetOptions(expireAt, keepTtl, when, get, expected);
    }
}
