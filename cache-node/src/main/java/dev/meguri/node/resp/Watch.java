package dev.meguri.node.resp;

import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;

/**
 * A watched key as it was.
 *
 * @param version of the value; null: the key was absent
 * @param lineage of the value, where a resolver made it; else 0
 */
record Watch(Key key, Version version, long lineage) {
    /** @param entry null, a mark, or a value that may be over */
    static Watch of(Key key, Entry entry, long nowMillis) {
        boolean there = entry != null && entry.isReadableAt(nowMillis);
        return there ? new Watch(key, entry.version(), entry.lineage().hash64()) : new Watch(key, null, 0);
    }

    boolean isAsBefore(Entry entry, long nowMillis) {
        return of(key, entry, nowMillis).equals(this);
    }
}
