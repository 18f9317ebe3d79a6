package dev.meguri.client.ring;

import java.util.List;

/** Who serves which slot, by one version of the cluster's state. Immutable. */
public final class Ring {
    /** Before a node told anything. */
    public static final Ring UNKNOWN = new Ring("", 0, 0, List.of(), new int[][] {{}}, null);

    private final String clusterId;
    private final long term;
    private final long version;
    private final List<RingNode> nodes;
    private final int[][] lists;
    private final short[] slots;

    /**
     * @param lists positions in {@code nodes}, the serving primary first
     * @param slots the position in {@code lists} of each slot, as 16 bits without a sign; null: all have the first list
     */
    Ring(String clusterId, long term, long version, List<RingNode> nodes, int[][] lists, short[] slots) {
        this.clusterId = clusterId;
        this.term = term;
        this.version = version;
        this.nodes = List.copyOf(nodes);
        this.lists = lists;
        this.slots = slots;
    }

    /** Empty: none yet. */
    public String clusterId() {
        return clusterId;
    }

    public long term() {
        return term;
    }

    /** 0: none yet. */
    public long version() {
        return version;
    }

    public List<RingNode> nodes() {
        return nodes;
    }

    /** How many nodes hold the slot. */
    public int holders(int slot) {
        return list(slot).length;
    }

    /** @param position 0: the serving primary */
    public RingNode holder(int slot, int position) {
        return nodes.get(list(slot)[position]);
    }

    private int[] list(int slot) {
        return lists[slots == null ? 0 : slots[slot] & 0xffff];
    }

    /** Null: no node of this ring is there. */
    public RingNode at(String host, int port) {
        for (RingNode node : nodes) {
            if (node.isAt(host, port)) {
                return node;
            }
        }
        return null;
    }

    public boolean isNewerThan(Ring other) {
        return isNewer(term, version, other.term, other.version);
    }

    public static boolean isNewer(long term, long version, long thanTerm, long thanVersion) {
        return term != thanTerm ? term > thanTerm : version > thanVersion;
    }
}
