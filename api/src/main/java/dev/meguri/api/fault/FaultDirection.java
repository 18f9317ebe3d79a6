package dev.meguri.api.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which way of a link, as seen from the node that has the fault. */
public enum FaultDirection {
    /** What the node receives. */
    IN,
    /** What the node sends. */
    OUT,
    BOTH;

    /** {@code out}: what documents carry. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
