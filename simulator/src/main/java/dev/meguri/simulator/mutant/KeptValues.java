package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import java.util.LinkedHashMap;
import java.util.Map;

/** ADR 8, rule 2: who was DOWN for longer than marks are kept has its old values again after it forgot them. */
final class KeptValues implements Meddling {
    private final Map<Endpoint, Map<Key, Entry>> had = new LinkedHashMap<>();

    @Override
    public Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (message instanceof ManagerMessage && to instanceof SimNode node) {
            Map<Key, Entry> values = had.computeIfAbsent(node, n -> new LinkedHashMap<>());
            forEachShard(node, (shard, slot) -> shard.store().forEach(slot, entry -> values.put(entry.key(), entry)));
        }
        if (message instanceof NodeMessage.Ping && from instanceof SimNode node && had.containsKey(node)) {
            forEachShard(node, (shard, slot) -> had.get(node).forEach((key, entry) -> {
                if (key.slot(node.adopted().slotCount()) == slot
                        && shard.store().peek(key) == null) {
                    shard.store().merge(entry, node.clock().nowMillis());
                }
            }));
        }
        return message;
    }

    private interface Visitor {
        void visit(Shard shard, int slot);
    }

    private static void forEachShard(SimNode node, Visitor visitor) {
        if (node.adopted() == null) {
            return;
        }
        int shards = node.running().shards().size();
        for (int slot = 0; slot < node.adopted().slotCount(); slot++) {
            visitor.visit(node.running().shards().get(slot % shards), slot);
        }
    }
}
