package dev.meguri.api.cluster;

import java.util.Map;

/**
 * Something that happened.
 *
 * @param id grows by one; what Last-Event-ID carries
 * @param type see {@link EventType}
 * @param atMillis milliseconds since 1970
 * @param nodeId whom it is about; null: nobody in particular
 * @param ringVersion at the time
 * @param message one sentence for people
 * @param details the same for programs
 */
public record EventView(
        long id,
        String type,
        long atMillis,
        String nodeId,
        long ringVersion,
        String message,
        Map<String, Object> details) {}
