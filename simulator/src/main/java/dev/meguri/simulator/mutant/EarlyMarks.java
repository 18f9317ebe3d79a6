package dev.meguri.simulator.mutant;

import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** ADR 8, rule 1: nodes drop marks whose grace is over although some live replica was not agreed with since. */
final class EarlyMarks implements Meddling {
    @Override
    public Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        boolean isNow = message instanceof NodeMessage.Ping && from instanceof SimNode node && node.adopted() != null;
        if (isNow) {
            drop((SimNode) from);
        }
        return message;
    }

    private static void drop(SimNode node) {
        long untilMillis = node.clock().nowMillis() - node.graceMillis();
        List<Key> over = new ArrayList<>();
        for (int slot = 0; slot < node.adopted().slotCount(); slot++) {
            node.forEach(slot, entry -> {
                if (isOver(entry, untilMillis)) {
                    over.add(entry.key());
                }
            });
        }
        for (Key key : over) {
            for (Shard shard : node.running().shards()) {
                shard.store().discard(key, Removal.LOST);
            }
        }
    }

    private static boolean isOver(Entry entry, long untilMillis) {
        return entry.gone() == Removal.DELETED && entry.goneSinceMillis() <= untilMillis;
    }
}
