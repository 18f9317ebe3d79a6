package dev.meguri.client.jcache;

import java.util.Objects;

/** What a cache takes. @param cache its name */
record Types<K, V>(String cache, Class<K> key, Class<V> value) {
    /** @throws NullPointerException it is null; @throws ClassCastException it is of another type */
    void requireKey(K found) {
        require("key", key, found);
    }

    void requireValue(V found) {
        require("value", value, found);
    }

    private void require(String what, Class<?> type, Object found) {
        Objects.requireNonNull(found, what);
        if (!type.isInstance(found)) {
            throw new ClassCastException("a " + what + " of cache " + cache + " is a " + type.getName() + ", not a "
                    + found.getClass().getName());
        }
    }
}
