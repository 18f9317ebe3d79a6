package dev.meguri.simulator.check;

import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.simulator.cluster.NodeClock;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.workload.ClientOperation;
import dev.meguri.simulator.workload.Describe;
import dev.meguri.simulator.workload.KeyHistory;
import dev.meguri.simulator.workload.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must be true once everything is healed and quiet: replicas are equal, acknowledged writes are there, and nothing
 * that was removed is back.
 */
public final class EndChecker {
    private final SimCluster cluster;
    private final MemoryLosses losses;
    private final ContentChecker contents;
    private final ResolvedChecker resolved;
    private long claimed;
    private long excused;

    EndChecker(SimCluster cluster, MemoryLosses losses, ContentChecker contents, ResolvedChecker resolved) {
        this.resolved = resolved;
        this.cluster = cluster;
        this.losses = losses;
        this.contents = contents;
    }

    /** Keys of which something was demanded. */
    public long claimed() {
        return claimed;
    }

    /** Keys of which nothing could be demanded, because too many nodes lost their memory. */
    public long excused() {
        return excused;
    }

    /** Two replicas that differ, for people; null: all are equal. Needs a healthy cluster. */
    public String difference() {
        ClusterState state = cluster.manager().state();
        for (Map.Entry<Integer, List<Key>> slot : keysBySlot(state.slotCount()).entrySet()) {
            List<String> list = state.slot(slot.getKey()).current();
            Map<Key, Entry> first = holdings(cluster.node(list.getFirst()), slot.getKey());
            for (int position = 1; position < list.size(); position++) {
                Map<Key, Entry> other = holdings(cluster.node(list.get(position)), slot.getKey());
                String difference = difference(state, slot.getValue(), list, position, first, other);
                if (difference != null) {
                    return "slot " + slot.getKey() + " of " + state + ": " + difference;
                }
            }
        }
        return null;
    }

    /** Of a slot nobody holds any other keys. */
    private Map<Integer, List<Key>> keysBySlot(int slotCount) {
        Map<Integer, List<Key>> keys = new TreeMap<>();
        for (KeyHistory history : cluster.clients().keyspace().eventual()) {
            keys.computeIfAbsent(history.key.slot(slotCount), slot -> new ArrayList<>())
                    .add(history.key);
        }
        return keys;
    }

    private String difference(
            ClusterState state,
            List<Key> keys,
            List<String> list,
            int position,
            Map<Key, Entry> first,
            Map<Key, Entry> other) {
        for (Key key : keys) {
            if (state.policies().of(key).replicas() <= position) {
                continue;
            }
            Entry a = first.get(key);
            Entry b = other.get(key);
            if (a == null ? b != null : b == null || !a.isSameAs(b)) {
                return list.getFirst() + " has " + Describe.entry(a) + ", " + list.get(position) + " has "
                        + Describe.entry(b);
            }
        }
        return null;
    }

    /**
     * What a node holds of a slot, as far as replicas must agree on it: not when it reaped, nor marks of evictions; where
     * memory is short, no marks at all, because they are cut.
     */
    private Map<Key, Entry> holdings(SimNode node, int slot) {
        Map<Key, Entry> holdings = new TreeMap<>();
        SimSettings settings = cluster.world().settings();
        long slackMillis = settings.clockErrorMillis() + 2;
        long latestMillis = NodeClock.EPOCH_MILLIS + cluster.world().nowMicros() / 1_000 + slackMillis;
        node.forEach(slot, entry -> {
            boolean expiring = entry.gone() == null && entry.isExpiredAt(latestMillis);
            Entry seen = expiring ? entry.goneBy(Removal.EXPIRED) : entry;
            boolean mayBeDropped =
                    seen.isGone() && seen.goneSinceMillis() + settings.graceMillis() <= latestMillis + slackMillis;
            if (seen.gone() != Removal.EVICTED && !mayBeDropped && !(seen.isGone() && settings.evicts())) {
                holdings.put(seen.key(), seen);
            }
        });
        return holdings;
    }

