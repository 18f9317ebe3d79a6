package dev.meguri.api.cluster;

/**
 * A policy, as documents have it. In requests every field may be left out (null); in answers only {@code preset} can be.
 *
 * @param preset in requests: fast (W1 R1), safe (W2 R1), quorum (W2 R2) or strong set what is left out
 * @param consistency eventual or strong
 * @param defaultTtl a duration ({@code 30s}) or {@code none}
 * @param maxTtl a duration or {@code none}
 * @param maxBytes bytes per node; 0: only the node's pool limits
 * @param eviction lru, tinylfu or none
 * @param onMajorityLoss refuse or reset (strong only)
 * @param conflict what becomes of concurrent writes: lww (the last one wins), max, min, union, counter, or the name of a resolver
 *     that every node has; fixed while there are keys (strong: lww)
 */
public record PolicyDocument(
        String prefix,
        String preset,
        String consistency,
        Integer replicas,
        Integer writeQuorum,
        Integer readQuorum,
        String defaultTtl,
        String maxTtl,
        Long maxBytes,
        Integer maxValueBytes,
        String eviction,
        String onMajorityLoss,
        String conflict) {}
