package dev.meguri.core.conflict;

/**
 * Who counts.
 *
 * @param nodeId of the coordinator
 * @param life of the coordinator's memory of the key's slot: another one after each restart, and after it dropped the slot
 * @param time hybrid time of this write, later than all that the coordinator made before
 */
public record Writer(String nodeId, long life, long time) {}
