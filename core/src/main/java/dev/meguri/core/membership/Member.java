package dev.meguri.core.membership;

import static dev.meguri.core.limits.Requirements.require;

/**
 * One member as the cluster state knows it.
 *
 * @param nodeId stable name, unique in the cluster; an address never identifies a node
 * @param incarnation grows each time the node starts without its full memory; issued by the manager, 1 at first
 * @param state see {@link MemberState}
 * @param stateSince ring version at which the node entered this state: "synced since" reports older than this do not count
 * @param host where peers and clients reach it (a name or an address), as the node announced it
 * @param httpPort port of REST and the peer WebSocket
 * @param respPort port announced for the Redis protocol; 0 while the node does not speak it
 * @param respHost where clients of the Redis protocol reach it; empty: at {@code host}
 * @param zone failure domain; replicas of a slot are kept in different zones where possible; empty: none
 * @param weight share of the slots relative to other nodes, at least 1; 100 is an ordinary node
 */
public record Member(
        String nodeId,
        long incarnation,
        MemberState state,
        long stateSince,
        String host,
        int httpPort,
        int respPort,
        String respHost,
        String zone,
        int weight) {
    public static final int ORDINARY_WEIGHT = 100;

    public Member {
        require(!nodeId.isEmpty(), "nodeId must not be empty");
        require(incarnation >= 1, "incarnation must be at least 1");
        require(weight >= 1, "weight must be at least 1");
    }

    public Member withState(MemberState next, long ringVersion) {
        return new Member(nodeId, incarnation, next, ringVersion, host, httpPort, respPort, respHost, zone, weight);
    }

    public Member withIncarnation(long next) {
        return new Member(nodeId, next, state, stateSince, host, httpPort, respPort, respHost, zone, weight);
    }

    /** The name or address that clients of the Redis protocol are given. */
    public String announcedRespHost() {
        return respHost.isEmpty() ? host : respHost;
    }

    /** "http://host:port", where REST is. */
    public String httpAddress() {
        return "http://" + host + ":" + httpPort;
    }
}
