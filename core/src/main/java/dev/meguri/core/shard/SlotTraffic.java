package dev.meguri.core.shard;

/**
 * How often clients of this node asked for each slot of one shard, since the start. Clients of other nodes are counted there,
 * wherever the slot is, so that the sum over the nodes is what clients did. Owned by the shard.
 */
public final class SlotTraffic {
    private final int shards;
    private final long[] reads;
    private final long[] writes;

    public SlotTraffic(int slotCount, int shards) {
        this.shards = shards;
        this.reads = new long[(slotCount + shards - 1) / shards];
        this.writes = new long[reads.length];
    }

    public void read(int slot) {
        reads[slot / shards]++;
    }

    public void wrote(int slot) {
        writes[slot / shards]++;
    }

    public long reads(int slot) {
        return reads[slot / shards];
    }

    public long writes(int slot) {
        return writes[slot / shards];
    }
}
