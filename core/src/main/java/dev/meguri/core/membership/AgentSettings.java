package dev.meguri.core.membership;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.message.ManagerMessage;

/**
 * Who a node is, and the paces of its agent.
 *
 * @param heartbeatMillis to the manager. Short: sooner noticed; long: less traffic
 * @param pingMillis to every peer
 * @param pingTimeoutMillis a peer that has answered nothing for this long is unreachable. Short: a pause of the garbage
 *     collector looks like a cut; long: operations wait for a peer that is gone
 */
public record AgentSettings(
        String nodeId,
        String processId,
        String host,
        int httpPort,
        int respPort,
        String zone,
        int weight,
        boolean standby,
        ManagerMessage.Memory memory,
        long snapshotMillis,
        long heartbeatMillis,
        long pingMillis,
        long pingTimeoutMillis) {
    public static final long DEFAULT_HEARTBEAT_MILLIS = 500;
    public static final long DEFAULT_PING_MILLIS = 500;
    public static final long DEFAULT_PING_TIMEOUT_MILLIS = 1_500;

    public AgentSettings {
        require(heartbeatMillis >= 10, "heartbeatMillis must be at least 10");
        require(pingMillis >= 10, "pingMillis must be at least 10");
        require(pingTimeoutMillis > pingMillis, "pingTimeoutMillis must be over pingMillis");
    }
}
