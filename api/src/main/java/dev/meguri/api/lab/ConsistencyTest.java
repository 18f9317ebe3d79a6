package dev.meguri.api.lab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * A consistency test, running or over.
 *
 * @param keyPrefix of its keys; they expire some minutes after the test
 * @param nodes that clients were dealt out to
 * @param consistency of the policy: eventual or strong
 * @param fault see {@link LabFault#wire}
 * @param faultWords what is done to the cluster, in words; null: nothing
 * @param elapsedMillis since it began; once it is over: how long it took
 * @param faultFromMillis since it began; null: nothing was done yet
 * @param faultToMillis since it began; null: not healed yet
 * @param cut the limit of operations was reached before the time was over
 * @param problem why it broke; null: it did not
 * @param verdict null: not known yet
 */
public record ConsistencyTest(
        long id,
        State state,
        long startedAtMillis,
        String policy,
        String consistency,
        int clients,
        int keys,
        int seconds,
        String fault,
        String faultWords,
        List<String> nodes,
        String keyPrefix,
        long elapsedMillis,
        Long faultFromMillis,
        Long faultToMillis,
        int operations,
        boolean cut,
        String problem,
        ConsistencyVerdict verdict) {

    /** In this order, but STOPPED and BROKEN can follow each. */
    public enum State {
        RUNNING,
        HEALING,
        CHECKING,
        DONE,
        STOPPED,
        BROKEN;

        /** {@code running}: what documents carry. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isOver() {
            return this == DONE || this == STOPPED || this == BROKEN;
        }
    }
}
