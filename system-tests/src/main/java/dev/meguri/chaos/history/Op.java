package dev.meguri.chaos.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meguri.core.version.Version;

/**
 * One operation, as its client saw it.
 *
 * @param id unique in the run; values of puts carry it
 * @param node that was asked
 * @param value that a PUT or CAS writes, or the amount of an INCREMENT; null: none
 * @param expected the version that a CAS is over; null: none
 * @param invokeNanos before the request was sent; steady time since the run began
 * @param returnNanos after the answer was read, or given up
 * @param why the error's code; null: there was no error
 * @param version of what was written, or read, or is there instead of what was expected; null: unknown, or nothing is. The
 *     removal of nothing has one, too, unless the key is strong
 * @param found the value that was read, or the number after an increment; null: none
 * @param acks that the receipt names; 0: none
 * @param ringVersion of the receipt; 0: none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Op(
        long id,
        int client,
        String node,
        OpKind kind,
        String key,
        String value,
        String expected,
        long invokeNanos,
        long returnNanos,
        Outcome outcome,
        String why,
        String version,
        String found,
        int acks,
        long ringVersion) {

    /** A write that its client was told is made, under a version. */
    public boolean isAcknowledged() {
        return kind.isWrite() && outcome == Outcome.OK && version != null;
    }

    /** Whether it may have had an effect, or has. */
    public boolean mayHaveEffect() {
        return kind.isWrite() && (outcome == Outcome.OK || outcome == Outcome.IN_DOUBT);
    }

    /** Null where {@link #version} is. */
    public Version parsedVersion() {
        return version == null ? null : Version.parse(version);
    }

    /** For people. */
    @Override
    public String toString() {
        return kind + " #" + id + " of " + key + " at " + node + ": " + outcome
                + (version == null ? "" : " " + version);
    }
}
