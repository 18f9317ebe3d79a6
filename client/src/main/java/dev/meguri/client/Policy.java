package dev.meguri.client;

import java.time.Duration;

/**
 * How keys under a prefix behave.
 *
 * @param prefix "default": of all keys that no other policy matches
 * @param consistency eventual or strong
 * @param replicas copies
 * @param writeQuorum copies that confirm a write; readQuorum: that are read
 * @param defaultTtl of writes that name none; null: none
 * @param maxTtl the longest; null: none
 * @param maxBytes the prefix' share of a node's memory; 0: no limit but the node's
 * @param maxValueBytes the largest value
 * @param eviction lru, tinylfu or none
 * @param conflict lww, or the resolver of concurrent writes
 * @param onMajorityLoss refuse or reset
 */
public record Policy(
        String prefix,
        String consistency,
        int replicas,
        int writeQuorum,
        int readQuorum,
        Duration defaultTtl,
        Duration maxTtl,
        long maxBytes,
        long maxValueBytes,
        String eviction,
        String conflict,
        String onMajorityLoss) {
    public boolean isStrong() {
        return consistency.equals("strong");
    }
}
