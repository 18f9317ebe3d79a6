package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;

/** Bugs in how reads come about. */
final class ReadMutants {
    private ReadMutants() {}

    static Object readsFindNothing(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.ReadAnswer m && random.chance(0.05)
                ? new ShardMessage.ReadAnswer(m.requestId(), m.slot(), null, true)
                : message;
    }

    static Object unsyncedReplicasAnswer(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.ReadAnswer m && !m.synced()
                ? new ShardMessage.ReadAnswer(m.requestId(), m.slot(), m.entry(), true)
                : message;
    }

    /** As if it were asked for a state that it has. */
    static Object slotsAreHandedOverTooEarly(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.TakeOver m
                ? new ShardMessage.TakeOver(m.requestId(), 0, 0, m.slots())
                : message;
    }
}
