package dev.meguri.node.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.fault.FaultDirection;
import dev.meguri.api.fault.FaultKind;
import dev.meguri.api.fault.FaultRequest;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.node.NodeLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTableTest {
    private static final FaultDirection OUT = FaultDirection.OUT;
    private static final FaultDirection IN = FaultDirection.IN;

    private final FaultTable table = new FaultTable();

    @Test
    void cutOneWay_leavesTheOtherWayAndOtherLinksFine() {
        table.set(fault("cut", "node-2", "out", 1_000, null));
        assertTrue(table.link("node-2", OUT, 0).cut());
        assertTrue(table.link("node-2", IN, 0).isFine());
        assertTrue(table.link("node-3", OUT, 0).isFine());
    }

    @Test
    void everybody_isEveryPeerAndTheManager_bothWays() {
        table.set(fault("cut", "*", null, 1_000, null));
        for (String peer : List.of("node-2", "node-3", FaultRequest.MANAGER)) {
            assertTrue(table.link(peer, OUT, 0).cut());
            assertTrue(table.link(peer, IN, 0).cut());
        }
    }

    @Test
    void faultWhoseTimeIsOver_doesNothing_andIsTakenAway() {
        table.set(fault("cut", "node-2", "both", 1_000, null));
        assertTrue(table.link("node-2", OUT, 999).cut());
        assertTrue(table.link("node-2", OUT, 1_000).isFine());
        assertEquals(List.of(), table.heal(999));
        assertEquals(1, table.heal(1_000).size());
        assertTrue(table.isEmpty());
    }

    @Test
    void sameKindLinkAndDirection_takesThePlace() {
        table.set(fault("delay", "node-2", "out", 1_000, 100L));
        table.set(fault("delay", "node-2", "out", 1_000, 300L));
        assertEquals(300, table.link("node-2", OUT, 0).delayMillis());
        assertEquals(List.of("delay:node-2:out"), ids());
    }

    @Test
    void faultsOfOneLink_addUp() {
        table.set(fault("delay", "node-2", "out", 1_000, 100L));
        table.set(fault("delay", "*", "both", 1_000, 50L));
        table.set(fault("cut", "node-2", "out", 1_000, null));
        LinkCondition condition = table.link("node-2", OUT, 0);
        assertEquals(150, condition.delayMillis());
        assertTrue(condition.cut());
        assertEquals(50, table.link("node-2", IN, 0).delayMillis());
    }

    @Test
    void clear_takesOneOrAll() {
        table.set(fault("cut", "node-2", "out", 1_000, null));
        table.set(fault("pause", null, null, 1_000, null));
        table.clear("cut:node-2:out");
        assertEquals(List.of("pause"), ids());
        assertNotNull(table.ofNode(FaultKind.PAUSE, 0));
        table.clear(null);
        assertNull(table.ofNode(FaultKind.PAUSE, 0));
        assertFalse(table.link("node-2", OUT, 0).cut());
    }

    @Test
    void tooManyFaults_areRefused() {
        for (int i = 0; i < NodeLimits.MAX_FAULTS; i++) {
            table.set(fault("cut", "peer-" + i, "out", 1_000, null));
        }
        assertThrows(IllegalArgumentException.class, () -> table.set(fault("cut", "one-more", "out", 1_000, null)));
    }

    @Test
    void wrongFaults_nameTheField() {
        assertEquals("kind", fieldAtFault("melt", "node-2", null, 1_000L, null));
        assertEquals("kind", fieldAtFault(null, "node-2", null, 1_000L, null));
        assertEquals("peer", fieldAtFault("cut", null, null, 1_000L, null));
        assertEquals("peer", fieldAtFault("cut", "node-1", null, 1_000L, null));
        assertEquals("peer", fieldAtFault("pause", "node-2", null, 1_000L, null));
        assertEquals("direction", fieldAtFault("cut", "node-2", "up", 1_000L, null));
        assertEquals("durationMillis", fieldAtFault("cut", "node-2", null, null, null));
        assertEquals("durationMillis", fieldAtFault("cut", "node-2", null, 0L, null));
        assertEquals("delayMillis", fieldAtFault("delay", "node-2", null, 1_000L, null));
        assertEquals("delayMillis", fieldAtFault("slow", null, null, 1_000L, 60_001L));
        assertEquals("rate", fieldAtFault("loss", "node-2", null, 1_000L, null));
        assertEquals("bytesPerSecond", fieldAtFault("bandwidth", "node-2", null, 1_000L, null));
        assertEquals("offsetMillis", fieldAtFault("clock_offset", null, null, 1_000L, null));
    }

    private List<String> ids() {
        return table.active(0).stream().map(Fault::id).toList();
    }

    private static String fieldAtFault(String kind, String peer, String direction, Long duration, Long delay) {
        FaultRequest request = new FaultRequest(kind, peer, direction, duration, delay, null, null, null, null);
        return assertThrows(ProblemException.class, () -> FaultCheck.check(request, "node-1", 0))
                .problem()
                .field();
    }

    private static Fault fault(String kind, String peer, String direction, long duration, Long delay) {
        FaultRequest request = new FaultRequest(kind, peer, direction, duration, delay, null, null, null, null);
        return FaultCheck.check(request, "node-1", 0);
    }
}
