package dev.meguri.core.membership;

import dev.meguri.core.membership.gossip.GossipSettings;
import dev.meguri.core.message.ManagerMessage;

/** Agents of nodes as they are started. */
final class TestAgents {
    private TestAgents() {}

    /** Of node-1, which has no memory. */
    static NodeAgent nodeOne() {
        return new NodeAgent(new AgentSettings(
                "node-1",
                "process-1",
                "host",
                8101,
                7001,
                "",
                "",
                100,
                false,
                ManagerMessage.Memory.EMPTY,
                0,
                AgentSettings.DEFAULT_HEARTBEAT_MILLIS,
                GossipSettings.DEFAULTS,
                AgentSettings.DEFAULT_SILENCE_MILLIS,
                7));
    }
}
