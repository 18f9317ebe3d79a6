package dev.meguri.simulator.check;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.Verdict;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.time.SplitMix64;
import java.util.List;
import java.util.Set;

/** Bugs made on purpose, by meddling with messages until they are as a faulty node or manager would send them. */
enum Mutant {
    REPAIR_DOES_NOTHING(20, "replicas-converge", "acknowledged-writes-survive", "removed-stays-removed") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return switch (message) {
                case ShardMessage.Entries m -> new ShardMessage.Entries(m.requestId(), m.slot(), m.asked(), List.of());
                case ShardMessage.PushEntries m ->
                    answeredInstead(network, from, to, new ShardMessage.Ack(m.requestId(), m.slot(), null));
                default -> message;
            };
        }
    },
    DIFFERENT_REPLICAS_ARE_CALLED_EQUAL(20, "replicas-converge", "acknowledged-writes-survive") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            if (!(message instanceof ShardMessage.SlotsCompared m)) {
                return message;
            }
            Verdict[] verdicts = m.verdicts().clone();
            for (int i = 0; i < verdicts.length; i++) {
                verdicts[i] = verdicts[i] == Verdict.DIFFERENT ? Verdict.EQUAL : verdicts[i];
            }
            return new ShardMessage.SlotsCompared(m.requestId(), m.slots(), verdicts, m.sizes());
        }
    },
    BUCKETS_ARE_CALLED_EQUAL(40, "quorum-reads-see-acknowledged-writes", "replicas-converge") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ShardMessage.VersionList m
                    ? new ShardMessage.VersionList(m.requestId(), m.slot(), true, List.of())
                    : message;
        }
    },
    WRITES_ARE_CONFIRMED_BUT_NOT_KEPT(60, "acknowledged-writes-survive", "quorum-reads-see-acknowledged-writes") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ShardMessage.Replicate m && m.requestId() != 0 && random.chance(0.3)
                    ? answeredInstead(network, from, to, new ShardMessage.Ack(m.requestId(), m.slot(), null))
                    : message;
        }
    },
    READS_FIND_NOTHING(20, "quorum-reads-see-acknowledged-writes") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ShardMessage.ReadAnswer m && random.chance(0.05)
                    ? new ShardMessage.ReadAnswer(m.requestId(), m.slot(), null, true)
                    : message;
        }
    },
    UNSYNCED_REPLICAS_ANSWER(60, "quorum-reads-see-acknowledged-writes") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ShardMessage.ReadAnswer m && !m.synced()
                    ? new ShardMessage.ReadAnswer(m.requestId(), m.slot(), m.entry(), true)
                    : message;
        }
    },
    VALUES_ARE_MIXED_UP(10, "one-content-per-version", "reads-return-what-was-written") {
        private byte[] earlier = new byte[0];

        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            if (message instanceof ShardMessage.Replicate m && !m.entry().isGone() && random.chance(0.02)) {
                byte[] value = earlier;
                earlier = m.entry().value();
                return with(m, value, m.entry().expireAtMillis());
            }
            return message;
        }
    },
    EXPIRY_IS_FORGOTTEN(10, "one-content-per-version") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ShardMessage.Replicate m && !m.entry().isGone() && random.chance(0.1)
                    ? with(m, m.entry().value(), 0)
                    : message;
        }
    },
    FAILED_WRITES_ARE_MADE(40, "definite-failures-have-no-effect") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            if (message instanceof ShardMessage.Forward m
                    && m.operation() instanceof Operation.Put put
                    && put.isReadModifyWrite()) {
                Entry made = Entry.value(put.key(), m.version(), put.value(), put.contentType(), 0);
                network.send(from, to, new ShardMessage.Replicate(0, m.slot(), m.epoch(), made));
            }
            return message;
        }
    },
    A_DELTA_IS_TOLD_WITHOUT_ITS_SLOTS(20, "one-state-per-version", "one-list-per-epoch") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ManagerMessage.StateDelta m && m.changedSlots().length > 0 && to.index() == 3
                    ? new ManagerMessage.StateDelta(
                            m.clusterId(),
                            m.term(),
                            m.fromRingVersion(),
                            m.ringVersion(),
                            m.replicationFactor(),
                            m.members(),
                            new int[0],
                            List.of(),
                            m.policies())
                    : message;
        }
    },
    CONFIRMATIONS_GET_LOST(10, "available-while-holders-live", "well-once-healed", "forms") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ShardMessage.Ack ? null : message;
        }
    },
    PROGRESS_OF_MOVES_IS_NOT_TOLD(20, "well-once-healed") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ManagerMessage.SlotsSynced ? null : message;
        }
    };

    final int seeds;
    final Set<String> invariants;

    /**
     * @param seeds within which it must be found
     * @param invariants one of which must find it
     */
    Mutant(int seeds, String... invariants) {
        this.seeds = seeds;
        this.invariants = Set.of(invariants);
    }

    abstract Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random);

    Tap meddler(long seed) {
        SplitMix64 random = SplitMix64.of(seed, name());
        return (network, from, to, message) -> meddle(network, from, to, message, random);
    }

    /** The request never arrives, and yet it is answered. */
    private static Object answeredInstead(Network network, Endpoint from, Endpoint to, Object answer) {
        network.send(to, from, answer);
        return null;
    }

    private static ShardMessage.Replicate with(ShardMessage.Replicate m, byte[] value, long expireAtMillis) {
        Entry e = m.entry();
        return new ShardMessage.Replicate(
                m.requestId(),
                m.slot(),
                m.epoch(),
                Entry.value(e.key(), e.version(), value, e.contentType(), expireAtMillis));
    }
}
