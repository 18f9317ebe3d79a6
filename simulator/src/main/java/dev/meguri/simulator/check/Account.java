package dev.meguri.simulator.check;

import dev.meguri.core.shard.Shard;

/**
 * What a shard says that it holds, and what it holds when all is counted anew.
 *
 * @param bytes and recounted: of eventual keys and marks
 * @param strongBytes and strongRecounted: of strong keys, that take from the same pool
 * @param policyBytes of all policies together, which have what strong keys take in them
 * @param poolBytes what all of them may take
 * @param hintBytes and hintsRecounted: of writes that are kept for others
 */
record Account(
        long bytes,
        long recounted,
        long strongBytes,
        long strongRecounted,
        long policyBytes,
        long poolBytes,
        long hintBytes,
        long hintsRecounted,
        int pendingOperations) {
    static Account of(Shard shard, long poolBytes) {
        return new Account(
                shard.store().stats().bytes(),
                shard.store().recountBytes(),
                shard.store().strongBytes(),
                shard.strong().recountBytes(),
                shard.stats().bytes(),
                poolBytes,
                shard.hintBook().bytes(),
                shard.hintBook().recountBytes(),
                shard.pendingOperations());
    }

    /**
     * Whether more is held than the pool has, of what could make room. Strong keys alone may take more: what moves here with
     * its slot is taken all the same (STRONG.md, rule 14, is about clients' changes).
     */
    boolean isOverPool() {
        return recounted > 0 && recounted + strongRecounted > poolBytes;
    }
}
