package dev.meguri.simulator.check;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.ManagerMessage.Memory;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.scenario.ClusterHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots that begin anew although their memory is there are found; such as are lost are not (STRONG.md, rule 23). */
class ResetCheckerTest {
    private static final int SLOT = 5;

    private final ClusterHarness harness = ClusterHarness.start(3);
    private final SimManager manager = harness.cluster().manager();

    @Test
    void slotWhoseVotersRunOn_isNotLost() {
        assertNotLost();
    }

    @Test
    void votersThatPause_orWereStoppedCleanly_haveMemory() {
        harness.pause("node-1").stop("node-2").kill("node-3");
        assertNotLost();
    }

    @Test
    void votersThatWereKilled_haveNone() {
        harness.kill("node-1").kill("node-2").runFor(100);
        reset(manager.state());
        assertEquals(1, harness.cluster().checks().resets().resets());
    }

    @Test
    void oneVoterThatWasKilled_isNoMajority() {
        harness.kill("node-1");
        assertNotLost();
    }

    @Test
    void movingSlot_isNotLost_whileItsOldListHasMemory_orTheNextOneHasAllThatItHad() {
        harness.kill("node-1").kill("node-2");
        ClusterState state = manager.state();
        SlotAssignment old = state.slot(SLOT);
        SlotAssignment joint = SlotAssignment.jointOf(
                state.ringVersion(),
                old.voters(),
                old.voters().stream()
                        .filter(voter -> voter.nodeId().equals("node-3"))
                        .toList());
        reset(with(state, state.ringVersion(), joint));
        harness.startNode("node-1").startNode("node-2");
        manager.receive(
                harness.cluster().node("node-3"),
                new ManagerMessage.SlotsCarried(new int[] {SLOT}, new long[] {joint.epoch()}));
        ViolationFound found = assertThrows(ViolationFound.class, () -> reset(with(state, state.ringVersion(), joint)));
        assertEquals("slots-begin-anew-only-when-lost", found.violation().invariant());
    }

    /** What a manager does that takes nodes for new ones which were stopped cleanly: nothing but this checker sees it. */
    @Test
    void managerThatGivesUpVotersThatHaveMemory_isFound() {
        Tap forgetful = (network, from, to, message) ->
                message instanceof ManagerMessage.Register m && m.memory() == Memory.CLEAN ? asWarm(m) : message;
        ClusterHarness cluster = ClusterHarness.start(1, SimSettings.calm(3), NetworkSettings.calm(), forgetful);
        cluster.put("strong:k", "v").stop("node-1").stop("node-2");
        cluster.runFor(seconds(1)).startNode("node-1").startNode("node-2");
        ViolationFound found = assertThrows(ViolationFound.class, () -> cluster.runFor(seconds(5)));
        assertEquals("slots-begin-anew-only-when-lost", found.violation().invariant());
    }

    private void assertNotLost() {
        ViolationFound found = assertThrows(ViolationFound.class, () -> reset(manager.state()));
        assertEquals("slots-begin-anew-only-when-lost", found.violation().invariant());
    }

    private void reset(ClusterState before) {
        long version = before.ringVersion() + 1;
        List<Voter> anew = before.slot(SLOT).voters().stream()
                .map(voter -> new Voter(voter.nodeId(), voter.incarnation(), version))
                .toList();
        ClusterState after = with(before, version, SlotAssignment.stableOf(version, anew));
        harness.cluster().world().observers().onStored(manager, before, after);
    }

    private static ClusterState with(ClusterState s, long ringVersion, SlotAssignment assignment) {
        List<SlotAssignment> slots = new ArrayList<>(s.slots());
        slots.set(SLOT, assignment);
        return new ClusterState(
                s.clusterId(), s.term(), ringVersion, s.replicationFactor(), s.members(), slots, s.policies());
    }

    private static ManagerMessage asWarm(ManagerMessage.Register m) {
        return new ManagerMessage.Register(
                m.protocolVersion(),
                m.nodeId(),
                m.processId(),
                m.clusterId(),
                m.incarnation(),
                Memory.WARM,
                m.snapshotMillis(),
                m.term(),
                m.ringVersion(),
                m.host(),
                m.httpPort(),
                m.respPort(),
                m.respHost(),
                m.zone(),
                m.weight(),
                m.standby());
    }
}
