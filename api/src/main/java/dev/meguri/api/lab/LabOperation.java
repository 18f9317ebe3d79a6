package dev.meguri.api.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One operation, as its client saw it.
 *
 * @param id unique in the test, in the order of their beginnings
 * @param client from 1; 0: the reads at the end, of the lab itself
 * @param node that was asked
 * @param value that was written, or found; null: none
 * @param invokeMicros before it was sent, since the test began, by one steady clock
 * @param returnMicros after its answer came, or was given up
 * @param why the error's code; null: there was no error
 * @param version of the value; null: unknown, or none
 * @param acks as the receipt has them ({@code 2/3}); null: none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LabOperation(
        long id,
        int client,
        String node,
        Kind kind,
        String key,
        String value,
        long invokeMicros,
        long returnMicros,
        Outcome outcome,
        String why,
        String version,
        String acks) {
    public enum Kind {
        READ,
        WRITE;

        /** {@code read}: what documents carry. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Outcome {
        /** Done; of a read: it found a value, or that there is none. */
        OK,
        /** Definitely without effect. */
        FAILED,
        /** A write of which nobody knows. */
        IN_DOUBT;

        /** {@code in_doubt}: what documents carry. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonIgnore
    public boolean isAcknowledgedWrite() {
        return kind == Kind.WRITE && outcome == Outcome.OK;
    }
}
