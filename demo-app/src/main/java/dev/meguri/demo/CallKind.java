package dev.meguri.demo;

import java.util.Locale;

/** How one call was served. */
public enum CallKind {
    /** From the cache. */
    HIT,
    /** Not in the cache: from the upstream, and stored. */
    MISS,
    /** Not in the cache: together with another call's miss. */
    SHARED,
    /** The caller asked for no cache. */
    DIRECT,
    /** The upstream failed. */
    FAILED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code cache} or {@code upstream}: where the bytes came from. */
    String source() {
        return this == HIT ? "cache" : "upstream";
    }
}
