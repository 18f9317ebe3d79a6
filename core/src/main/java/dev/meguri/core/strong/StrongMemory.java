package dev.meguri.core.strong;

import dev.meguri.core.ring.Key;

/** The account of what strong registers take of a node's pool. They are never evicted (STRONG.md, rule 14). */
public interface StrongMemory {
    /** Room without end, for tests. */
    StrongMemory UNBOUNDED = new StrongMemory() {
        @Override
        public boolean hasRoom(Key key, long bytes) {
            return true;
        }

        @Override
        public void changed(Key key, long bytes, int values) {}
    };

    /** Whether the key's register may grow by so many bytes. */
    boolean hasRoom(Key key, long bytes);

    /**
     * The key's register grew, or shrank where negative.
     *
     * @param values 1: it has a value now and had none; -1: the other way round; 0: neither
     */
    void changed(Key key, long bytes, int values);

    /**
     * A value went away.
     *
     * @param after what took its place; null: the register was dropped as a whole
     * @param moved where it was dropped: because others hold the slot now; else because it counts no more
     */
    default void removed(Key key, StrongValue before, StrongValue after, boolean moved) {}

    /**
     * Another value is accepted here than before, which needs not be chosen yet.
     *
     * @param before null: none
     * @param after null: the register was dropped
     */
    default void accepted(Key key, StrongValue before, StrongValue after) {}

    /** What a register costs by formula: objects, table entry, key and value. */
    static long bytesOf(Key key, StrongValue value) {
        long bytes = 120 + key.length();
        if (value != null) {
            bytes += 72 + value.trail().bytes();
            if (value.data() != null) {
                bytes += 16 + value.data().length + (value.expireAtMillis() == 0 ? 0 : 8);
            }
        }
        return bytes;
    }
}
