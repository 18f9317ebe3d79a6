package dev.meguri.node.resp;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.node.shard.ShardPool;
import java.util.Arrays;

/** The keys of commands that were read ahead, by shard: what is held for them is brought near, all at once. */
final class KeysAhead {
    /** Of fewer keys there is little to be had. */
    private static final int FEW = 3;

    private final ShardPool shards;
    private final Key[][] keys;
    private final int[] counts;

    KeysAhead(ShardPool shards) {
        this.shards = shards;
        this.keys = new Key[shards.shards()][];
        this.counts = new int[shards.shards()];
    }

    /** @param key null: none */
    void add(Key key) {
        if (key == null) {
            return;
        }
        int shard = key.slot(Slots.COUNT) % keys.length;
        if (keys[shard] == null) {
            keys[shard] = new Key[8];
        } else if (counts[shard] == keys[shard].length) {
            keys[shard] = Arrays.copyOf(keys[shard], 2 * counts[shard]);
        }
        keys[shard][counts[shard]++] = key;
    }

    void warm() {
        for (int i = 0; i < keys.length; i++) {
            int count = counts[i];
            Key[] ofShard = keys[i];
            counts[i] = 0;
            if (count >= FEW) {
                shards.loop(i).glance(shard -> shard.store().warm(ofShard, count));
            }
        }
    }
}
