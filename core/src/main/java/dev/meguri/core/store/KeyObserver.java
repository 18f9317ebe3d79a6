package dev.meguri.core.store;

import dev.meguri.core.ring.Key;

/**
 * Told what becomes of the values of one shard, eventual and strong, whoever caused it: clients, replicas, repair, expiry or
 * eviction. Called on the shard's thread, in the middle of a step: it must neither change nor step the shard, nor fail.
 */
public interface KeyObserver {
    KeyObserver NONE = new KeyObserver() {
        @Override
        public boolean isWatching() {
            return false;
        }

        @Override
        public void changed(Key key, Entry before, Entry after, Removal why) {}
    };

    /** Asked before each call of {@link #changed}, so that nothing is made for nobody. */
    boolean isWatching();

    /**
     * A value came, was replaced, or went. What this node accepted of a strong key is told before a quorum did.
     *
     * @param before null: there was no value, or a mark, or what was there was over, which is told before
     * @param after null: there is no value any more
     * @param why there is none; null where {@code after} is there
     */
    void changed(Key key, Entry before, Entry after, Removal why);
}
