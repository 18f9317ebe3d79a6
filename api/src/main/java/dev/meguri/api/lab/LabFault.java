package dev.meguri.api.lab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happens to the cluster during a consistency test. */
public enum LabFault {
    NONE,
    /** One node is killed, and started again by the launcher. */
    KILL,
    /** Fewer than half of the nodes, chosen by the server, are cut off from the others and from the manager. */
    MINORITY,
    /** The groups of the request are cut off from each other. */
    GROUPS;

    /** {@code minority}: what documents carry. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
