package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;

/** Replicas get the value of another write now and then. */
final class MixedUpValues implements Meddling {
    private byte[] earlier = new byte[0];

    @Override
    public Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (message instanceof ShardMessage.Replicate m && !m.entry().isGone() && random.chance(0.02)) {
            byte[] value = earlier;
            earlier = m.entry().value();
            return Faked.with(m, value, m.entry().expireAtMillis());
        }
        return message;
    }
}
