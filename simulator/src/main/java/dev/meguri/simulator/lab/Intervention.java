package dev.meguri.simulator.lab;

import static dev.meguri.core.limits.Requirements.require;

/**
 * Something that a person does to a run.
 *
 * @param atMillis when, after the cluster has formed
 * @param target a node's name, or {@code manager}; of {@link Kind#CUT} and {@link Kind#HEAL} two of them, as {@code node-1~node-2}
 */
public record Intervention(long atMillis, Kind kind, String target) {
    /** What can be done. What would change nothing (killing the dead, say) does nothing. */
    public enum Kind {
        KILL,
        START,
        CUT,
        HEAL;

        boolean isOfLink() {
            return this == CUT || this == HEAL;
        }
    }

    static final String BETWEEN = "~";

    public Intervention {
        require(kind != null, "kind must be KILL, START, CUT or HEAL");
        require(target != null && target.length() <= 64, "target must name a node, or two as node-1~node-2");
        require(
                atMillis >= 0 && atMillis < LabOrder.ACT_MILLIS,
                "atMillis must be from 0 to " + (LabOrder.ACT_MILLIS - 1) + ": after that everything is healed");
        boolean two = target.split(BETWEEN, -1).length == 2;
        require(
                two == kind.isOfLink(),
                kind.isOfLink() ? "target must name two, as node-1~node-2" : "target must name one node");
    }

    String first() {
        return target.split(BETWEEN)[0];
    }

    String second() {
        return target.split(BETWEEN)[1];
    }
}
