package dev.meguri.core.membership;

import java.util.function.Consumer;

/**
 * The part of a node that is about the node as a whole: its registration and heartbeats at the manager, whether its peers
 * can be reached, and which cluster state is adopted. A deterministic state machine, owned by one thread.
 */
public final class NodeAgent {
    private long nextWake = Long.MAX_VALUE;

    public NodeAgent(AgentSettings settings) {}

    public void step(AgentInput input, long nowMillis, Consumer<AgentEffect> effects) {}

    /** When the driver is to give {@link AgentInput.Wake}; {@link Long#MAX_VALUE}: not needed. Ask after every step. */
    public long nextWakeMillis() {
        return nextWake;
    }
}
