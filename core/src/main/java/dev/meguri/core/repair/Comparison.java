package dev.meguri.core.repair;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Slots that one peer was asked to compare, in one message, and that it has yet to answer. */
final class Comparison {
    /**
     * One slot of a comparison.
     *
     * @param epoch of the slot when it began; what ends under another one does not count
     * @param generation of {@link SyncBook} when it began
     * @param copies the keys compared are those kept in at least so many copies
     * @param begunMillis when it began
     */
    record Item(String peer, int slot, long epoch, int generation, int copies, long begunMillis) {}

    private final long requestId;
    private final Map<Integer, Item> unanswered = new LinkedHashMap<>();

    Comparison(long requestId, List<Item> items) {
        this.requestId = requestId;
        for (Item item : items) {
            unanswered.put(item.slot(), item);
        }
    }

    long requestId() {
        return requestId;
    }

    /** Null when it was not asked, or is answered already. */
    Item answered(int slot) {
        return unanswered.remove(slot);
    }

    boolean isAnswered() {
        return unanswered.isEmpty();
    }

    Iterable<Item> unanswered() {
        return unanswered.values();
    }
}
