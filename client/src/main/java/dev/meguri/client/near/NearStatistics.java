package dev.meguri.client.near;

/**
 * What became of the reads of one near cache since it was made.
 *
 * @param hits answered locally
 * @param misses asked of the nodes, for whatever reason
 * @param invalidations that nodes sent for keys with its prefix
 * @param refreshes made in the background, so that a key stays local
 * @param tooOld misses because what was kept had reached the bound, or the end of its time to live
 * @param droppedByRing misses because other nodes serve the slot since
 * @param droppedByConnection misses because the connection ended over which changes would have been told
 * @param overtaken answers that were not kept: something changed, or may have, while they were on their way
 * @param olderRefused answers that were not kept: a newer version of the key was known
 * @param entries kept now, about
 * @param bytes that they are taken for
 */
public record NearStatistics(
        long hits,
        long misses,
        long invalidations,
        long refreshes,
        long tooOld,
        long droppedByRing,
        long droppedByConnection,
        long overtaken,
        long olderRefused,
        long entries,
        long bytes) {}
