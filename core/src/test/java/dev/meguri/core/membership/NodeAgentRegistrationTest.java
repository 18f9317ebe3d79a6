package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a node's agent registers at the manager, when some of what they say is lost though the connection stays. In virtual time. */
class NodeAgentRegistrationTest {
    private static final long AGAIN_MILLIS = 1_000;
    private static final ManagerMessage WELCOME = new ManagerMessage.Welcome("c", 1, false);

    private final NodeAgent agent = TestAgents.nodeOne();
    private final List<Long> registered = new ArrayList<>();
    private int heartbeats;
    private long nowMillis = 1_000_000;

    private void step(AgentInput input) {
        agent.step(input, nowMillis, effect -> {
            if (effect instanceof AgentEffect.ToManager(ManagerMessage.Register register)) {
                registered.add(nowMillis);
            } else if (effect instanceof AgentEffect.ToManager(ManagerMessage.Heartbeat heartbeat)) {
                heartbeats++;
            }
        });
    }

    /** As a driver does: the agent is woken when it asked for it. */
    private void run(long millis) {
        long end = nowMillis + millis;
        while (agent.nextWakeMillis() <= end) {
            nowMillis = Math.max(nowMillis, agent.nextWakeMillis());
            step(new AgentInput.Wake());
        }
        nowMillis = end;
    }

    private static ClusterState state() {
        Member member = new Member("node-1", 1, MemberState.ACTIVE, 1, "host", 8101, 7001, "", "", 100);
        SlotAssignment slot = SlotAssignment.stable(1, List.of("node-1"));
        return new ClusterState("c", 1, 1, 1, List.of(member), List.of(slot), PolicyTable.defaults());
    }

    @Test
    void registrationWithoutAnswer_isSentAgainUntilThereIsOne() {
        long linkedMillis = nowMillis;
        step(new AgentInput.ManagerLink(true));
        run(2 * AGAIN_MILLIS);
        assertEquals(List.of(linkedMillis, linkedMillis + AGAIN_MILLIS, linkedMillis + 2 * AGAIN_MILLIS), registered);
        assertEquals(0, heartbeats);
        step(new AgentInput.FromManager(WELCOME));
        run(10 * AGAIN_MILLIS);
        assertEquals(3, registered.size());
        assertEquals(1 + 10 * AGAIN_MILLIS / AgentSettings.DEFAULT_HEARTBEAT_MILLIS, heartbeats);
    }

    @Test
    void nobodyRegistersWithoutAConnection() {
        step(new AgentInput.ManagerLink(true));
        step(new AgentInput.ManagerLink(false));
        run(10 * AGAIN_MILLIS);
        assertEquals(1, registered.size());
    }

    @Test
    void whoIsRefused_registersNoMore() {
        step(new AgentInput.ManagerLink(true));
        step(new AgentInput.FromManager(new ManagerMessage.Refused("other_cluster", "")));
        run(10 * AGAIN_MILLIS);
        assertEquals(1, registered.size());
    }

    @Test
    void whoStops_registersNoMore() {
        step(new AgentInput.ManagerLink(true));
        step(new AgentInput.Stopping());
        run(10 * AGAIN_MILLIS);
        assertEquals(1, registered.size());
    }

    @Test
    void stateBeforeTheWelcome_isNotAdopted() {
        step(new AgentInput.ManagerLink(true));
        step(new AgentInput.FromManager(new ManagerMessage.FullState(state())));
        assertNull(agent.state());
        step(new AgentInput.FromManager(WELCOME));
        step(new AgentInput.FromManager(new ManagerMessage.FullState(state())));
        assertNotNull(agent.state());
    }
}
