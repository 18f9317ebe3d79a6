package dev.meguri.simulator.check;

import dev.meguri.core.membership.gossip.Rumour;
import dev.meguri.core.membership.gossip.Standing;
import dev.meguri.core.message.NodeMessage;
import java.util.List;

/** Bugs in what members tell each other of members. */
final class RumourMutants {
    private RumourMutants() {}

    /** Nobody hears that a suspected member is there. */
    static Object withoutRefutations(Object message) {
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
