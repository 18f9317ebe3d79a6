package dev.meguri.core.hint;

import dev.meguri.core.message.ShardMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hints on their way to one replica, until it has answered for all their slots. */
final class HintBatch {
    private static final List<Hint> NONE = List.of();

    private final long requestId;
    private final ShardMessage message;
    private final Map<Integer, List<Hint>> unanswered = new TreeMap<>();
    private int tries;
    private boolean rest;

    HintBatch(long requestId, List<Hint> hints, ShardMessage message) {
        this.requestId = requestId;
        this.message = message;
        for (Hint hint : hints) {
            unanswered.computeIfAbsent(hint.slot(), slot -> new ArrayList<>()).add(hint);
        }
    }

    long requestId() {
        return requestId;
    }

    ShardMessage message() {
        return message;
    }

    /** The hints of the slot; none when they are answered already. */
    List<Hint> answered(int slot) {
        List<Hint> hints = unanswered.remove(slot);
        return hints == null ? NONE : hints;
    }

    boolean isAnswered() {
        return unanswered.isEmpty();
    }

    /** Some of it was not taken now. */
    void rests() {
        rest = true;
    }

    boolean isToRest() {
        return rest;
    }

    /** Counts one more try, and says whether there were enough. */
    boolean isTried(int maxTries) {
        return ++tries >= maxTries;
    }
}
