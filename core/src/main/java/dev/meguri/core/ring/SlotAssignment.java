package dev.meguri.core.ring;

import static dev.meguri.core.limits.Requirements.require;

import java.util.List;

/**
 * Who holds one slot. Immutable for its (slot, epoch).
 *
 * <pre>
 * STABLE(current) -> JOINT(current, next) -> STABLE(next)
 *                                         -> STABLE(current)          the job was cancelled or its target died
 *                                         -> JOINT(current, other)    the job turned to another target
 * </pre>
 *
 * @param epoch the ring version at which this assignment was made; messages about the slot are fenced by it
 * @param phase STABLE or JOINT
 * @param current the replica list (in JOINT: the old one), in ring order, the home primary first, no node twice
 * @param next in JOINT the list to move to; empty in STABLE
 */
public record SlotAssignment(long epoch, Phase phase, List<String> current, List<String> next) {
    public enum Phase {
        STABLE,
        JOINT
    }

    public SlotAssignment {
        current = List.copyOf(current);
        next = List.copyOf(next);
        require(epoch >= 1, "epoch must be at least 1");
        require((phase == Phase.JOINT) == !next.isEmpty(), "a JOINT slot names the list to move to, a STABLE one none");
    }

    public static SlotAssignment stable(long epoch, List<String> list) {
        return new SlotAssignment(epoch, Phase.STABLE, list, List.of());
    }

    public static SlotAssignment joint(long epoch, List<String> current, List<String> next) {
        return new SlotAssignment(epoch, Phase.JOINT, current, next);
    }

    public boolean isJoint() {
        return phase == Phase.JOINT;
    }

    /** Whether the node is in the list, or in JOINT in either list. */
    public boolean holds(String nodeId) {
        return current.contains(nodeId) || next.contains(nodeId);
    }

    /** The home primary; null while the slot has no holder at all. */
    public String homePrimary() {
        return current.isEmpty() ? null : current.getFirst();
    }
}
