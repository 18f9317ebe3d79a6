package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.workload.Policies;
import java.util.List;

/** Bugs in the votes on strong keys of whole clusters. */
final class StrongMutants {
    private StrongMutants() {}

    static Object tokensAreForgotten(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.Strong(StrongMessage.Accept m, long clock)
                        && !m.value().trail().isEmpty()
                ? new ShardMessage.Strong(
                        new StrongMessage.Accept(
                                m.requestId(),
                                m.slot(),
                                m.epoch(),
                                m.key(),
                                m.ballot(),
                                new StrongValue(
                                        m.value().changeBallot(),
                                        m.value().data(),
                                        m.value().contentType(),
                                        m.value().expireAtMillis()),
                                m.next()),
                        clock)
                : message;
    }

    static Object votersReportNothing(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.Strong(StrongMessage.Reported m, long clock)
                ? new ShardMessage.Strong(
                        new StrongMessage.Reported(
                                m.requestId(), m.slot(), m.incarnation(), Ballot.ZERO, null, m.floor()),
                        clock)
                : message;
    }

    static Object slotsMoveWithoutTheirStrongKeys(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.Strong(StrongMessage.SlotReported m, long clock)
                ? new ShardMessage.Strong(
                        new StrongMessage.SlotReported(
                                m.requestId(), m.slot(), m.incarnation(), m.part(), m.parts(), List.of()),
                        clock)
                : message;
    }

    /** Who passes a write on leaves its time to live out. */
    static Object timesToLiveAreForgotten(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (message instanceof ShardMessage.Forward m
                && m.operation() instanceof Operation.Put put
                && put.ttlMillis() != Operation.NO_TTL
                && Policies.of(put.key().toString()).isStrong()) {
            Operation endless =
                    new Operation.Put(put.key(), put.value(), put.contentType(), Operation.NO_TTL, put.condition());
            return new ShardMessage.Forward(m.requestId(), m.slot(), m.epoch(), endless, m.version(), m.once());
        }
        return message;
    }
}
