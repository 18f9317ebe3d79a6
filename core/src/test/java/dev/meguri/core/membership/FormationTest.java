package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormationTest {
    private final ManagerScene scene = new ManagerScene();

    @Test
    void expectedNodes_formAtOnceAndBecomeActiveTogether() {
        scene.startManager();
        scene.connect("node-1");
        scene.connect("node-2");
        scene.run(1_000);
        assertNull(scene.manager.state());

        scene.connect("node-3");
        assertEquals(1, scene.manager.state().ringVersion());
        assertEquals(MemberState.JOINING, scene.state("node-1"));
        assertEquals(1, scene.node("node-1").incarnation);

        scene.run(1_000);
        assertEquals(MemberState.ACTIVE, scene.state("node-1"));
        assertEquals(MemberState.ACTIVE, scene.state("node-2"));
        assertEquals(MemberState.ACTIVE, scene.state("node-3"));
        scene.assertSettled(3);
        assertEquals(scene.manager.state(), scene.node("node-2").state);
    }

    @Test
    void tooFewNodes_formAfterTheWait() {
        scene.startManager();
        scene.connect("node-1");
        scene.run(14_000);
        assertNull(scene.manager.state());
        scene.run(2_000);
        scene.assertSettled(1);
    }

    @Test
    void standbyNodes_areMembersWithoutSlots() {
        scene.node("node-0").standby = true;
        scene.form("node-0", "node-1", "node-2", "node-3");
        assertEquals(MemberState.STANDBY, scene.state("node-0"));
        assertEquals(0, scene.copies("node-0"));
        assertEquals(ManagerScene.SLOTS, scene.copies("node-1"));
    }

    @Test
    void nodeIdOfAWaitingProcess_isRefused() {
        scene.startManager();
        scene.connect("node-1");
        ScriptedNode twin = new ScriptedNode("node-1");
        twin.processId = "twin";
        scene.connect(twin);
        ManagerMessage.Refused refused = (ManagerMessage.Refused) twin.received.getLast();
        assertEquals("node_id_taken", refused.code());
    }

    @Test
    void nodeOfAnotherVersion_isRefusedAndToldBoth() {
        scene.form("node-1", "node-2", "node-3");
        for (int version : new int[] {Protocol.FIRST, Protocol.VERSION + 1}) {
            ScriptedNode other = scene.node("node-of-" + version);
            other.protocolVersion = version;
            scene.connect(other);
            ManagerMessage.Refused refused = (ManagerMessage.Refused) other.received.getLast();
            assertEquals("other_version", refused.code());
            assertEquals(
                    "The node speaks protocol " + version + ", this manager " + Protocol.VERSION
                            + ". Run the same version of Meguri on both.",
                    refused.detail());
            assertNull(scene.manager.state().member(other.nodeId));
        }
    }

    @Test
    void lostDatabase_isLearnedBackFromNodes() {
        scene.form("node-1", "node-2", "node-3");
        long version = scene.manager.state().ringVersion();
        String cluster = scene.manager.state().clusterId();
        scene.killManager();
        scene.stored = StoredManager.EMPTY;
        scene.published.clear();

        scene.startManager(true);
        scene.connect("node-4");
        scene.connect("node-1");
        scene.connect("node-2");
        scene.connect("node-3");
        scene.run(8_000);

        assertEquals(cluster, scene.manager.state().clusterId());
        assertTrue(scene.manager.state().ringVersion() > version);
        assertTrue(scene.manager.state().term() > 1);
        assertTrue(scene.happened(ManagerEvent.STATE_RECOVERED));
        assertEquals(MemberState.ACTIVE, scene.state("node-4"));
        assertTrue(scene.copies("node-4") > 0);
    }

    /** STRONG.md, rule 23: their voters did not restart, so no slot is lost. */
    @Test
    void lostDatabase_nodesThatRunOn_keepTheirIncarnations() {
        scene.form("node-1", "node-2", "node-3");
        scene.killManager();
        scene.stored = StoredManager.EMPTY;
        scene.published.clear();

        scene.node("node-3").newProcess(ManagerMessage.Memory.EMPTY);
        scene.startManager(true);
        scene.connect("node-1");
        scene.connect("node-2");
        scene.connect("node-3");
        scene.run(8_000);
        assertEquals(1, scene.node("node-1").incarnation);
        assertEquals(1, scene.node("node-2").incarnation);
        assertEquals(2, scene.node("node-3").incarnation, "it forgot");
        assertEquals(1, scene.manager.state().member("node-1").incarnation());
        assertEquals(2, scene.manager.state().member("node-3").incarnation());
    }

    @Test
    void databaseOfBeforeTheLastStart_theProcessKeepsItsIncarnation() {
        scene.form("node-1", "node-2", "node-3");
        StoredManager backup = scene.stored;
        scene.node("node-3").newProcess(ManagerMessage.Memory.EMPTY);
        scene.connect("node-3");
        scene.run(5_000);
        assertEquals(2, scene.node("node-3").incarnation);
        scene.killManager();
        scene.stored = backup;
        scene.published.clear();
        scene.startManager();
        List.of("node-3", "node-1", "node-2").forEach(scene::connect);
        scene.run(8_000);
        assertEquals(2, scene.node("node-3").incarnation);
        assertEquals(2, scene.manager.state().member("node-3").incarnation());
    }

    /** Two processes under one name, one of them from before: the later one voted since. */
    @Test
    void processThatRunsOn_underAnOlderIncarnationThanTheLast_isANewMember() {
        scene.form("node-1", "node-2", "node-3");
        scene.node("node-3").newProcess(ManagerMessage.Memory.EMPTY);
        scene.connect("node-3");
        scene.run(5_000);
        ScriptedNode earlier = new ScriptedNode("node-3");
        earlier.issued = true;
        earlier.incarnation = 1;
        earlier.clusterId = scene.node("node-3").clusterId;
        earlier.state = scene.node("node-3").state;
        scene.disconnect(scene.node("node-3"));
        scene.run(5_000);
        scene.connect(earlier);
        scene.run(5_000);
        assertEquals(3, earlier.incarnation);
    }

    @Test
    void databaseOfBeforeTheDrain_theNodeIsDrainedAllTheSame() {
        scene.form("node-1", "node-2", "node-3");
        scene.connect("node-4");
        scene.run(20_000);
        StoredManager backup = scene.stored;
        scene.drain("node-4", false);
        scene.run(200);
        assertEquals(MemberState.LEAVING, scene.state("node-4"));
        scene.killManager();
        scene.now += 1_000;
        scene.stored = backup;
        scene.published.clear();
        scene.startManager();
        List.of("node-4", "node-1", "node-2", "node-3").forEach(scene::connect);
        scene.run(20_000);
        assertEquals(MemberState.STANDBY, scene.state("node-4"));
        scene.assertSettled(3);
    }

    @Test
    void lostDatabase_freshNodesWaitForThoseThatKnow() {
        scene.startManager(true);
        scene.connect("node-1");
        scene.connect("node-2");
        scene.connect("node-3");
        scene.run(5_000);
        assertNull(scene.manager.state());
    }

    @Test
    void nodeOfAnotherCluster_isRefused() {
        scene.form("node-1", "node-2", "node-3");
        ManagerScene other = new ManagerScene();
        other.startManager();
        other.killManager();
        other.form("stranger", "b", "c");
        ScriptedNode stranger = other.node("stranger");
        scene.nodes.put("stranger", stranger);
        scene.connect(stranger);
        assertEquals("other_cluster", ((ManagerMessage.Refused) stranger.received.getLast()).code());
        assertTrue(scene.happened(ManagerEvent.NODE_REFUSED));
    }

    @Test
    void restoredFromABackup_goesAboveWhatNodesKnow() {
        scene.form("node-1", "node-2", "node-3");
        StoredManager backup = scene.stored;
        scene.connect("node-4");
        scene.run(10_000);
        long version = scene.manager.state().ringVersion();
        scene.killManager();
        scene.stored = backup;
        scene.published.clear();
        scene.published.clear();

        scene.startManager();
        for (String node : new String[] {"node-1", "node-2", "node-3", "node-4"}) {
            scene.connect(node);
        }
        scene.run(5_000);
        assertTrue(scene.manager.state().ringVersion() > version);
        assertEquals(MemberState.ACTIVE, scene.state("node-4"));
        assertEquals(scene.manager.state(), scene.node("node-4").state);
    }
}
