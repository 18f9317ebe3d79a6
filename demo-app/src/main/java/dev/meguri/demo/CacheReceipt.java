package dev.meguri.demo;

import dev.meguri.api.cache.CacheHeaders;
import java.net.http.HttpHeaders;

/** Whose copy answered. @param node its id; @param source {@code primary} or {@code replica}; each null where not told */
record CacheReceipt(String node, String source, String acks) {
    static CacheReceipt of(HttpHeaders headers) {
        return new CacheReceipt(
                headers.firstValue(CacheHeaders.NODE).orElse(null),
                headers.firstValue(CacheHeaders.SOURCE).orElse(null),
                headers.firstValue(CacheHeaders.ACKS).orElse(null));
    }
}
