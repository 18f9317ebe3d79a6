package dev.meguri.api.cache;

import java.util.List;

/** @param truncated whether there are more */
public record KeyList(List<KeyItem> keys, boolean truncated) {
    /** @param ttlMillis left; null: never expires */
    public record KeyItem(String key, int slot, int bytes, String version, Long ttlMillis) {}
}
