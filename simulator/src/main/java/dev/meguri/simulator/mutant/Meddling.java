package dev.meguri.simulator.mutant;

import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.time.SplitMix64;

/** How one bug shows in the messages of a run. */
@FunctionalInterface
interface Meddling {
    /**
     * As {@link Tap#onSend}, but told of the messages about strong keys one by one, not in batches.
     *
     * @param random of this bug in this run
     */
    Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random);

    /** As {@link Tap#answersAlone}. */
    default boolean answersAlone(Shard shard, Key key) {
        return shard.answersAlone(key, false);
    }
}
