package dev.meguri.api.fault;

/**
 * A fault to be set. It takes the place of one of the same kind at the same link and direction.
 *
 * @param kind what goes wrong, see {@link FaultKind#wire}
 * @param peer of link faults: a node id, {@code manager}, or {@code *} for all of them; the node's own faults have none
 * @param direction of link faults: {@code in}, {@code out}, or {@code both} (or null)
 * @param durationMillis after which it heals by itself: 1 to 3,600,000. Not for {@code crash}
 * @param delayMillis of delay and slow: 1 to 60,000
 * @param jitterMillis of delay: 0 (or null) to 60,000
 * @param rate of loss and duplication: over 0, up to 1
 * @param bytesPerSecond of bandwidth: at least 1
 * @param offsetMillis of clock_offset: positive is ahead; up to an hour either way
 */
public record FaultRequest(
        String kind,
        String peer,
        String direction,
        Long durationMillis,
        Long delayMillis,
        Long jitterMillis,
        Double rate,
        Long bytesPerSecond,
        Long offsetMillis) {
    /** Stands for every peer and the manager. */
    public static final String EVERYBODY = "*";

    /** The link to the manager. */
    public static final String MANAGER = "manager";
}
