package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.core.ring.ClusterState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the manager answers to a node that registers again, because it heard no answer. */
class RegistrationsTest {
    private final ManagerScene scene = new ManagerScene();

    @BeforeEach
    void form() {
        scene.form("node-1", "node-2", "node-3");
    }

    /** node-1 is started again, and what it is answered is lost. */
    private ScriptedNode restartUnheard(long awayMillis) {
        ScriptedNode node = scene.node("node-1");
        scene.kill("node-1");
        node.snapshotMillis = scene.now;
        scene.run(awayMillis);
        node.hears = false;
        scene.restart("node-1", ManagerMessage.Memory.WARM);
        scene.run(1_000);
        assertFalse(node.welcome);
        node.hears = true;
        return node;
    }

    private static boolean isToldToStartEmpty(ScriptedNode node) {
        return node.received.stream().anyMatch(m -> m instanceof ManagerMessage.Welcome w && w.startEmpty());
    }

    @Test
    void welcomeThatWasLost_isSaidAgain() {
        ScriptedNode node = restartUnheard(2_000);
        scene.from(node, node.register());
        assertTrue(node.welcome);
        assertEquals(2, node.incarnation);
        assertFalse(isToldToStartEmpty(node));
        scene.run(2_000);
        assertEquals(MemberState.ACTIVE, scene.state("node-1"));
    }

    @Test
    void thatItIsToStartEmpty_isSaidAgain() {
        ScriptedNode node = restartUnheard(3_700_000);
        scene.from(node, node.register());
        assertTrue(isToldToStartEmpty(node));
    }

    @Test
    void thatItIsToStartEmpty_isSaidAgainOverAnotherConnection() {
        ScriptedNode node = restartUnheard(3_700_000);
        scene.disconnect(node);
        scene.connect(node);
        assertTrue(isToldToStartEmpty(node));
        assertEquals(2, node.incarnation, "the process is the same");
    }

    @Test
    void memoryThatRuns_isKept_howeverOldItsSnapshot() {
        ScriptedNode node = restartUnheard(2_000);
        scene.from(node, node.register());
        scene.run(3_700_000);
        scene.disconnect(node);
        scene.connect(node);
        assertTrue(node.welcome);
        assertFalse(isToldToStartEmpty(node));
    }

    /** It says to know a newer state, each time, and does not show it. */
    @Test
    void whoRegistersAgain_isNotWaitedForAnyLonger() {
        long connection = 1_000;
        scene.step(new ManagerInput.NodeConnected(connection));
        for (int second = 0; second < 4; second++) {
            ClusterState state = scene.manager.state();
            scene.step(new ManagerInput.FromNode(
                    connection,
                    new ManagerMessage.Register(
                            Protocol.VERSION,
                            "node-4",
                            "node-4-1",
                            state.clusterId(),
                            0,
                            ManagerMessage.Memory.EMPTY,
                            0,
                            state.term(),
                            state.ringVersion() + 5,
                            "host",
                            8101,
                            0,
                            "",
                            "",
                            Member.ORDINARY_WEIGHT,
                            false)));
            scene.run(900);
        }
        assertNotNull(scene.manager.state().member("node-4"));
    }
}
