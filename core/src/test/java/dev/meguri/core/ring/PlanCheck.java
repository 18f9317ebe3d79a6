package dev.meguri.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What holds for plans, counted from the lists themselves and not with the planner's own code. */
final class PlanCheck {
    private PlanCheck() {}

    static List<List<String>> noLists(int slotCount) {
        return Collections.nCopies(slotCount, List.of());
    }

    static PlannedNode node(String nodeId) {
        return PlannedNode.eligible(nodeId, "", 100);
    }

    static PlannedNode inZone(String nodeId, String zone) {
        return PlannedNode.eligible(nodeId, zone, 100);
    }

    static PlannedNode weighing(String nodeId, int weight) {
        return PlannedNode.eligible(nodeId, "", weight);
    }

    static PlannedNode down(String nodeId) {
        return new PlannedNode(nodeId, "", 100, PlannedNode.Role.KEEP_IF_NEEDED);
    }

    static PlannedNode leaving(String nodeId) {
        return new PlannedNode(nodeId, "", 100, PlannedNode.Role.LEAVING);
    }

    static Map<String, Integer> copies(List<List<String>> lists) {
        Map<String, Integer> copies = new TreeMap<>();
        lists.forEach(list -> list.forEach(n -> copies.merge(n, 1, Integer::sum)));
        return copies;
    }

    static Map<String, Integer> primaries(List<List<String>> lists) {
        Map<String, Integer> primaries = new TreeMap<>();
        lists.stream().filter(l -> !l.isEmpty()).forEach(l -> primaries.merge(l.getFirst(), 1, Integer::sum));
        return primaries;
    }

    static int moved(List<List<String>> previous, List<List<String>> lists) {
        int moved = 0;
        for (int slot = 0; slot < lists.size(); slot++) {
            List<String> before = previous.get(slot);
            moved += (int)
                    lists.get(slot).stream().filter(n -> !before.contains(n)).count();
        }
        return moved;
    }

    /** What the loads alone demand: nobody can gain less than it holds more. */
    static int leastByLoads(List<List<String>> previous, List<List<String>> lists) {
        Map<String, Integer> before = copies(previous);
        return copies(lists).entrySet().stream()
                .mapToInt(e -> Math.max(0, e.getValue() - before.getOrDefault(e.getKey(), 0)))
                .sum();
    }

    static void listsHaveLength(RingPlan plan, int length) {
        for (int slot = 0; slot < plan.lists().size(); slot++) {
            assertEquals(length, plan.lists().get(slot).size(), "length of the list of slot " + slot);
        }
        noNodeTwice(plan);
    }

    static void noNodeTwice(RingPlan plan) {
        for (int slot = 0; slot < plan.lists().size(); slot++) {
            List<String> list = plan.lists().get(slot);
            assertEquals(list.size(), new LinkedHashSet<>(list).size(), "slot " + slot + " has a node twice: " + list);
        }
    }

    static void countsAreRight(RingPlan plan, List<List<String>> previous) {
        assertEquals(moved(previous, plan.lists()), plan.movedCopies(), "moved copies");
        assertTrue(plan.leastMovedCopies() <= plan.movedCopies(), "least above moved");
        for (NodeLoad load : plan.loads()) {
            assertEquals(copies(plan.lists()).getOrDefault(load.nodeId(), 0), load.copies(), load.nodeId());
            assertEquals(primaries(plan.lists()).getOrDefault(load.nodeId(), 0), load.primaries(), load.nodeId());
        }
    }

    static void movesFew(RingPlan plan, List<List<String>> previous) {
        int least = leastByLoads(previous, plan.lists());
        assertTrue(plan.movedCopies() <= 1.1 * least, "moved " + plan.movedCopies() + ", least " + least);
    }

    /**
     * No plan with the same copies per node moves fewer: there is no ring of exchanges between nodes that takes more
     * moves back than it adds (the optimality condition of minimum-cost flows). For nodes without zones.
     */
    static void noPlanMovesLess(RingPlan plan, List<List<String>> previous, List<PlannedNode> eligible) {
        int nodes = eligible.size();
        int[][] price = new int[nodes][nodes];
        for (int[] row : price) {
            Arrays.fill(row, 1_000);
        }
        for (int slot = 0; slot < previous.size(); slot++) {
            List<String> before = previous.get(slot);
            List<String> now = plan.lists().get(slot);
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; to < nodes; to++) {
                    String giver = eligible.get(from).nodeId();
                    String taker = eligible.get(to).nodeId();
                    if (now.contains(giver) && !now.contains(taker)) {
                        int added = before.contains(taker) ? 0 : 1;
                        int takenBack = before.contains(giver) ? 0 : 1;
                        price[from][to] = Math.min(price[from][to], added - takenBack);
                    }
                }
            }
        }
        for (int middle = 0; middle < nodes; middle++) {
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; to < nodes; to++) {
                    price[from][to] = Math.min(price[from][to], price[from][middle] + price[middle][to]);
                }
            }
        }
        for (int n = 0; n < nodes; n++) {
            assertTrue(price[n][n] >= 0, "a cheaper plan exists; moved " + plan.movedCopies());
        }
    }

    /** Within 1% of the share, or the next whole number. */
    static void isClose(String what, double share, int actual) {
        double allowed = Math.max(1, share * 0.01);
        assertTrue(Math.abs(actual - share) <= allowed + 1e-6, what + " has " + actual + ", its share is " + share);
    }

    /** Copies and primaries by weight; the copies of a node are at most one per slot. */
    static void loadsFollowWeights(RingPlan plan, List<PlannedNode> eligible, int copiesPerSlot) {
        int slots = plan.lists().size();
        Map<String, Double> shares = new TreeMap<>();
        Map<String, Integer> open =
                eligible.stream().collect(Collectors.toMap(PlannedNode::nodeId, PlannedNode::weight));
        double left = (double) slots * copiesPerSlot;
        while (!open.isEmpty()) {
            double perWeight = left / open.values().stream().mapToInt(w -> w).sum();
            List<String> full = open.keySet().stream()
                    .filter(n -> open.get(n) * perWeight >= slots)
                    .toList();
            if (full.isEmpty()) {
                open.forEach((n, w) -> shares.put(n, w * perWeight));
                break;
            }
            full.forEach(n -> shares.put(n, (double) slots));
            full.forEach(open::remove);
            left -= (double) slots * full.size();
        }
        Map<String, Integer> copies = copies(plan.lists());
        Map<String, Integer> primaries = primaries(plan.lists());
        shares.forEach((n, share) -> isClose("copies of " + n, share, copies.getOrDefault(n, 0)));
        boolean bounded = shares.values().stream().anyMatch(s -> s >= slots) && copiesPerSlot < eligible.size();
        int weights = eligible.stream().mapToInt(PlannedNode::weight).sum();
        for (PlannedNode node : bounded ? List.<PlannedNode>of() : eligible) {
            double share = (double) slots * node.weight() / weights;
            isClose("primaries of " + node.nodeId(), share, primaries.getOrDefault(node.nodeId(), 0));
        }
    }

    /** No zone has two copies of a slot while another one has a node and no copy. */
    static void zonesAreApart(RingPlan plan, List<PlannedNode> eligible) {
        Map<String, String> zoneOf =
                eligible.stream().collect(Collectors.toMap(PlannedNode::nodeId, PlannedNode::zone));
        long zones = zoneOf.values().stream().distinct().count();
        for (List<String> list : plan.lists()) {
            long used = list.stream().map(zoneOf::get).distinct().count();
            assertEquals(Math.min(zones, list.size()), used, "zones of " + list + " with " + zoneOf);
        }
    }
}
