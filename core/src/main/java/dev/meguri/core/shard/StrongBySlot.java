package dev.meguri.core.shard;

/** How many strong values each slot of one shard has, and what its strong keys take. Owned by the shard. */
final class StrongBySlot {
    private final int shards;
    private final int slots;
    /** Null: there never was a strong key. */
    private int[] values;

    private long[] bytes;

    StrongBySlot(int slotCount, int shards) {
        this.shards = shards;
        this.slots = (slotCount + shards - 1) / shards;
    }

    void changed(int slot, long byBytes, int byValues) {
        if (values == null) {
            values = new int[slots];
            bytes = new long[slots];
        }
        values[slot / shards] += byValues;
        bytes[slot / shards] += byBytes;
    }

    int values(int slot) {
        return values == null ? 0 : values[slot / shards];
    }

    long bytes(int slot) {
        return bytes == null ? 0 : bytes[slot / shards];
    }
}
