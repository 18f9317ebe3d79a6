package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import java.util.HashSet;
import java.util.Set;

/** A replica that answered a read with less is not told the newer value by the reader. */
final class LostReadRepairs implements Meddling {
    /** Who answered whom, and of which slot. */
    private record Answered(Endpoint replica, Endpoint reader, int slot) {}

    private final Set<Answered> answered = new HashSet<>();

    @Override
    public Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (message instanceof ShardMessage.ReadAnswer m) {
            answered.add(new Answered(from, to, m.slot()));
        }
        boolean isRepair = message instanceof ShardMessage.Replicate m
                && m.requestId() == 0
                && answered.contains(new Answered(to, from, m.slot()));
        return isRepair ? null : message;
    }
}
