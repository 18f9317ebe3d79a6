package dev.meguri.api.lab;

import java.util.List;

/**
 * All that a test saw: the file to download.
 *
 * @param operations by id
 * @param stale the reads that were stale
 * @param lost ids of the acknowledged writes that were lost
 */
public record TestHistory(ConsistencyTest test, List<LabOperation> operations, List<StaleRead> stale, List<Long> lost) {
    /**
     * @param id of the read
     * @param millis for how long what it found had been out of date
     * @param versions how many acknowledged writes it was behind
     */
    public record StaleRead(long id, long millis, int versions) {}
}
