package dev.meguri.demo.loading;

import java.util.Locale;

/** How one call was served. */
public enum CallKind {
    /** From the cache. */
    HIT,
    /** From the cache, though its time was over: it is loaded anew in the background. */
    STALE,
    /** Not in the cache: from the upstream, and stored. */
    MISS,
    /** Not in the cache: together with another call's miss, of this application or another. */
    SHARED,
    /** The caller asked for no cache. */
    DIRECT,
    /** The upstream failed. */
    FAILED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code cache} or {@code upstream}: where the bytes came from. */
    public String source() {
        return this == HIT || this == STALE ? "cache" : "upstream";
    }
}
