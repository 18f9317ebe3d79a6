package dev.meguri.client;

import java.time.Duration;
import java.util.Optional;

/**
 * What a read found.
 *
 * @param value null: the key is absent
 * @param version of the value, for {@link MeguriCache#compareAndSet}; null: the key is absent
 * @param ttl that is left; null: it does not expire, or the key is absent
 * @param why the key is absent: deleted, expired or evicted; null: it is there, or nobody knows any more
 */
public record Read<V>(V value, String version, Duration ttl, String why, Receipt receipt) {
    public boolean isPresent() {
        return version != null;
    }

    public Optional<V> asOptional() {
        return Optional.ofNullable(value);
    }
}
