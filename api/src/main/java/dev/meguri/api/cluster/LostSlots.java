package dev.meguri.api.cluster;

import java.util.List;

/**
 * Slots whose memory is gone. Their keys are refused with {@code slot_lost} until the loss is accepted.
 *
 * @param count how many; what {@link AcceptLossRequest} has to confirm where all are meant
 * @param ranges in ascending order
 */
public record LostSlots(int count, List<Range> ranges) {
    /**
     * Slots {@code from} to {@code to}, both included.
     *
     * @param reason {@code majority_lost_memory}: strong keys are refused, eventual ones served. {@code no_holder}: whoever
     *     held the slots has been DOWN for longer than a replacement waits; their keys are back when one of them is
     */
    public record Range(int from, int to, String reason) {}
}
