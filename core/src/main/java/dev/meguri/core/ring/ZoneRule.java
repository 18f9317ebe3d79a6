package dev.meguri.core.ring;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many copies of one slot a zone may and must hold, so that copies spread over zones as evenly as the zones' sizes
 * allow: no zone gets a second copy while another with a free node has none. A node without a zone is a zone of its own.
 */
final class ZoneRule {
    /** Zone of each node, as an index. */
    final int[] zoneOf;
    /** Most copies of one slot, by zone. */
    final int[] most;
    /** Fewest copies of one slot, by zone; at most one below {@link #most}. */
    final int[] least;

    private final int copies;

    /** @param copies of every slot, at most the number of nodes */
    ZoneRule(List<PlannedNode> nodes, int copies) {
        this.copies = copies;
        zoneOf = new int[nodes.size()];
        Map<String, Integer> names = new LinkedHashMap<>();
        int zones = 0;
        for (int n = 0; n < zoneOf.length; n++) {
            String zone = nodes.get(n).zone();
            Integer known = zone.isEmpty() ? null : names.get(zone);
            zoneOf[n] = known == null ? zones++ : known;
            if (known == null && !zone.isEmpty()) {
                names.put(zone, zoneOf[n]);
            }
        }
        int[] sizes = new int[zones];
        for (int zone : zoneOf) {
            sizes[zone]++;
        }
        int height = 1;
        while (cut(sizes, height).sum < copies) {
            height++;
        }
        most = cut(sizes, height).sizes;
        least = cut(sizes, height - 1).sizes;
    }

    private record Cut(int[] sizes, int sum) {}

    private static Cut cut(int[] sizes, int height) {
        int[] result = Arrays.stream(sizes).map(s -> Math.min(s, height)).toArray();
        return new Cut(result, Arrays.stream(result).sum());
    }

    int zones() {
        return most.length;
    }

    /** Copies per zone among the holders; negative entries are free places. */
    int[] count(int[] holders) {
        int[] counts = new int[most.length];
        for (int holder : holders) {
            if (holder >= 0) {
                counts[zoneOf[holder]]++;
            }
        }
        return counts;
    }

    /** Whether a slot can be completed from these holders without giving one of them up. */
    boolean isCompletable(int[] counts) {
        int needed = 0;
        for (int z = 0; z < counts.length; z++) {
            if (counts[z] > most[z]) {
                return false;
            }
            needed += Math.max(counts[z], least[z]);
        }
        return needed <= copies;
    }

    /** Whether, in a complete slot, a copy may go from one node to another that does not hold the slot. */
    boolean allows(int[] holders, int from, int to) {
        int fromZone = zoneOf[from];
        int toZone = zoneOf[to];
        if (fromZone == toZone) {
            return true;
        }
        int inFrom = 0;
        int inTo = 0;
        for (int holder : holders) {
            inFrom += zoneOf[holder] == fromZone ? 1 : 0;
            inTo += zoneOf[holder] == toZone ? 1 : 0;
        }
        return inFrom > least[fromZone] && inTo < most[toZone];
    }
}
