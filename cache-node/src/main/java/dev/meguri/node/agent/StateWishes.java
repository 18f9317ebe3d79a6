package dev.meguri.node.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Shards wish for a peer's state at every message under a newer epoch, and while slots move that is thousands a second; a
 * state has tens of kilobytes. One wish per peer and moment is passed on, the rest are answered by the same state. What a
 * lost answer leaves behind is wished for again: peers repeat their messages. Any thread calls.
 */
public final class StateWishes {
    /** Short: the same state is sent several times; long: messages under a newer epoch wait. */
    static final long PAUSE_MILLIS = 50;

    private final LongSupplier clock;
    private final Map<String, Long> lastMillis = new ConcurrentHashMap<>();

    public StateWishes(LongSupplier clock) {
        this.clock = clock;
    }

    /** Whether to ask this peer now. */
    public boolean isDue(String nodeId) {
        long now = clock.getAsLong();
        Long last = lastMillis.get(nodeId);
        if (last != null && now >= last && now - last < PAUSE_MILLIS) {
            return false;
        }
        // Two threads may both pass here: that costs one message more.
        lastMillis.put(nodeId, now);
        return true;
    }
}
