package dev.meguri.simulator.net;

import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;

/** Sees every message that is sent, and may change it or take it away: checkers look, mutants meddle. */
public interface Tap {
    /**
     * @param network to send something else, too
     * @return what is to be sent instead; null: nothing
     */
    Object onSend(Network network, Endpoint from, Endpoint to, Object message);

    /** Whether a node takes a read for one that it may answer by its own memory, at once. */
    default boolean answersAlone(Shard shard, Key key) {
        return shard.answersAlone(key, false);
    }
}
