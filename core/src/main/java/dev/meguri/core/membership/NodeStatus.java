package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;

/**
 * What the manager sees of a member beside the cluster state, for people.
 *
 * @param connected whether its connection to the manager is open
 * @param heartbeat the last one on this connection; null: none
 * @param load of the last heartbeat, also when the node is gone
 */
public record NodeStatus(
        String nodeId, boolean connected, ManagerMessage.Heartbeat heartbeat, ManagerMessage.NodeLoad load) {}
