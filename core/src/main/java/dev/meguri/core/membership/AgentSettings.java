package dev.meguri.core.membership;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.membership.gossip.GossipSettings;
import dev.meguri.core.message.ManagerMessage;

/**
 * Who a node is, and the paces of its agent.
 *
 * @param respHost where clients of the Redis protocol reach it; empty: at {@code host}
 * @param heartbeatMillis to the manager. Short: sooner noticed; long: less traffic
 * @param silenceMillis a peer that owes the answer to a ping for this long is unreachable to this node's shards, whatever the
 *     gossip says. Short: a pause of the garbage collector looks like a cut; long: operations wait for a peer that is gone
 * @param seed of the order in which members are probed; another for every process
 */
public record AgentSettings(
        String nodeId,
        String processId,
        String host,
        int httpPort,
        int respPort,
        String respHost,
        String zone,
        int weight,
        boolean standby,
        ManagerMessage.Memory memory,
        long snapshotMillis,
        long heartbeatMillis,
        GossipSettings gossip,
        long silenceMillis,
        long seed) {
    public static final long DEFAULT_HEARTBEAT_MILLIS = 500;
    public static final long DEFAULT_SILENCE_MILLIS = 1_000;

    public AgentSettings {
        require(heartbeatMillis >= 10, "heartbeatMillis must be at least 10");
        require(silenceMillis >= gossip.probeMillis(), "silenceMillis must be at least gossip.probeMillis");
    }
}
