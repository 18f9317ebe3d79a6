package dev.meguri.ui.live;

import static dev.meguri.ui.live.LabCheck.require;

import dev.meguri.api.fault.FaultRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Groups that cannot reach each other. Pure.
 *
 * @param groups of node ids and {@code manager}, checked
 */
record Partition(List<List<String>> groups) {
    /** More would not be seen in a picture. */
    static final int MAX_GROUPS = 8;

    /** A link that is cut: the fault is set at a node, and named after the other end. */
    record Cut(String node, String peer) {}

    /**
     * @param nodes those that there are
     * @throws dev.meguri.api.problem.ProblemException {@code invalid_request}, naming {@code groups}
     */
    static Partition of(List<List<String>> groups, Collection<String> nodes) {
        require(groups != null && groups.size() >= 2, "groups", "name at least two, which are to be apart");
        require(groups.size() <= MAX_GROUPS, "groups", "at most " + MAX_GROUPS);
        Set<String> seen = new HashSet<>();
        for (List<String> group : groups) {
            require(group != null && !group.isEmpty(), "groups", "each must have a member");
            for (String member : group) {
                require(
                        member != null && (member.equals(FaultRequest.MANAGER) || nodes.contains(member)),
                        "groups",
                        "there is no node '" + member + "'");
                require(seen.add(member), "groups", member + " is in two");
            }
        }
        return new Partition(groups.stream().map(List::copyOf).toList());
    }

    /** The largest minority, of the last by name, against the others and the manager. Needs three nodes. */
    static Partition minority(List<String> nodes) {
        require(nodes.size() >= 3, "fault", "a minority needs at least three nodes that are active");
        int few = (nodes.size() - 1) / 2;
        List<String> many = new ArrayList<>(nodes.subList(0, nodes.size() - few));
        many.add(FaultRequest.MANAGER);
        return new Partition(List.of(List.copyOf(many), List.copyOf(nodes.subList(nodes.size() - few, nodes.size()))));
    }

    /** Each link from group to group once, cut at its end in the later group; the manager has no faults of its own. */
    List<Cut> cuts() {
        List<Cut> cuts = new ArrayList<>();
        for (int later = 1; later < groups.size(); later++) {
            for (String member : groups.get(later)) {
                for (int earlier = 0; earlier < later; earlier++) {
                    for (String other : groups.get(earlier)) {
                        cuts.add(member.equals(FaultRequest.MANAGER) ? new Cut(other, member) : new Cut(member, other));
                    }
                }
            }
        }
        return cuts;
    }

    /** For people: {@code node-1, node-2, manager | node-3}. */
    String words() {
        return groups.stream().map(group -> String.join(", ", group)).collect(Collectors.joining(" | "));
    }
}
