package dev.meguri.core.store;

import dev.meguri.core.policy.Policy;

/** What the values of one policy take, and how they are used. */
final class PolicyUsage {
    final Policy policy;
    final long budgetBytes;
    /** Null where nothing is evicted. */
    final EvictionGroup group;

    long entries;
    long bytes;
    long hits;
    long misses;
    long evictions;

    PolicyUsage(Policy policy, long budgetBytes, EvictionGroup group) {
        this.policy = policy;
        this.budgetBytes = budgetBytes;
        this.group = group;
    }

    /** Goes on counting where the policy of the same prefix was. */
    void inherit(PolicyUsage before) {
        hits = before.hits;
        misses = before.misses;
        evictions = before.evictions;
    }

    StoreStats.PolicyStats stats() {
        return new StoreStats.PolicyStats(policy.prefix(), entries, bytes, budgetBytes, hits, misses, evictions);
    }
}
