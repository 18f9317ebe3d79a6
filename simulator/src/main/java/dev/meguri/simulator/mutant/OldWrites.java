package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayDeque;

/** Writes that were made come again later, under newer versions. */
final class OldWrites implements Meddling {
    private final ArrayDeque<ShardMessage.Forward> old = new ArrayDeque<>();

    @Override
    public Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
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
}
