package dev.meguri.core.ring;

import static dev.meguri.core.limits.Requirements.require;

import java.util.Arrays;
import java.util.List;

/**
 * The consistent-hash ring (Karger et al., 1997): every node at the positions of its {@link VirtualNodes}, every slot at
 * its own place, in order. A walk begins at the slot and goes round; the order in which it first meets each node is that
 * slot's preference. Neighbouring slots mostly share it, so lists come in ranges. Immutable but for a cache of walks;
 * owned by one plan.
 */
public final class HashRing {
    private final int nodeCount;
    /** Ascending. */
    private final long[] positions;
    /** The node at each position, an index into the constructor's list. */
    private final int[] owners;
    /** By index of the virtual node a walk begins with; made when first asked for. */
    private final int[][] walks;

    /** @param nodes sorted by nodeId; walks speak of them by their index */
    public HashRing(List<PlannedNode> nodes) {
        require(!nodes.isEmpty(), "a ring needs a node");
        nodeCount = nodes.size();
        long[][] each = new long[nodeCount][];
        int total = 0;
        for (int n = 0; n < nodeCount; n++) {
            each[n] = VirtualNodes.of(nodes.get(n).nodeId(), nodes.get(n).weight());
            total += each[n].length;
        }
        long[] tagged = new long[total];
        int next = 0;
        for (int n = 0; n < nodeCount; n++) {
            for (long position : each[n]) {
                // The owner in the low bits settles a collision by the order of the node ids.
                tagged[next++] = position << 16 | n;
            }
        }
        Arrays.sort(tagged);
        positions = new long[total];
        owners = new int[total];
        walks = new int[total][];
        for (int i = 0; i < total; i++) {
            positions[i] = tagged[i] >>> 16;
            owners[i] = (int) (tagged[i] & 0xFFFF);
        }
    }

    /** Indexes of all nodes in the order in which a walk from the slot first meets them. Not a copy: read only. */
    public int[] walk(int slot, int slotCount) {
        int found = Arrays.binarySearch(positions, VirtualNodes.ofSlot(slot, slotCount));
        int start = (found >= 0 ? firstEqual(found) : -found - 1) % positions.length;
        if (walks[start] == null) {
            walks[start] = walkFrom(start);
        }
        return walks[start];
    }

    private int firstEqual(int index) {
        int first = index;
        while (first > 0 && positions[first - 1] == positions[index]) {
            first--;
        }
        return first;
    }

    private int[] walkFrom(int start) {
        int[] order = new int[nodeCount];
        boolean[] seen = new boolean[nodeCount];
        int met = 0;
        for (int i = start; met < nodeCount; i = (i + 1) % owners.length) {
            int owner = owners[i];
            if (!seen[owner]) {
                seen[owner] = true;
                order[met++] = owner;
            }
        }
        return order;
    }
}
