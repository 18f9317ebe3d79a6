package dev.meguri.client.jcache;

/**
 * What became of an entry.
 *
 * @param before what was there when the change was made, or decided against
 */
record Change<V>(Found<V> before, Kind kind) {
    enum Kind {
        NONE,
        CREATED,
        UPDATED,
        REMOVED
    }

    boolean isPut() {
        return kind == Kind.CREATED || kind == Kind.UPDATED;
    }

    boolean isRemoval() {
        return kind == Kind.REMOVED;
    }
}
