package dev.meguri.resp.program;

/** Expiries in arguments: relative or absolute, in seconds or milliseconds. */
public final class Expiry {
    /** No TTL over ten years: an overflow in a client's arithmetic is refused instead of stored. */
    public static final long MAX_TTL_MILLIS = 10L * 365 * 24 * 3600 * 1000;

    private Expiry() {}

    /** The unit and the beginning that an option's name says: EX, PX, EXAT, PXAT. */
    public static boolean isOption(String word) {
        return switch (word) {
            case "EX", "PX", "EXAT", "PXAT" -> true;
            default -> false;
        };
    }

    /** Of a write: a time that is over, or not positive, is refused. */
    public static long ofWrite(String option, byte[] argument, long nowMillis, String command) {
        long number = Numbers.integer(argument);
        if (number <= 0) {
            throw Errors.invalidExpiry(command);
        }
        return at(number, option.startsWith("EX"), option.endsWith("AT"), nowMillis, command);
    }

    /** Milliseconds since 1970; may be over. */
    static long at(long number, boolean seconds, boolean absolute, long nowMillis, String command) {
        if (seconds && (number > Long.MAX_VALUE / 1000 || number < Long.MIN_VALUE / 1000)) {
            throw Errors.invalidExpiry(command);
        }
        long millis = seconds ? number * 1000 : number;
        if (millis > MAX_TTL_MILLIS + (absolute ? nowMillis : 0)) {
            throw Errors.invalidExpiry(command);
        }
        return absolute ? millis : Math.max(millis, -nowMillis) + nowMillis;
    }
}
