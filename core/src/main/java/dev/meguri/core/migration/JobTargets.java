package dev.meguri.core.migration;

import static dev.meguri.core.limits.Requirements.require;

import java.util.List;

/**
 * Where a job moves its slots.
 *
 * @param slots ascending, no slot twice
 * @param lists the replica list each is to have, parallel to {@code slots}
 * @param before the list each had when the job was made, parallel to {@code slots}
 */
public record JobTargets(long jobId, List<Integer> slots, List<List<String>> lists, List<List<String>> before) {
    public JobTargets {
        slots = List.copyOf(slots);
        lists = List.copyOf(lists);
        before = List.copyOf(before);
        require(slots.size() == lists.size(), "one list per slot");
        require(slots.size() == before.size(), "one list before per slot");
    }
}
