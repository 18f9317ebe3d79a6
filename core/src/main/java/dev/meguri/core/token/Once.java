package dev.meguri.core.token;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.version.Version;

/**
 * What goes with a change that must be made once, however often and wherever it is asked for.
 *
 * @param token the change's name
 * @param sinceMillis the same for all who ask for this change, and not after the first of them did; 0: not known
 * @param untilMillis nobody waits for this attempt after this: a copy of its message that comes later is refused
 *     by the clock of whoever gets it, which may differ from the sender's by the maximal clock skew
 * @param keepMillis those who made the change remember the token until then; by then it is too late by every clock
 * @param ofClient whether a client named it, and may ask again with it at any node
 */
public record Once(ChangeToken token, long sinceMillis, long untilMillis, long keepMillis, boolean ofClient) {
    public Once {
        require(sinceMillis >= 0, "sinceMillis must not be negative");
        require(keepMillis >= untilMillis, "a token is remembered for as long as somebody may ask with it");
    }

    /** A client's token, in one of the attempts with it. */
    public static Once ofClient(
            ClientToken token,
            long nowMillis,
            long lifetimeMillis,
            long operationTimeoutMillis,
            long maxClockSkewMillis) {
        long since = Math.clamp(token.sinceMillis(), 0, nowMillis);
        long answered = nowMillis + 2 * operationTimeoutMillis + maxClockSkewMillis;
        // Who comes later than its token lives, after a long pause of ours, say, may find it forgotten.
        long until = since == 0 ? answered : Math.min(answered, since + lifetimeMillis + maxClockSkewMillis);
        long keep = Math.max(nowMillis + lifetimeMillis + 2 * maxClockSkewMillis, until + maxClockSkewMillis);
        return new Once(token.token(), since, until, keep, true);
    }

    /** A coordinator's, which may pass the change on to a second node when the first one is silent. */
    public static Once ofCoordinator(Version version, long operationTimeoutMillis, long maxClockSkewMillis) {
        long until = version.millis() + 2 * operationTimeoutMillis + maxClockSkewMillis;
        return new Once(ChangeToken.of(version), version.millis(), until, until + maxClockSkewMillis, false);
    }
}
