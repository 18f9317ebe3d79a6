package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.Verdict;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import dev.meguri.core.version.VersionVector;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** Bugs in what brings replicas together again: comparing, hints and merging. */
final class RepairMutants {
    private RepairMutants() {}

    static Object repairDoesNothing(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return switch (message) {
            case ShardMessage.Entries m -> new ShardMessage.Entries(m.requestId(), m.slot(), m.asked(), List.of());
            case ShardMessage.PushEntries m ->
                Faked.answeredInstead(network, from, to, new ShardMessage.Ack(m.requestId(), m.slot(), null));
            default -> message;
        };
    }

    static Object differentReplicasAreCalledEqual(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (!(message instanceof ShardMessage.SlotsCompared m)) {
            return message;
        }
        Verdict[] verdicts = m.verdicts().clone();
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] = verdicts[i] == Verdict.DIFFERENT ? Verdict.EQUAL : verdicts[i];
        }
        return new ShardMessage.SlotsCompared(m.requestId(), m.slots(), verdicts, m.sizes());
    }

    static Object bucketsAreCalledEqual(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.VersionList m
                ? new ShardMessage.VersionList(m.requestId(), m.slot(), true, List.of())
                : message;
    }

    static Object hintsNeverArrive(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ShardMessage.DeliverHints ? null : message;
    }

    static Object concurrentWritesAreNotMerged(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
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
    private static Entry covering(Endpoint to, int slot, Entry entry) {
        if (entry.lineage().isNone() || !((SimNode) to).isRunning()) {
            return entry;
        }
        Entry[] covering = {entry};
        ((SimNode) to).forEach(slot, held -> {
            if (held.key().equals(entry.key())) {
                Version mark = new Version(entry.version().time(), "the newer wins", 1);
                VersionVector both =
                        entry.lineage().vector().join(held.lineage().vector()).with(mark);
                covering[0] = entry.version().isNewerThan(held.version())
                        ? entry.withLineage(entry.lineage().with(both))
                        : held;
            }
        });
        return covering[0];
    }
}
