package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.gossip.GossipSettings;
import dev.meguri.core.membership.gossip.Rumour;
import dev.meguri.core.membership.gossip.Standing;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a node's agent gives up, and that its own standstill is nobody's silence. In virtual time. */
class NodeAgentStallTest {
    private static final long ANSWER_MILLIS = 5;
    private static final long PROBE_MILLIS = GossipSettings.DEFAULTS.probeMillis();

    private final NodeAgent agent = TestAgents.nodeOne();

    private record Answer(long atMillis, long number) {}

    private final List<AgentEffect.PeerReachable> verdicts = new ArrayList<>();
    private List<String> unreachable = List.of();
    private boolean peerAnswers = true;
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();
    private int heartbeats;
    private List<String> unconnected = List.of();
    private long nowMillis = 1_000_000;

    @BeforeEach
    void join() {
        step(new AgentInput.ManagerLink(true));
        step(new AgentInput.FromManager(new ManagerMessage.Welcome("c", 1, false)));
        step(new AgentInput.FromManager(new ManagerMessage.FullState(state())));
        step(new AgentInput.PeerLink("node-2", true));
        run(2_000);
        verdicts.clear();
    }

    @Test
    void silentPeer_isGivenUpWithinTheTimeoutAndAPing() {
        peerAnswers = false;
        run(AgentSettings.DEFAULT_SILENCE_MILLIS + 2 * PROBE_MILLIS);
        assertEquals(List.of(new AgentEffect.PeerReachable("node-2", false)), verdicts);
        run(AgentSettings.DEFAULT_HEARTBEAT_MILLIS);
        assertEquals(List.of("node-2"), unreachable);
    }

    @ParameterizedTest
    @ValueSource(longs = {700, 800, 1_000, 1_499, 1_500, 5_000, 3_600_000})
    void ownStandstill_isNoSilenceOfPeers(long millis) {
        for (int i = 0; i < 3; i++) {
            standStill(millis);
            run(1_200);
        }
        assertEquals(List.of(), verdicts);
        assertEquals(List.of(), unreachable);
    }

    @Test
    void peerThatDiedMeanwhile_isGivenUpAfterTheStandstill() {
        peerAnswers = false;
        standStill(5_000);
        run(AgentSettings.DEFAULT_SILENCE_MILLIS + 2 * PROBE_MILLIS);
        assertFalse(agent.isReachable("node-2"));
    }

    @Test
    void deadPeer_isGivenUpBetweenManyStandstills() {
        peerAnswers = false;
        for (int i = 0; i < 20; i++) {
            standStill(2_000);
            run(100);
        }
        assertFalse(agent.isReachable("node-2"));
    }

    @Test
    void peerThatWasGivenUp_isNotTakenBackByAStandstill() {
        peerAnswers = false;
        run(5_000);
        standStill(5_000);
        run(1_000);
        assertEquals(1, verdicts.size());
        peerAnswers = true;
        run(1_000);
        assertTrue(agent.isReachable("node-2"));
    }

    @Test
    void peerWhosePingsCome_butNotItsAnswers_isUnreachable() {
        peerAnswers = false;
        for (int i = 0; i < 6; i++) {
            run(500);
            step(new AgentInput.FromPeer("node-2", new NodeMessage.Ping(i, NodeMessage.Known.NOTHING, List.of())));
        }
        assertFalse(agent.isReachable("node-2"), "the way to it is cut");
        peerAnswers = true;
        run(PROBE_MILLIS);
        assertTrue(agent.isReachable("node-2"), "one that owes an answer is asked again soon");
    }

    @Test
    void closedConnection_isToldToTheManagerAtOnce() {
        run(250);
        int before = heartbeats;
        step(new AgentInput.PeerLink("node-2", false));
        run(150);
        assertEquals(before + 1, heartbeats);
        assertEquals(List.of("node-2"), unconnected);
        assertEquals(List.of("node-2"), unreachable, "nobody else can be asked to reach it");
        step(new AgentInput.PeerLink("node-2", true));
        run(150);
        assertEquals(List.of(), unconnected);
        assertEquals(List.of("node-2"), unreachable, "until it refutes it");
        step(new AgentInput.FromPeer(
                "node-2",
                new NodeMessage.Pong(
                        99, NodeMessage.Known.NOTHING, List.of(new Rumour("node-2", Standing.ALIVE, 1, "node-2")))));
        run(150);
        assertEquals(List.of(), unreachable);
    }

    @Test
    void connectionThatComesAndGoes_isNoFloodOfHeartbeats() {
        int before = heartbeats;
        for (int i = 0; i < 100; i++) {
            step(new AgentInput.PeerLink("node-2", i % 2 == 0));
            run(10);
        }
        assertTrue(heartbeats - before <= 11, heartbeats - before + " heartbeats in a second");
    }

    /** Time passes, the agent is not stepped; then it wakes, and only after that hears what waited. */
    private void standStill(long millis) {
        nowMillis += millis;
        step(new AgentInput.Wake());
    }

    private void run(long millis) {
        long endMillis = nowMillis + millis;
        while (Math.min(agent.nextWakeMillis(), nextAnswerMillis()) <= endMillis) {
            if (nextAnswerMillis() <= agent.nextWakeMillis()) {
                Answer answer = answers.poll();
                nowMillis = Math.max(nowMillis, answer.atMillis());
                step(new AgentInput.FromPeer(
                        "node-2", new NodeMessage.Pong(answer.number(), NodeMessage.Known.NOTHING, List.of())));
            } else {
                nowMillis = Math.max(nowMillis, agent.nextWakeMillis());
                step(new AgentInput.Wake());
            }
        }
        nowMillis = endMillis;
    }

    private long nextAnswerMillis() {
        return answers.isEmpty() ? Long.MAX_VALUE : answers.peek().atMillis();
    }

    private void step(AgentInput input) {
        agent.step(input, nowMillis, effect -> {
            switch (effect) {
                case AgentEffect.PeerReachable verdict -> verdicts.add(verdict);
                case AgentEffect.ToManager(ManagerMessage.Heartbeat beat) -> {
                    heartbeats++;
                    unreachable = beat.unreachable();
                    unconnected = beat.unconnected();
                }
                case AgentEffect.ToPeer(var to, NodeMessage.Ping ping)
                when peerAnswers -> answers.add(new Answer(nowMillis + ANSWER_MILLIS, ping.number()));
                default -> {}
            }
        });
    }

    private static ClusterState state() {
        List<Member> members = new ArrayList<>();
        for (String nodeId : List.of("node-1", "node-2")) {
            members.add(new Member(nodeId, 1, MemberState.ACTIVE, 1, "host", 8101, 7001, "", "", 100));
        }
        List<SlotAssignment> slots = List.of(SlotAssignment.stable(1, List.of("node-1", "node-2")));
        return new ClusterState("c", 1, 1, 2, members, slots, PolicyTable.defaults());
    }
}