    /**
     * A node that still has something of a slot that it left, for people; null: none. It may be the only one that has it: it
     * was away while the slot moved, and is to give it to those who hold the slot now before it drops it (SLOT.md, rule 15).
     */
    public String leftover() {
        ClusterState state = cluster.manager().state();
        for (SimNode node : cluster.nodes()) {
            for (int slot = 0; slot < state.slotCount(); slot++) {
                Entry[] left = new Entry[1];
                if (!state.slot(slot).holds(node.name())) {
                    node.forEach(slot, entry -> left[0] = entry);
                }
                if (left[0] != null) {
                    return node + " still has " + Describe.entry(left[0]) + " of slot " + slot + ", which it left: "
                            + state.slot(slot);
                }
                String surplus = surplus(state, node, slot);
                if (surplus != null) {
                    return surplus;
                }
            }
        }
        return null;
    }

    /** The same of a node further down the list than the key's copies go: it kept the key before, and its primary has not got it. */
    private String surplus(ClusterState state, SimNode node, int slot) {
        List<String> list = state.slot(slot).current();
        int position = list.indexOf(node.name());
        if (position <= 0 || cluster.world().settings().evicts()) {
            return null;
        }
        List<Shard> primary = cluster.node(list.getFirst()).running().shards();
        Entry[] found = new Entry[1];
        node.forEach(slot, entry -> {
            if (state.policies().of(entry.key()).replicas() <= position
                    && entry.supersedes(
                            primary.get(slot % primary.size()).store().peek(entry.key()))) {
                found[0] = entry;
            }
        });
        return found[0] == null
                ? null
                : node + " has not given " + Describe.entry(found[0]) + " of slot " + slot + " to " + list.getFirst();
    }

    /** A node that still keeps something for a replica, for people; null: none. All can be reached, so it is to be delivered. */
    public String undelivered() {
        for (SimNode node : cluster.nodes()) {
            for (Shard shard : node.running().shards()) {
                if (!shard.hintBook().isEmpty()) {
                    return node + " still keeps " + shard.hintBook().size() + " hints";
                }
            }
        }
        return null;
    }

    /** Looks at every entry of every holder and at every key's history. Needs equal replicas. */
    public void check() {
        ClusterState state = cluster.manager().state();
        for (SimNode node : cluster.nodes()) {
            for (int slot = 0; slot < state.slotCount(); slot++) {
                if (state.slot(slot).holds(node.name())) {
                    node.forEach(slot, entry -> contents.see("at the end on " + node, entry));
                }
            }
        }
        for (KeyHistory key : cluster.clients().keyspace().eventual()) {
            check(state, key);
            if (key.policy.hasResolver() && !cluster.world().settings().evicts()) {
                resolved.checkEnd(key, held(key.key));
            }
        }
    }

    private void check(ClusterState state, KeyHistory key) {
        KeyHistory.Acknowledged promised = promised(key);
        if (promised == null || cluster.world().settings().evicts()) {
            return;
        }
        List<String> list = state.slot(key.key.slot(state.slotCount())).current();
        int copies = Math.min(list.size(), state.policies().of(key.key).replicas());
        for (String name : list.subList(0, copies)) {
            Entry held = holding(cluster.node(name), key.key.slot(state.slotCount()), key.key);
            if (held == null && (mayBeDropped(key, promised) || isCleared(cluster.node(name), key, promised))) {
                continue;
            }
            if (held == null || promised.version().isNewerThan(held.version())) {
                throw cluster.world()
                        .violated(
                                promised.isRemoval() ? "removed-stays-removed" : "acknowledged-writes-survive",
                                "write #" + promised.operationId() + " of " + key + " was acknowledged as "
                                        + promised.version() + " by at least " + promised.needed() + " replicas, "
                                        + losses.nodesThatForgot(key, promised)
                                        + " have forgotten it; at the end "
                                        + name + " of " + list + " has " + Describe.entry(held));
            }
        }
    }

    /** Whether the node knows that the key's slot was cleared since the write. */
    private boolean isCleared(SimNode node, KeyHistory key, KeyHistory.Acknowledged write) {
        boolean[] found = new boolean[1];
        node.forEach(key.key.slot(cluster.manager().state().slotCount()), entry -> {
            found[0] |= ClearKey.is(entry.key())
                    && entry.isGone()
                    && !write.version().isNewerThan(entry.version());
        });
        return found[0];
    }

