package dev.meguri.simulator.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.core.limits.Limits;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.scenario.ClusterHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Accounts that are not true, and limits that are not kept, are found. */
class AccountingCheckerTest {
    private static final long POOL = 1_000;

    private final ClusterHarness harness = ClusterHarness.start(3);
    private final SimNode node = harness.cluster().node("node-2");
    private final AccountingChecker checker = harness.cluster().checks().accounting();

    private static void assertViolates(String invariant, Executable what) {
        assertEquals(
                invariant, assertThrows(ViolationFound.class, what).violation().invariant());
    }

    @Test
    void accountsThatDifferFromWhatIsHeld_areFound() {
        checker.check(node, new Account(400, 400, 300, 300, 700, POOL, 50, 50, 3));
        String invariant = "bytes-accounted-equal-recounted";
        assertViolates(invariant, () -> checker.check(node, new Account(401, 400, 300, 300, 700, POOL, 50, 50, 3)));
        assertViolates(invariant, () -> checker.check(node, new Account(400, 400, 299, 300, 700, POOL, 50, 50, 3)));
        assertViolates(invariant, () -> checker.check(node, new Account(400, 400, 300, 300, 701, POOL, 50, 50, 3)));
        assertViolates(invariant, () -> checker.check(node, new Account(400, 400, 300, 300, 700, POOL, 50, 51, 3)));
    }

    @Test
    void limitsThatAreNotKept_areFound() {
        long most = harness.cluster().world().settings().hints().maxBytes();
        int operations = Limits.MAX_PENDING_OPERATIONS;
        checker.check(node, new Account(400, 400, 300, 300, 700, POOL, most, most, operations));
        assertViolates(
                "limits-hold",
                () -> checker.check(node, new Account(400, 400, 300, 300, 700, POOL, most + 1, most + 1, 3)));
        assertViolates(
                "limits-hold",
                () -> checker.check(node, new Account(400, 400, 300, 300, 700, POOL, 50, 50, operations + 1)));
    }

    @Test
    void poolThatStaysTooFull_isFound_whereSomethingCouldGo() {
        Account full = new Account(701, 701, 300, 300, 1_001, POOL, 0, 0, 0);
        assertEquals(true, full.isOverPool());
        assertEquals(false, new Account(700, 700, 300, 300, 1_000, POOL, 0, 0, 0).isOverPool());
        assertEquals(false, new Account(0, 0, 1_001, 1_001, 1_001, POOL, 0, 0, 0).isOverPool(), "strong keys alone");
        assertViolates("limits-hold", () -> checker.stayedOverPool(node, full));
    }

    /** Every node is looked at, and its strong keys are. */
    @Test
    void strongBytesThatNobodyHolds_areFound_onWhateverNode() {
        for (String name : new String[] {"node-1", "node-2", "node-3"}) {
            ClusterHarness cluster = ClusterHarness.start(3);
            for (int i = 0; i < 10; i++) {
                cluster.put("strong:k" + i, "v").put("k" + i, "v");
            }
            cluster.runFor(5_000);
            cluster.cluster().node(name).running().shards().getFirst().store().addStrong(7);
            assertViolates("bytes-accounted-equal-recounted", () -> cluster.runFor(5_000));
        }
    }
}
