package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.workload.Policies;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A read asks as many replicas as it needs, and no other one where these are slow. */
final class LostHedges implements Meddling {
    private record Reading(Endpoint reader, int slot, long requestId) {}

    private final Map<Reading, Set<Endpoint>> asked = new HashMap<>();

    @Override
    public Object meddle(Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        if (!(message instanceof ShardMessage.Read m)) {
            return message;
        }
        Set<Endpoint> replicas =
                asked.computeIfAbsent(new Reading(from, m.slot(), m.requestId()), reading -> new HashSet<>());
        boolean isOneMore = replicas.size() >= Policies.of(m.key().toString()).readQuorum();
        return replicas.contains(to) || !isOneMore && replicas.add(to) ? message : null;
    }
}
