package dev.meguri.core.ring;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where a node stands on the hash ring: many positions per node, a pure function of its name and weight. */
public final class VirtualNodes {
    /** Positions on the ring are 0 to {@code RING_SIZE - 1}; they fit a JavaScript number. */
    public static final long RING_SIZE = 1L << 32;

    /**
     * Virtual nodes of a node of ordinary weight. Too few: the ring alone is far from the shares and the planner has to
     * override it more; too many: the slots of one list lie in more and shorter ranges, and every client's map grows.
     */
    public static final int PER_ORDINARY_NODE = 64;

    private VirtualNodes() {}

    /** The positions of a node's virtual nodes, ascending. A node keeps its positions when its weight grows. */
    public static long[] of(String nodeId, int weight) {
        require(weight >= 1, "weight must be at least 1");
        long wanted = Math.ceilDiv((long) weight * PER_ORDINARY_NODE, Member.ORDINARY_WEIGHT);
        long[] positions = new long[(int) Math.min(wanted, Limits.MAX_VIRTUAL_NODES)];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = position(nodeId + "#" + i);
        }
        Arrays.sort(positions);
        return positions;
    }

    /** Where a slot's walk round the ring begins. Slots lie on the ring in their own order, evenly. */
    public static long ofSlot(int slot, int slotCount) {
        return slot * RING_SIZE / slotCount;
    }

    /** The upper half of FNV-1a, finished with SplitMix64's mixer. */
    private static long position(String name) {
        long h = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xFF)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return (h ^ (h >>> 31)) >>> 32;
    }
}
