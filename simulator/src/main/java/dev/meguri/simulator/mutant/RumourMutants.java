package dev.meguri.simulator.mutant;

import dev.meguri.core.membership.gossip.Rumour;
import dev.meguri.core.membership.gossip.Standing;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import java.util.List;

/** Bugs in what members tell each other of members. */
final class RumourMutants {
    private RumourMutants() {}

    /** Nobody hears that a suspected member is there. */
    static Object refutationsAreIgnored(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return switch (message) {
            case NodeMessage.Ping m -> new NodeMessage.Ping(m.number(), m.known(), accusations(m.rumours()));
            case NodeMessage.Pong m -> new NodeMessage.Pong(m.number(), m.known(), accusations(m.rumours()));
            case NodeMessage.PingRequest m ->
                new NodeMessage.PingRequest(m.number(), m.nodeId(), m.known(), accusations(m.rumours()));
            case NodeMessage.PingReport m ->
                new NodeMessage.PingReport(m.number(), m.nodeId(), m.reached(), m.known(), accusations(m.rumours()));
            default -> message;
        };
    }

    private static List<Rumour> accusations(List<Rumour> rumours) {
        return rumours.stream()
                .filter(rumour -> rumour.standing() != Standing.ALIVE)
                .toList();
    }
}
