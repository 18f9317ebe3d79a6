package dev.meguri.core.ring;

import static dev.meguri.core.limits.Requirements.requireState;

import java.nio.charset.StandardCharsets;

/** A hash tag for each slot, by which the cluster's own keys are put there. */
public final class SlotTags {
    /** Characters of the longest. */
    public static final int MAX_LENGTH = 6;

    /** Per slot: a number of which it follows. */
    private static final String[] OF_SLOTS = find();

    private SlotTags() {}

    public static String of(int slot) {
        return OF_SLOTS[slot];
    }

    private static String[] find() {
        String[] found = new String[Slots.COUNT];
        int left = Slots.COUNT;
        for (int i = 0; left > 0; i++) {
            String tag = Integer.toString(i);
            int slot = Slots.of(tag.getBytes(StandardCharsets.US_ASCII));
            if (found[slot] == null) {
                requireState(tag.length() <= MAX_LENGTH, "a slot's tag has at most " + MAX_LENGTH + " digits");
                found[slot] = tag;
                left--;
            }
        }
        return found;
    }
}
