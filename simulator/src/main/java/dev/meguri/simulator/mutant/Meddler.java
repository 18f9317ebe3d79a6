package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** Makes a bug in one run. */
record Meddler(Meddling meddling, SplitMix64 random) implements Tap {
    @Override
    public Object onSend(Network network, Endpoint from, Endpoint to, Object message) {
        return message instanceof ShardMessage.StrongBatch batch
                ? meddleWithEach(network, from, to, batch)
                : meddling.meddle(network, from, to, message, random);
    }

    private Object meddleWithEach(Network network, Endpoint from, Endpoint to, ShardMessage.StrongBatch batch) {
        List<StrongMessage> left = new ArrayList<>();
        for (StrongMessage each : batch.messages()) {
            Object meddled = meddling.meddle(network, from, to, batch.said(each), random);
            if (meddled instanceof ShardMessage.Strong strong) {
                left.add(strong.message());
            }
        }
        return left.isEmpty() ? null : new ShardMessage.StrongBatch(left, batch.clockMillis());
    }

    @Override
    public boolean answersAlone(Shard shard, Key key) {
        return meddling.answersAlone(shard, key);
    }
}
