package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;

/** Bugs in how writes come about. */
final class WriteMutants {
    /** Makes a request id one that nobody knows. */
    private static final long ANOTHER_ID = 1L << 62;

    private WriteMutants() {}

    static Object writesAreConfirmedButNotKept(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.Replicate m && m.requestId() != 0 && random.chance(0.3)
                ? Faked.answeredInstead(network, from, to, new ShardMessage.Ack(m.requestId(), m.slot(), null))
                : message;
    }

    static Object thePrimaryConfirmsButForgets(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (message instanceof ShardMessage.Forward m
                && m.operation() instanceof Operation.Put put
                && !put.isReadModifyWrite()
                && put.ttlMillis() == 0
                && Faked.isReadFromOneOfMore(put.key())
                && random.chance(0.2)) {
            Receipt receipt = Faked.receiptOf((SimNode) to, put.key(), m.slot());
            Result made = new Result.Written(m.version(), 0, 0, false, receipt);
            return Faked.answeredInstead(
                    network, from, to, new ShardMessage.ForwardAnswer(m.requestId(), m.slot(), made));
        }
        return message;
    }

    static Object thePrimaryConfirmsARemovalButForgets(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (message instanceof ShardMessage.Forward m
                && m.operation() instanceof Operation.Remove remove
                && !remove.isReadModifyWrite()
                && Faked.isReadFromOneOfMore(remove.key())) {
            Result made = new Result.Removed(m.version(), true, Faked.receiptOf((SimNode) to, remove.key(), m.slot()));
            return Faked.answeredInstead(
                    network, from, to, new ShardMessage.ForwardAnswer(m.requestId(), m.slot(), made));
        }
        return message;
    }

    static Object forwardedIncrementsAreMadeTwice(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        boolean isFirst = message instanceof ShardMessage.Forward m
                && m.operation() instanceof Operation.Increment
                && (m.requestId() & ANOTHER_ID) == 0;
        if (isFirst && message instanceof ShardMessage.Forward m && random.chance(0.2)) {
            network.send(
                    from,
                    to,
                    new ShardMessage.Forward(
                            m.requestId() | ANOTHER_ID, m.slot(), m.epoch(), m.operation(), m.version(), null));
        }
        return message;
    }

    static Object expiryIsForgotten(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.Replicate m && !m.entry().isGone() && random.chance(0.1)
                ? Faked.with(m, m.entry().value(), 0)
                : message;
    }

    static Object failedWritesAreMade(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (message instanceof ShardMessage.Forward m
                && m.operation() instanceof Operation.Put put
                && put.isReadModifyWrite()) {
            Entry made = Entry.value(put.key(), m.version(), put.value(), put.contentType(), 0);
            network.send(from, to, new ShardMessage.Replicate(0, m.slot(), m.epoch(), made));
        }
        return message;
    }

    static Object incrementsGetLost(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (message instanceof ShardMessage.Forward m
                && m.operation() instanceof Operation.Increment increment
                && Faked.isReadFromOneOfMore(increment.key())
                && random.chance(0.1)) {
            Receipt receipt = Faked.receiptOf((SimNode) to, increment.key(), m.slot());
            Result made = new Result.Written(m.version(), 0, 1, false, receipt);
            return Faked.answeredInstead(
                    network, from, to, new ShardMessage.ForwardAnswer(m.requestId(), m.slot(), made));
        }
        return message;
    }

    static Object confirmationsGetLost(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.Ack ? null : message;
    }
}
