package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.shard.ShardReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node's agent tells the manager of slots that move, and how often. In virtual time. */
class NodeAgentProgressTest {
    private final NodeAgent agent = TestAgents.nodeOne();
    private final List<ManagerMessage.SlotsCarried> told = new ArrayList<>();
    private long nowMillis = 1_000_000;

    @BeforeEach
    void join() {
        step(new AgentInput.ManagerLink(true));
        step(new AgentInput.FromManager(new ManagerMessage.Welcome("c", 1, false)));
    }

    private void step(AgentInput input) {
        agent.step(input, nowMillis, effect -> {
            if (effect instanceof AgentEffect.ToManager(ManagerMessage.SlotsCarried carried)) {
                told.add(carried);
            }
        });
    }

    private void progress(Integer... carried) {
        List<Integer> slots = List.of(carried);
        List<Long> epochs = slots.stream().map(slot -> 7L).toList();
        ShardReport report = new ShardReport(7, 0, List.of(), List.of(), slots, epochs);
        step(new AgentInput.Progress(List.of(report), ManagerMessage.NodeLoad.NONE));
    }

    @Test
    void news_isToldAtOnce_andTheSameAgainOnlyAfterAHeartbeat() {
        progress(1);
        progress(1, 2);
        progress(1, 2);
        assertEquals(2, told.size());
        assertArrayEquals(new int[] {1, 2}, told.getLast().slots());
        nowMillis += AgentSettings.DEFAULT_HEARTBEAT_MILLIS;
        progress(1, 2);
        assertEquals(3, told.size());
    }

    @Test
    void newConnection_isToldAllAtOnce() {
        progress(1);
        step(new AgentInput.ManagerLink(false));
        join();
        progress(1);
        assertEquals(2, told.size());
    }
}
