package dev.meguri.core.token;

import dev.meguri.core.version.Version;

/**
 * A change that was made under a token, and what whoever asked for it is told, again if need be.
 *
 * @param sinceMillis as in {@link Once}
 * @param keepMillis as in {@link Once}
 * @param version of the change
 * @param expireAtMillis of the value that it made; 0: never, or a removal
 * @param number the sum, of an increment; else 0
 * @param existed whether a value was there before
 */
public record Made(
        ChangeToken token,
        long sinceMillis,
        long keepMillis,
        Version version,
        long expireAtMillis,
        long number,
        boolean existed) {
    public static Made of(Once once, Version version, long expireAtMillis, long number, boolean existed) {
        return new Made(once.token(), once.sinceMillis(), once.keepMillis(), version, expireAtMillis, number, existed);
    }

    Made under(Version other) {
        return new Made(token, sinceMillis, keepMillis, other, expireAtMillis, number, existed);
    }
}
