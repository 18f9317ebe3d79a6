package dev.meguri.core.replication;

import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which nodes keep a key of a slot: the first N of the list, in JOINT of both lists (SLOT.md, rules 1 and 13). Clamped by
 * the lists' lengths, never by who is alive.
 *
 * @param current the first N of the replica list
 * @param next in JOINT the first N of the list to be; else empty
 */
record Placement(List<String> current, List<String> next) {
    static Placement of(SlotAssignment assignment, int copies) {
        return new Placement(first(assignment.current(), copies), first(assignment.next(), copies));
    }

    private static List<String> first(List<String> list, int copies) {
        if (list.size() <= copies) {
            return list;
        }
        // one or two of three is what is asked for: as lists of their own they are quicker than as views
        return copies == 1
                ? List.of(list.get(0))
                : copies == 2 ? List.of(list.get(0), list.get(1)) : list.subList(0, copies);
    }

    boolean holds(String nodeId) {
        return current.contains(nodeId) || next.contains(nodeId);
    }

    /** Everyone who is to get a write, each once. */
    List<String> all() {
        if (next.isEmpty()) {
            return current;
        }
        List<String> all = new ArrayList<>(current);
        for (String node : next) {
            if (!all.contains(node)) {
                all.add(node);
            }
        }
        return all;
    }

    /** Whether these are enough: {@code quorum} (clamped) in the current list and in JOINT in the next one, too. */
    boolean isQuorum(Predicate<String> has, int quorum) {
        return !current.isEmpty()
                && count(current, has) >= Math.min(quorum, current.size())
                && count(next, has) >= Math.min(quorum, next.size());
    }

    static int count(List<String> nodes, Predicate<String> has) {
        int count = 0;
        for (int i = 0; i < nodes.size(); i++) {
            if (has.test(nodes.get(i))) {
                count++;
            }
        }
        return count;
    }
}
