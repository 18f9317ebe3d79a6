package dev.meguri.core.ring;

import static dev.meguri.core.limits.Requirements.require;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Sets of slots as people write them: {@code 1-5,9}. */
public final class SlotSpans {
    private static final String SYNTAX = "slots are written as 1-5,9";

    private SlotSpans() {}

    /** {@code from} to {@code to}, both included. */
    public record Span(int from, int to) {
        public Span {
            require(from >= 0 && from <= to, "a span begins at its smaller end");
        }
    }

    public static List<Span> of(BitSet slots) {
        List<Span> spans = new ArrayList<>();
        for (int from = slots.nextSetBit(0); from >= 0; ) {
            int end = slots.nextClearBit(from);
            spans.add(new Span(from, end - 1));
            from = slots.nextSetBit(end);
        }
        return spans;
    }

    public static String text(BitSet slots) {
        StringBuilder text = new StringBuilder();
        for (Span span : of(slots)) {
            text.append(text.isEmpty() ? "" : ",").append(span.from());
            if (span.to() > span.from()) {
                text.append('-').append(span.to());
            }
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException where it is written otherwise, or names a slot that there is not */
    public static BitSet parse(String text, int slotCount) {
        BitSet slots = new BitSet();
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            require(ends.length <= 2, SYNTAX);
            int from = number(ends[0], slotCount);
            int to = number(ends[ends.length - 1], slotCount);
            require(from <= to, SYNTAX + ", the smaller number first");
            slots.set(from, to + 1);
        }
        return slots;
    }

    private static int number(String text, int slotCount) {
        require(text.matches("[0-9]{1,5}"), SYNTAX);
        int slot = Integer.parseInt(text);
        require(slot < slotCount, "there are slots 0 to " + (slotCount - 1));
        return slot;
    }
}
