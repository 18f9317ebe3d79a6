package dev.meguri.core.ring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link RingPlanner} decided, and what it costs. A copy is a (slot, node) pair; it moves when the node gains it.
 *
 * @param lists the replica list of every slot, the home primary first
 * @param changedSlots slots whose list differs from before, ascending; also where only the order differs
 * @param movedCopies copies that nodes gain
 * @param leastMovedCopies a lower bound of {@code movedCopies} for any plan with the same loads
 * @param changedPrimaries slots that had a home primary and get another one
 * @param loads one per node of the input, and per former holder that still had copies, sorted by nodeId
 */
public record RingPlan(
        List<List<String>> lists,
        List<Integer> changedSlots,
        int movedCopies,
        int leastMovedCopies,
        int changedPrimaries,
        List<NodeLoad> loads) {
    public RingPlan {
        lists = List.copyOf(lists);
        changedSlots = List.copyOf(changedSlots);
        loads = List.copyOf(loads);
    }

    /** Whether nothing is to be done. */
    public boolean isUnchanged() {
        return changedSlots.isEmpty();
    }

    /** Null when the plan does not know the node. */
    public NodeLoad load(String nodeId) {
        return loads.stream().filter(l -> l.nodeId().equals(nodeId)).findFirst().orElse(null);
    }

    /** The nodes in {@code next} that are not in {@code previous}: who has to be sent the slot. */
    public static List<String> gainers(List<String> previous, List<String> next) {
        return next.stream().filter(n -> !previous.contains(n)).toList();
    }

    static RingPlan compare(
            List<List<String>> previous, List<List<String>> lists, List<String> nodeIds, int leastMovedCopies) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        nodeIds.forEach(n -> counts.put(n, new int[4]));
        List<Integer> changedSlots = new ArrayList<>();
        int movedCopies = 0;
        int changedPrimaries = 0;
        for (int slot = 0; slot < lists.size(); slot++) {
            List<String> before = previous.get(slot);
            List<String> now = lists.get(slot);
            for (int i = 0; i < now.size(); i++) {
                count(counts, now.get(i))[i == 0 ? 0 : 1]++;
            }
            if (before.equals(now)) {
                continue;
            }
            changedSlots.add(slot);
            if (!before.isEmpty() && (now.isEmpty() || !before.getFirst().equals(now.getFirst()))) {
                changedPrimaries++;
            }
            for (String node : gainers(before, now)) {
                count(counts, node)[2]++;
                movedCopies++;
            }
            gainers(now, before).forEach(node -> count(counts, node)[3]++);
        }
        List<NodeLoad> loads = counts.entrySet().stream()
                .map(e -> new NodeLoad(e.getKey(), e.getValue()[0], e.getValue()[1], e.getValue()[2], e.getValue()[3]))
                .sorted((a, b) -> a.nodeId().compareTo(b.nodeId()))
                .toList();
        return new RingPlan(lists, changedSlots, movedCopies, leastMovedCopies, changedPrimaries, loads);
    }

    private static int[] count(Map<String, int[]> counts, String nodeId) {
        return counts.computeIfAbsent(nodeId, n -> new int[4]);
    }
}
