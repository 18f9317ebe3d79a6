package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.simulator.check.ViolationFound;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.mutant.Mutant;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.workload.Policies;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Slots whose majority lost its memory, under onMajorityLoss=refuse and =reset (STRONG.md, rule 23; SLOT.md, rule 16). */
class LostSlotsTest {
    private static final int KEYS = 12;

    @Test
    void majorityForgets_strongKeysAreRefused_untilTheLossIsAccepted() {
        ClusterHarness cluster = forgotten(refusing(3, null), "node-1", "node-2");
        expectRefused(cluster, "slot-lost, not in doubt");
        cluster.expectEvent("SLOTS_LOST");
        assertEquals(64, cluster.cluster().manager().lostSlots().count());

        cluster.cluster().manager().acceptLoss();
        cluster.runFor(seconds(1)).expectEvent("SLOTS_RESET");
        assertEquals(0, cluster.cluster().manager().lostSlots().count());
        expectServedAndEmpty(cluster);
    }

    @Test
    void eventualKeysOfALostSlot_areServed() {
        ClusterHarness cluster = refusing(3, null).put("plain", "v");
        cluster.runFor(seconds(30));
        forgotten(cluster, "node-1", "node-2").expectValue("plain", "v").put("plain", "w");
    }

    @Test
    void refusalsNameTheSlot_whatHappened_andTheCommand() {
        ClusterHarness cluster = forgotten(refusing(3, null), "node-1", "node-2");
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.get("node-3", "strong:key0"));
        int slot = Key.of("strong:key0").slot(64);
        assertEquals(Failure.SLOT_LOST, failed.failure());
        assertTrue(failed.detail().contains("slot " + slot + " "), failed.detail());
        assertTrue(failed.detail().contains("2 of its 3 voters (node-"), failed.detail());
        assertTrue(failed.detail().contains("./meguri accept-loss --slots " + slot), failed.detail());
    }

    @Test
    void oneSlotIsAccepted_theOthersWait() {
        ClusterHarness cluster = forgotten(refusing(3, null), "node-1", "node-2");
        BitSet one = new BitSet();
        one.set(Key.of("strong:key0").slot(64));
        cluster.cluster().manager().acceptLoss(one, 1);
        cluster.runFor(seconds(1)).expectAbsent("strong:key0");
        assertEquals(63, cluster.cluster().manager().lostSlots().count());
        assertEquals(Failure.SLOT_LOST, failure(cluster.get("node-3", "strong:key1")));
    }

    @Test
    void wrongNumberIsConfirmed_orNothingIsLost_nothingChanges() {
        ClusterHarness cluster = refusing(3, null);
        cluster.cluster().manager().acceptLoss(new BitSet(), 0);
        assertTrue(cluster.cluster().manager().lastRefusal().startsWith("SLOTS_NOT_LOST"));
        forgotten(cluster, "node-1", "node-2");
        cluster.cluster().manager().acceptLoss(new BitSet(), 63);
        assertTrue(cluster.cluster().manager().lastRefusal().startsWith("LOSS_NOT_CONFIRMED"));
        assertEquals(64, cluster.cluster().manager().lostSlots().count());
    }

    @Test
    void managerDiesAmidTheAcceptance_itIsMadeOrNot_neverHalf() {
        for (int effects = 0; effects < 6; effects++) {
            ClusterHarness cluster = forgotten(refusing(3, null), "node-1", "node-2");
            cluster.cluster().manager().crashAfterEffects(effects);
            cluster.cluster().manager().acceptLoss();
            if (!cluster.cluster().manager().isRunning()) {
                cluster.startManager();
            }
            cluster.runFor(seconds(3));
            int lost = cluster.cluster().manager().lostSlots().count();
            assertTrue(lost == 0 || lost == 64, lost + " slots are still lost");
            cluster.cluster().manager().acceptLoss();
            cluster.runFor(seconds(1));
            expectServedAndEmpty(cluster);
        }
    }

    @Test
    void policiesThatReset_beginAnewByThemselves() {
        ClusterHarness cluster = ClusterHarness.start(3);
        filled(cluster);
        forgotten(cluster, "node-1", "node-2").expectEvent("SLOTS_RESET");
        expectServedAndEmpty(cluster);
    }

    @Test
    void loadAcrossALoss_neverSeesAnOldValue() {
        ClusterHarness cluster = refusing(3, null).underLoad();
        forgotten(cluster.runFor(seconds(5)), "node-1", "node-2");
        cluster.runFor(seconds(5)).cluster().manager().acceptLoss();
        cluster.runFor(seconds(5)).endLoad().expectHealthy();
        cluster.cluster().checks().strong().check();
    }

    /** No voter restarted: whatever the manager forgot, the slots have their memory (STRONG.md, rules 21 and 23). */
    @Test
    void managerThatLostItsDatabase_losesNoSlot() {
        for (boolean altogether : new boolean[] {true, false}) {
            ClusterHarness cluster = filled(ClusterHarness.start(3)).runFor(seconds(12));
            cluster.kill("node-2").startNode("node-2").expectHealthy().killManager();
            cluster.cluster().manager().loseDatabase(altogether);
            cluster.startManager().runFor(seconds(10)).expectHealthy();
            expectFilled(cluster, "node-3");
            assertEquals(0, cluster.cluster().checks().resets().resets());
            cluster.cluster().checks().strong().check();
        }
    }

    @Test
    void valuesThatSurviveAReset_areFound() {
        Tap mutant = Mutant.LOST_SLOTS_KEEP_WHAT_IS_LEFT.meddler(1);
        ViolationFound found = assertThrows(ViolationFound.class, () -> {
            ClusterHarness cluster = forgotten(refusing(3, mutant), "node-1", "node-2");
            cluster.cluster().manager().acceptLoss();
            cluster.runFor(seconds(1));
            for (int i = 0; i < KEYS; i++) {
                cluster.get("node-3", "strong:key" + i);
            }
            cluster.cluster().checks().strong().check();
        });
        assertTrue(Mutant.LOST_SLOTS_KEEP_WHAT_IS_LEFT.breaks(found.violation().invariant()), found.toString());
    }

    @Test
    void forcedRemovalOfAMajority_isALoss() {
        ClusterHarness cluster = refusing(4, null);
        cluster.kill("node-1").runFor(seconds(5));
        cluster.cluster().manager().drain("node-1", true);
        cluster.expectEvent("NODE_REMOVED");
        cluster.runFor(seconds(2));
        expectFilled(cluster, "node-2");
    }

    private static ClusterHarness refusing(int nodes, Tap tap) {
        ClusterHarness cluster = ClusterHarness.start(1, SimSettings.calm(nodes), NetworkSettings.calm(), tap);
        cluster.cluster().manager().putPolicy(Policy.strong(Policies.STRONG.prefix()));
        cluster.runFor(seconds(1));
        return filled(cluster);
    }

    private static ClusterHarness filled(ClusterHarness cluster) {
        for (int i = 0; i < KEYS; i++) {
            cluster.put("strong:key" + i, "value" + i);
        }
        return cluster;
    }

    /** At once, so that nobody is there to admit the first one anew. */
    private static ClusterHarness forgotten(ClusterHarness cluster, String... nodes) {
        for (String node : nodes) {
            cluster.kill(node);
        }
        cluster.runFor(100);
        for (String node : nodes) {
            cluster.startNode(node);
        }
        return cluster.runFor(seconds(5));
    }

    private static void expectRefused(ClusterHarness cluster, String what) {
        for (int i = 0; i < KEYS; i++) {
            Operation put = new Operation.Put(
                    Key.of("strong:key" + i), new byte[] {'n'}, "text/plain", Operation.NO_TTL, Condition.ALWAYS);
            for (String node : new String[] {"node-1", "node-2", "node-3"}) {
                assertEquals(Failure.SLOT_LOST, failure(cluster.ask(node, put)), what);
                assertEquals(Failure.SLOT_LOST, failure(cluster.get(node, "strong:key" + i)), what);
            }
        }
    }

    private static void expectServedAndEmpty(ClusterHarness cluster) {
        for (int i = 0; i < KEYS; i++) {
            cluster.expectAbsent("strong:key" + i)
                    .put("strong:key" + i, "new" + i)
                    .expectValue("strong:key" + i, "new" + i);
        }
        cluster.expectHealthy();
        cluster.cluster().checks().strong().check();
    }

    private static void expectFilled(ClusterHarness cluster, String node) {
        for (int i = 0; i < KEYS; i++) {
            assertInstanceOf(Result.Found.class, cluster.get(node, "strong:key" + i));
        }
    }

    private static Failure failure(Result result) {
        return assertInstanceOf(Result.Failed.class, result).failure();
    }
}
