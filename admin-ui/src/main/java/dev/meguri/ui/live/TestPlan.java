package dev.meguri.ui.live;

import dev.meguri.api.lab.LabFault;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A consistency test that was checked and may begin.
 *
 * @param partition of minority and groups; else null
 * @param victim of kill; else null
 * @param nodes that clients are dealt out to, by name
 */
record TestPlan(
        long id,
        String policy,
        String consistency,
        int clients,
        int keys,
        int seconds,
        LabFault fault,
        Partition partition,
        String victim,
        List<String> nodes) {
    /** Of a history: more would be slow to check and to draw. Clients take so much time between operations that it is not reached. */
    static final int MAX_OPERATIONS = 5_000;

    private static final long MIN_PACE_MILLIS = 5;

    /** Values vanish by themselves; long after the end of the longest test. */
    static final long TTL_MILLIS = 600_000;

    String keyPrefix() {
        return (policy.equals("default") ? "" : policy) + "lab-" + id + ":";
    }

    List<String> keyNames() {
        return IntStream.rangeClosed(1, keys).mapToObj(i -> keyPrefix() + i).toList();
    }

    /** A client, from 1, talks to this node only. */
    String nodeOf(int client) {
        return nodes.get((client - 1) % nodes.size());
    }

    long runMillis() {
        return seconds * 1_000L;
    }

    /** A fifth of the time all is well, at the beginning and again at the end. */
    long faultFromMillis() {
        return runMillis() / 5;
    }

    long faultToMillis() {
        return runMillis() * 4 / 5;
    }

    /** Between two operations of a client. */
    long paceMillis() {
        return Math.max(MIN_PACE_MILLIS, clients * runMillis() / MAX_OPERATIONS);
    }

    /** For people; null: nothing is done. */
    String faultWords() {
        return switch (fault) {
            case NONE -> null;
            case KILL -> victim;
            case MINORITY, GROUPS -> partition.words();
        };
    }
}
