package dev.meguri.core.ring;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.limits.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides every slot's replica list: a pure function of the lists before and the nodes now. The same input gives the same
 * plan, in whatever order the nodes are named.
 *
 * <p>In this order of importance:
 *
 * <ol>
 *   <li>Every list has {@code replicationFactor} nodes, or all eligible ones where there are fewer.
 *   <li>Copies of a slot are spread over zones as evenly as the zones' sizes allow.
 *   <li>Copies per node follow the weights (bounded by one copy per slot, and by the zones), to within one copy; home
 *       primaries likewise, as far as the lists allow.
 *   <li>As few copies move as that allows; then, as few slots get another home primary.
 *   <li>What is free to choose is chosen by the {@link HashRing}; who stays in a list keeps its place, and who is new
 *       takes the place of the one that went.
 * </ol>
 */
public final class RingPlanner {
    private RingPlanner() {}

    /**
     * @param previous the replica list of each slot, the home primary first; all empty at the first formation. Holders
     *     that are not among {@code nodes} are replaced
     * @param nodes every member that holds slots or may
     * @param replicationFactor wanted length of the lists, 1 to {@link Limits#MAX_REPLICAS}
     * @param slotCount number of slots, the size of {@code previous}
     */
    public static RingPlan plan(
            List<List<String>> previous, List<PlannedNode> nodes, int replicationFactor, int slotCount) {
        require(replicationFactor >= 1, "replicationFactor must be at least 1");
        require(replicationFactor <= Limits.MAX_REPLICAS, "replicationFactor must be at most " + Limits.MAX_REPLICAS);
        require(previous.size() == slotCount, "there must be one previous list per slot");
        require(slotCount >= 1, "slotCount must be at least 1");
        require(slotCount <= Slots.COUNT, "slotCount must be at most " + Slots.COUNT);
        require(nodes.size() <= Limits.MAX_NODES, "at most " + Limits.MAX_NODES + " nodes");
        TreeMap<String, PlannedNode> byId = new TreeMap<>();
        for (PlannedNode node : nodes) {
            require(byId.put(node.nodeId(), node) == null, "nodeId is there twice: " + node.nodeId());
        }
        List<PlannedNode> eligible = byId.values().stream()
                .filter(n -> n.role() == PlannedNode.Role.ELIGIBLE)
                .toList();
        List<String> ids = List.copyOf(byId.keySet());
        if (eligible.isEmpty()) {
            return RingPlan.compare(previous, membersOnly(previous, byId), ids, 0);
        }
        boolean enough = eligible.size() >= replicationFactor;
        // Eligible nodes come first, by id; where they are too few, those to be kept follow, by id.
        List<PlannedNode> planned = new ArrayList<>(eligible);
        byId.values().stream()
                .filter(n -> !enough && n.role() == PlannedNode.Role.KEEP_IF_NEEDED)
                .forEach(planned::add);
        HashRing ring = new HashRing(eligible);
        int[] weights = eligible.stream().mapToInt(PlannedNode::weight).toArray();
        int[][] before = indexed(previous, planned);
        int[][] holders;
        int least;
        if (enough) {
            ZoneRule zones = new ZoneRule(eligible, replicationFactor);
            CopyPlacement copies = new CopyPlacement(ring, zones, weights, replicationFactor, before);
            least = copies.leastMoved();
            holders = copies.place();
        } else {
            holders = everyEligible(ring, eligible.size(), before, replicationFactor);
            least = Arrays.stream(before)
                    .mapToInt(list -> eligible.size() - count(list, 0, eligible.size()))
                    .sum();
        }
        int[] led =
                Arrays.stream(before).mapToInt(l -> l.length == 0 ? -1 : l[0]).toArray();
        int[] primaries = new PrimaryPlacement(ring, weights, holders, led).place();
        return RingPlan.compare(previous, named(holders, primaries, planned), ids, least);
    }

    /** With nobody to take over, all stays; only holders that are no longer members fall out. */
    private static List<List<String>> membersOnly(List<List<String>> previous, Map<String, PlannedNode> members) {
        return previous.stream()
                .map(list -> list.stream().filter(members::containsKey).toList())
                .toList();
    }

    /** Lists of indexes into {@code planned}, -1 for a holder that has to go. */
    private static int[][] indexed(List<List<String>> previous, List<PlannedNode> planned) {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < planned.size(); i++) {
            indexes.put(planned.get(i).nodeId(), i);
        }
        return previous.stream()
                .map(list -> list.stream()
                        .distinct()
                        .mapToInt(n -> indexes.getOrDefault(n, -1))
                        .toArray())
                .toArray(int[][]::new);
    }

    /** Too few eligible nodes: each holds every slot, and nodes that are down keep the places left, first come first. */
    private static int[][] everyEligible(HashRing ring, int eligible, int[][] before, int replicationFactor) {
        int[][] holders = new int[before.length][];
        for (int slot = 0; slot < before.length; slot++) {
            int mayStay = replicationFactor - eligible;
            int kept = Math.min(mayStay, count(before[slot], eligible, Integer.MAX_VALUE));
            int[] walk = ring.walk(slot, before.length);
            int[] list = new int[eligible + kept];
            int length = 0;
            int nextOfWalk = 0;
            for (int i = 0; length < list.length; i++) {
                int node = i < before[slot].length ? before[slot][i] : -1;
                if (node >= eligible) {
                    node = kept-- > 0 ? node : -1;
                }
                while (node < 0 && nextOfWalk < walk.length) {
                    int candidate = walk[nextOfWalk++];
                    node = contains(before[slot], candidate) ? -1 : candidate;
                }
                if (node >= 0) {
                    list[length++] = node;
                }
            }
            holders[slot] = list;
        }
        return holders;
    }

    private static int count(int[] list, int from, int to) {
        return (int) Arrays.stream(list).filter(n -> n >= from && n < to).count();
    }

    private static boolean contains(int[] list, int node) {
        return Arrays.stream(list).anyMatch(n -> n == node);
    }

    /** Names instead of indexes, the primary first and the others in their order. */
    private static List<List<String>> named(int[][] holders, int[] primaries, List<PlannedNode> planned) {
        List<List<String>> lists = new ArrayList<>(holders.length);
        for (int slot = 0; slot < holders.length; slot++) {
            int primary = primaries[slot];
            lists.add(Arrays.stream(holders[slot])
                    .boxed()
                    .sorted(Comparator.comparing(n -> n != primary))
                    .map(n -> planned.get(n).nodeId())
                    .toList());
        }
        return lists;
    }
}
