package dev.meguri.core.hint;

import static dev.meguri.core.limits.Requirements.require;

/**
 * How much one shard keeps for replicas that cannot be reached.
 *
 * @param lifetimeMillis older hints are dropped, and the slot is compared instead. Short: replicas that were away for longer
 *     list versions; long: it must stay under the grace of marks, or a delivered value could come after its removal is
 *     forgotten
 * @param maxBytesPerTarget for one replica, as {@link HintBook} counts them. Low: slots are compared after short absences;
 *     high: memory, for every replica that is away
 * @param maxBytes for all replicas together
 */
public record HintSettings(long lifetimeMillis, long maxBytesPerTarget, long maxBytes) {
    public static final long DEFAULT_LIFETIME_MILLIS = 600_000;
    public static final long DEFAULT_MAX_BYTES_PER_TARGET = 4L << 20;
    public static final long DEFAULT_MAX_BYTES = 16L << 20;

    public static final HintSettings DEFAULTS =
            new HintSettings(DEFAULT_LIFETIME_MILLIS, DEFAULT_MAX_BYTES_PER_TARGET, DEFAULT_MAX_BYTES);

    public HintSettings {
        require(lifetimeMillis > 0, "lifetimeMillis must be over 0");
        require(maxBytesPerTarget >= 0, "maxBytesPerTarget must not be negative");
        require(maxBytes >= maxBytesPerTarget, "maxBytes must not be under maxBytesPerTarget");
    }

    /** The same, where marks are kept for so short a time that the ordinary lifetime would be too long. */
    public HintSettings within(long graceMillis) {
        return new HintSettings(Math.min(lifetimeMillis, Math.max(1, graceMillis / 2)), maxBytesPerTarget, maxBytes);
    }
}
