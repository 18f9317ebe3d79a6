package dev.meguri.simulator.check;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.Verdict;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.Entry;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.core.version.Version;
import dev.meguri.core.version.VersionVector;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.workload.Policies;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Bugs made on purpose, by meddling with messages until they are as a faulty node or manager would send them. */
public enum Mutant {
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
    HINTS_NEVER_ARRIVE(20, "hints-drain", "well-once-healed") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ShardMessage.DeliverHints ? null : message;
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
    THE_PRIMARY_CONFIRMS_BUT_FORGETS(20, "acknowledged-writes-survive") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            if (message instanceof ShardMessage.Forward m
                    && m.operation() instanceof Operation.Put put
                    && !put.isReadModifyWrite()
                    && put.ttlMillis() == 0
                    && isReadFromOneOfMore(put.key())
                    && random.chance(0.2)) {
                Receipt receipt = receiptOf((SimNode) to, put.key(), m.slot());
                Result made = new Result.Written(m.version(), 0, 0, false, receipt);
                return answeredInstead(
                        network, from, to, new ShardMessage.ForwardAnswer(m.requestId(), m.slot(), made));
            }
            return message;
        }
    },
    THE_PRIMARY_CONFIRMS_A_REMOVAL_BUT_FORGETS(20, "removed-stays-removed") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            if (message instanceof ShardMessage.Forward m
                    && m.operation() instanceof Operation.Remove remove
                    && !remove.isReadModifyWrite()
                    && isReadFromOneOfMore(remove.key())) {
                Result made = new Result.Removed(m.version(), true, receiptOf((SimNode) to, remove.key(), m.slot()));
                return answeredInstead(
                        network, from, to, new ShardMessage.ForwardAnswer(m.requestId(), m.slot(), made));
            }
            return message;
        }
    },
    FORWARDED_WRITES_ARE_MADE_AGAIN_LATER(20, "old-writes-stay-old") {
        private final ArrayDeque<ShardMessage.Forward> old = new ArrayDeque<>();

        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            if (!(message instanceof ShardMessage.Replicate m) || m.entry().isGone()) {
                if (message instanceof ShardMessage.Forward f
                        && f.operation() instanceof Operation.Put put
                        && !put.isReadModifyWrite()) {
                    old.add(f);
                }
                return message;
            }
            // a replica gets the new version of a key, with the value of a write to it that was confirmed long ago
            if (old.size() > 100 && old.poll().operation() instanceof Operation.Put put) {
                ClusterState state = ((SimNode) from).adopted();
                int slot = put.key().slot(state.slotCount());
                Version later = new Version(m.entry().version().time(), from.name(), 99);
                Entry again = Entry.value(put.key(), later, put.value(), put.contentType(), 0);
                network.send(
                        from,
                        to,
                        new ShardMessage.Replicate(0, slot, state.slot(slot).epoch(), again));
            }
            return message;
        }
    },
    TOKENS_ARE_FORGOTTEN(120, "strong-is-linearizable") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
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
    },
    FORWARDED_INCREMENTS_ARE_MADE_TWICE(10, "reads-return-what-was-written") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
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
    NODES_ANSWER_ALONE_WITHOUT_THE_RIGHT(
            20, "strong-is-linearizable", "quorum-reads-see-acknowledged-writes", "receipts-are-true") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message;
        }

        @Override
        boolean answersAlone(Shard shard, Key key) {
            return shard.state() != null;
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
    INCREMENTS_GET_LOST(10, "increments-add-up", "strong-is-linearizable") {
        @Override
        public boolean needsPeace() {
            return true;
        }

        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            if (message instanceof ShardMessage.Forward m
                    && m.operation() instanceof Operation.Increment increment
                    && isReadFromOneOfMore(increment.key())
                    && random.chance(0.1)) {
                Receipt receipt = receiptOf((SimNode) to, increment.key(), m.slot());
                Result made = new Result.Written(m.version(), 0, 1, false, receipt);
                return answeredInstead(
                        network, from, to, new ShardMessage.ForwardAnswer(m.requestId(), m.slot(), made));
            }
            return message;
        }
    },
    CONCURRENT_WRITES_ARE_NOT_MERGED(40, "concurrent-writes-are-merged", "replicas-converge") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return switch (message) {
                case ShardMessage.Replicate m ->
                    new ShardMessage.Replicate(m.requestId(), m.slot(), m.epoch(), covering(to, m.slot(), m.entry()));
                case ShardMessage.Entries m ->
                    new ShardMessage.Entries(
                            m.requestId(),
                            m.slot(),
                            m.asked(),
                            m.entries().stream()
                                    .map(entry -> covering(to, m.slot(), entry))
                                    .toList());
                case ShardMessage.PushEntries m ->
                    new ShardMessage.PushEntries(
                            m.requestId(),
                            m.slot(),
                            m.epoch(),
                            m.entries().stream()
                                    .map(entry -> covering(to, m.slot(), entry))
                                    .toList());
                case ShardMessage.DeliverHints m -> {
                    List<Entry> entries = new ArrayList<>();
                    for (int i = 0; i < m.slots().length; i++) {
                        entries.add(covering(to, m.slots()[i], m.entries().get(i)));
                    }
                    yield new ShardMessage.DeliverHints(m.requestId(), m.slots(), m.epochs(), entries);
                }
                default -> message;
            };
        }

        /** As if the newer version won: it says of itself that it includes what the receiver has, or never arrives. */
        private Entry covering(Endpoint to, int slot, Entry entry) {
            if (entry.lineage().isNone() || !((SimNode) to).isRunning()) {
                return entry;
            }
            Entry[] covering = {entry};
            ((SimNode) to).forEach(slot, held -> {
                if (held.key().equals(entry.key())) {
                    Version mark = new Version(entry.version().time(), "the newer wins", 1);
                    VersionVector both = entry.lineage()
                            .vector()
                            .join(held.lineage().vector())
                            .with(mark);
                    covering[0] = entry.version().isNewerThan(held.version())
                            ? entry.withLineage(entry.lineage().with(both))
                            : held;
                }
            });
            return covering[0];
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
    },
    PROGRESS_OF_STRONG_MOVES_IS_NOT_TOLD(20, "well-once-healed") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ManagerMessage.SlotsCarried ? null : message;
        }
    },
    LOST_SLOTS_KEEP_WHAT_IS_LEFT(40, "strong-is-linearizable") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return switch (message) {
                case ManagerMessage.StateDelta m ->
                    new ManagerMessage.StateDelta(
                            m.clusterId(),
                            m.term(),
                            m.fromRingVersion(),
                            m.ringVersion(),
                            m.replicationFactor(),
                            m.members(),
                            m.changedSlots(),
                            m.assignments().stream()
                                    .map(Mutant::asIfNothingWasLost)
                                    .toList(),
                            m.policies());
                case ManagerMessage.FullState(var s) ->
                    new ManagerMessage.FullState(new ClusterState(
                            s.clusterId(),
                            s.term(),
                            s.ringVersion(),
                            s.replicationFactor(),
                            s.members(),
                            s.slots().stream().map(Mutant::asIfNothingWasLost).toList(),
                            s.policies()));
                default -> message;
            };
        }
    },
    REFUTATIONS_ARE_IGNORED(20, "well-once-healed") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return RumourMutants.withoutRefutations(message);
        }
    },
    VOTERS_REPORT_NOTHING(20, "strong-is-linearizable") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ShardMessage.Strong(StrongMessage.Reported m, long clock)
                    ? new ShardMessage.Strong(
                            new StrongMessage.Reported(
                                    m.requestId(), m.slot(), m.incarnation(), Ballot.ZERO, null, m.floor()),
                            clock)
                    : message;
        }
    },
    SLOTS_MOVE_WITHOUT_THEIR_STRONG_KEYS(120, "strong-is-linearizable") {
        @Override
        Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
            return message instanceof ShardMessage.Strong(StrongMessage.SlotReported m, long clock)
                    ? new ShardMessage.Strong(
                            new StrongMessage.SlotReported(
                                    m.requestId(), m.slot(), m.incarnation(), m.part(), m.parts(), List.of()),
                            clock)
                    : message;
        }
    };

    /** Makes a request id one that nobody knows. */
    private static final long ANOTHER_ID = 1L << 62;

    final long lastSeed;
    final Set<String> invariants;

    /**
     * @param lastSeed by which it must be found
     * @param invariants one of which must find it
     */
    Mutant(long lastSeed, String... invariants) {
        this.lastSeed = lastSeed;
        this.invariants = Set.of(invariants);
    }

    /** Voters that are to begin anew are told that they have been there all the while. */
    private static SlotAssignment asIfNothingWasLost(SlotAssignment slot) {
        boolean anew = !slot.isJoint() && slot.voters().stream().allMatch(v -> v.since() == slot.epoch());
        return anew
                ? SlotAssignment.stableOf(
                        slot.epoch(),
                        slot.voters().stream()
                                .map(v -> new Voter(v.nodeId(), v.incarnation(), 1))
                                .toList())
                : slot;
    }

    /** Whether it only shows in runs in which nothing goes wrong. */
    public boolean needsPeace() {
        return false;
    }

    /** By this seed, of those from 1, it must be found. */
    public long lastSeed() {
        return lastSeed;
    }

    /** Whether it is one of the invariants that this bug breaks. */
    public boolean breaks(String invariant) {
        return invariants.contains(invariant);
    }

    abstract Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random);

    /** As a {@link Tap}. */
    boolean answersAlone(Shard shard, Key key) {
        return shard.answersAlone(key, false);
    }

    /** Who makes the bug in the run of a seed. */
    public Tap meddler(long seed) {
        SplitMix64 random = SplitMix64.of(seed, name());
        return new Tap() {
            @Override
            public Object onSend(Network network, Endpoint from, Endpoint to, Object message) {
                return message instanceof ShardMessage.StrongBatch batch
                        ? meddleWithEach(network, from, to, batch)
                        : meddle(network, from, to, message, random);
            }

            private Object meddleWithEach(Network network, Endpoint from, Endpoint to, ShardMessage.StrongBatch batch) {
                List<StrongMessage> left = new ArrayList<>();
                for (StrongMessage each : batch.messages()) {
                    Object meddled = meddle(network, from, to, batch.said(each), random);
                    if (meddled instanceof ShardMessage.Strong strong) {
                        left.add(strong.message());
                    }
                }
                return left.isEmpty() ? null : new ShardMessage.StrongBatch(left, batch.clockMillis());
            }

            @Override
            public boolean answersAlone(Shard shard, Key key) {
                return Mutant.this.answersAlone(shard, key);
            }
        };
    }

    /** The request never arrives, and yet it is answered. */
    private static Object answeredInstead(Network network, Endpoint from, Endpoint to, Object answer) {
        network.send(to, from, answer);
        return null;
    }

    /** Whether reads may be older than acknowledged writes, so that only the end tells. */
    private static boolean isReadFromOneOfMore(Key key) {
        Policy policy = Policies.of(key.toString());
        return policy.writeQuorum() + policy.readQuorum() <= policy.replicas();
    }

    /** As a primary writes it that kept the write everywhere. */
    private static Receipt receiptOf(SimNode primary, Key key, int slot) {
        ClusterState state = primary.adopted();
        List<String> list = state.slot(slot).current();
        int copies = Math.min(Policies.of(key.toString()).replicas(), list.size());
        return new Receipt(
                primary.name().equals(list.getFirst()) ? Receipt.Source.PRIMARY : Receipt.Source.REPLICA,
                primary.name(),
                slot,
                state.ringVersion(),
                copies,
                copies);
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
