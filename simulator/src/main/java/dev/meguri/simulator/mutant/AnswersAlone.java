package dev.meguri.simulator.mutant;

import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;

/** Nodes answer reads of any key by their own memory. */
final class AnswersAlone implements Meddling {
    @Override
    public Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message;
    }

    @Override
    public boolean answersAlone(Shard shard, Key key) {
        return shard.state() != null;
    }
}