    /** Whether the mark that the key is gone may have been dropped: after the removal itself, or a later one. */
    private boolean mayBeDropped(KeyHistory key, KeyHistory.Acknowledged write) {
        long nowMillis = NodeClock.EPOCH_MILLIS + cluster.world().nowMicros() / 1_000;
        long graceMillis = cluster.world().settings().graceMillis();
        boolean anyIsOver = cluster.world().nowMicros() / 1_000 > graceMillis;
        boolean ended = write.isRemoval() || key.openEndings > 0 || isEndedBySince(key, write);
        return anyIsOver && (ended || write.expireAtMillis() != 0 && write.expireAtMillis() <= nowMillis);
    }

    /** Whether something that took the value away was acknowledged, though not so that it must have survived: it may have. */
    private static boolean isEndedBySince(KeyHistory key, KeyHistory.Acknowledged write) {
        for (KeyHistory.Acknowledged other : key.acknowledged) {
            boolean ends = other.isRemoval() || other.expireAtMillis() != 0;
            if (ends && other.version().isNewerThan(write.version())) {
                return true;
            }
        }
        return false;
    }

    /** In a run in which nothing went wrong at all: every counter is the sum of its increments, unless it was evicted. */
    public void checkCounters() {
        if (cluster.world().settings().evicts()) {
            return;
        }
        for (KeyHistory key : cluster.clients().keyspace().eventual()) {
            Entry held = key.isCounter ? held(key.key) : null;
            long sum = held == null || held.isGone() ? 0 : Values.numberOf(held.value());
            boolean cleared =
                    key.openEndings > 0 || key.acknowledged.stream().anyMatch(KeyHistory.Acknowledged::isRemoval);
            if (key.isCounter && !cleared && (sum != key.acknowledgedSum || sum != key.submittedSum)) {
                throw cluster.world()
                        .violated(
                                "increments-add-up",
                                key + " is " + sum + "; increments of " + key.submittedSum
                                        + " in all were submitted, of " + key.acknowledgedSum + " acknowledged");
            }
        }
    }

    /** What the home primary has of a key; null: nothing. */
    public Entry held(Key key) {
        ClusterState state = cluster.manager().state();
        int slot = key.slot(state.slotCount());
        return holding(cluster.node(state.slot(slot).homePrimary()), slot, key);
    }

    /**
     * A read in a healthy and equal cluster finds what its holders have, or what the last writers add meanwhile.
     *
     * @param held when it began
     */
    public void checkRead(ClientOperation read, Entry held) {
        boolean right =
                switch (read.result) {
                    case Result.Found found ->
                        held == null
                                || !held.version().isNewerThan(found.entry().version());
                    case Result.Absent absent ->
                        held == null
                                || held.isGone()
                                || held.expireAtMillis() != 0
                                || read.key.newest().isRemoval()
                                || read.key.openEndings > 0;
                    case Result.Failed _, Result.Written _, Result.Removed _, Result.ConditionFailed _ -> false;
                };
        if (!right && !cluster.world().settings().evicts()) {
            throw cluster.world()
                    .violated(
                            "replicas-converge",
                            read + " in a healthy cluster, where holders have " + Describe.entry(held));
        }
    }

    /** The entry of a key at a node; null: none. */
    private static Entry holding(SimNode node, int slot, Key key) {
        Entry[] found = new Entry[1];
        node.forEach(slot, entry -> {
            if (entry.key().equals(key)) {
                found[0] = entry;
            }
        });
        return found[0];
    }

    /** The newest write of the key that must have survived; null: none. */
    private KeyHistory.Acknowledged promised(KeyHistory key) {
        List<KeyHistory.Acknowledged> newestFirst = key.acknowledged.stream()
                .sorted(Comparator.comparing(KeyHistory.Acknowledged::version).reversed())
                .toList();
        for (KeyHistory.Acknowledged write : newestFirst) {
            if (losses.mustSurvive(key, write)) {
                claimed++;
                return write;
            }
            excused++;
        }
        return null;
    }
}
