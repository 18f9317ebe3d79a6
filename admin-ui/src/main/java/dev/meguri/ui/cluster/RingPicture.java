package dev.meguri.ui.cluster;

import dev.meguri.api.cluster.RingView;
import dev.meguri.api.cluster.SlotRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The replica lists of all slots and the virtual nodes, packed for the picture: a list that many slots share is sent once.
 *
 * @param nodes in the order of the ring view; the other fields refer to them by index
 * @param lists the distinct replica lists
 * @param runs triples: number of slots, index of their list, index of the list that they move to (-1: they stay)
 * @param virtualNodes per node, fractions of the ring with five digits: finer than a pixel
 */
public record RingPicture(
        long ringVersion,
        int slotCount,
        List<String> nodes,
        List<List<Integer>> lists,
        List<Integer> runs,
        List<List<Double>> virtualNodes) {
    private static final int STAYS = -1;
    private static final double PRECISION = 1e5;

    /** @param slots in slot order, without gaps, as the manager answers them */
    public static RingPicture of(RingView ring, List<SlotRange> slots) {
        Packer packer = new Packer();
        ring.nodes().forEach(node -> packer.node(node.nodeId()));
        List<Integer> runs = new ArrayList<>();
        int slotCount = 0;
        for (SlotRange range : slots) {
            runs.add(range.to() - range.from() + 1);
            runs.add(packer.list(range.current()));
            runs.add(range.next() == null || range.next().isEmpty() ? STAYS : packer.list(range.next()));
            slotCount = range.to() + 1;
        }
        List<List<Double>> virtualNodes = new ArrayList<>();
        for (int i = 0; i < packer.nodes.size(); i++) {
            virtualNodes.add(
                    i < ring.nodes().size() ? rounded(ring.nodes().get(i).virtualNodes()) : List.of());
        }
        return new RingPicture(
                ring.ringVersion(),
                slotCount,
                List.copyOf(packer.nodes.keySet()),
                List.copyOf(packer.lists.keySet()),
                runs,
                virtualNodes);
    }

    /** The first of the slot's list; null: it has none. */
    public String primaryOf(int slot) {
        int from = 0;
        for (int i = 0; i + 2 < runs.size(); i += 3) {
            from += runs.get(i);
            if (slot < from) {
                List<Integer> list = lists.get(runs.get(i + 1));
                return list.isEmpty() ? null : nodes.get(list.getFirst());
            }
        }
        return null;
    }

    private static List<Double> rounded(List<Double> fractions) {
        return fractions.stream()
                .map(fraction -> Math.round(fraction * PRECISION) / PRECISION)
                .toList();
    }

    /** Gives nodes and lists their indexes, in the order in which they are met. */
    private static final class Packer {
        private final Map<String, Integer> nodes = new LinkedHashMap<>();
        private final Map<List<Integer>, Integer> lists = new LinkedHashMap<>();

        int node(String nodeId) {
            nodes.putIfAbsent(nodeId, nodes.size());
            return nodes.get(nodeId);
        }

        int list(List<String> nodeIds) {
            List<Integer> list = nodeIds.stream().map(this::node).toList();
            lists.putIfAbsent(list, lists.size());
            return lists.get(list);
        }
    }
}
