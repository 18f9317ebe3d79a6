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
 * @param voters the nodes of {@code current} as voters of strong keys, parallel to it
 * @param nextVoters those of {@code next}
 */
public record SlotAssignment(
        long epoch, Phase phase, List<String> current, List<String> next, List<Voter> voters, List<Voter> nextVoters) {
    public enum Phase {
        STABLE,
        JOINT
    }

    public SlotAssignment {
        current = List.copyOf(current);
        next = List.copyOf(next);
        voters = List.copyOf(voters);
        nextVoters = List.copyOf(nextVoters);
        requireParallel(current, voters);
        requireParallel(next, nextVoters);
        require(epoch >= 1, "epoch must be at least 1");
        require((phase == Phase.JOINT) == !next.isEmpty(), "a JOINT slot names the list to move to, a STABLE one none");
    }

    /** Of nodes in their first incarnation. */
    public static SlotAssignment stable(long epoch, List<String> list) {
        return stableOf(epoch, firstVoters(epoch, list));
    }

    /** Of nodes in their first incarnation. */
    public static SlotAssignment joint(long epoch, List<String> current, List<String> next) {
        return jointOf(epoch, firstVoters(epoch, current), firstVoters(epoch, next));
    }

    public static SlotAssignment stableOf(long epoch, List<Voter> voters) {
        return new SlotAssignment(epoch, Phase.STABLE, names(voters), List.of(), voters, List.of());
    }

    public static SlotAssignment jointOf(long epoch, List<Voter> voters, List<Voter> next) {
        return new SlotAssignment(epoch, Phase.JOINT, names(voters), names(next), voters, next);
    }

    /** The same lists under another epoch. */
    public SlotAssignment withEpoch(long newEpoch) {
        return new SlotAssignment(newEpoch, phase, current, next, voters, nextVoters);
    }

    /** Whether the lists of a JOINT slot differ in their voters; else every majority of one is one of the other. */
    public boolean movesVoters() {
        return isJoint() && !sameVoters(voters, nextVoters);
    }

    /** Whether the other one names the same nodes in the same places, whatever their incarnations. */
    public boolean hasHoldersOf(SlotAssignment other) {
        return current.equals(other.current) && nextOrCurrent().equals(other.nextOrCurrent());
    }

    private List<String> nextOrCurrent() {
        return isJoint() ? next : current;
    }

    /** Whether the lists name the same voters, in whatever order. */
    public static boolean sameVoters(List<Voter> one, List<Voter> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Voter voter : one) {
            if (!votes(voter, other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean votes(Voter voter, List<Voter> voters) {
        for (Voter one : voters) {
            if (one.is(voter.nodeId(), voter.incarnation())) {
                return true;
            }
        }
        return false;
    }

    private static List<Voter> firstVoters(long epoch, List<String> list) {
        return list.stream().map(node -> new Voter(node, 1, epoch)).toList();
    }

    private static List<String> names(List<Voter> voters) {
        // A plain loop: it runs 16,384 times, in a process that has just started.
        String[] names = new String[voters.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = voters.get(i).nodeId();
        }
        return List.of(names);
    }

    private static void requireParallel(List<String> list, List<Voter> voters) {
        require(list.size() == voters.size(), "one voter for each node of a list");
        for (int i = 0; i < list.size(); i++) {
            require(list.get(i).equals(voters.get(i).nodeId()), "voters are in the order of the list");
        }
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
