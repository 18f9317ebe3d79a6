package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;

/**
 * What the manager sees of a member beside the cluster state, for people.
 *
 * @param connected whether its connection to the manager is open
 * @param heartbeat the last one on this connection; null: none
 * @param seenMillis when it was last heard of; 0: not since the manager started
 * @param load of the last heartbeat, also when the node is gone
 */
public record NodeStatus(
        String nodeId,
        boolean connected,
        ManagerMessage.Heartbeat heartbeat,
        long seenMillis,
        ManagerMessage.NodeLoad load) {}
