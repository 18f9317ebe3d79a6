package dev.meguri.core.shard;

import dev.meguri.core.ring.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * Some keys that clients of this node asked for lately, one in {@value #EVERY} operations: enough to tell which key a busy slot
 * is busy with. Costs a count per operation, and holds {@value #KEYS} keys. Owned by the shard.
 */
public final class KeySample {
    /** A prime, so that a client's own rhythm is not met. */
    static final int EVERY = 61;

    /** How many are remembered: the newest. */
    static final int KEYS = 256;

    private final Key[] keys = new Key[KEYS];
    private int untilNext = EVERY;
    private int next;

    public void asked(Key key) {
        if (--untilNext == 0) {
            untilNext = EVERY;
            keys[next] = key;
            next = (next + 1) % KEYS;
        }
    }

    /** In no particular order; a key that was met more often is there more often. */
    public List<Key> keys() {
        List<Key> met = new ArrayList<>(KEYS);
        for (Key key : keys) {
            if (key != null) {
                met.add(key);
            }
        }
        return met;
    }
}
