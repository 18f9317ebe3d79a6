package dev.meguri.node.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.wire.PeerMessage;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private static final PeerMessage.Hello OURS = hello(1, "c", "node-2", "");

    private static PeerMessage.Hello hello(int version, String clusterId, String nodeId, String secret) {
        return new PeerMessage.Hello(version, clusterId, nodeId, "p", secret);
    }

    private static void assertRefused(PeerMessage.Hello theirs, String because) {
        String refusal = Greeting.refusalOf(theirs, OURS, false);
        assertTrue(refusal != null && refusal.contains(because), refusal);
    }

    @Test
    void smallerIdConnecting_isAccepted() {
        assertNull(Greeting.refusalOf(hello(1, "c", "node-1", ""), OURS, false));
        assertNull(Greeting.refusalOf(hello(1, "c", "node-3", ""), OURS, true));
    }

    @Test
    void nodeThatHasNoClusterYet_isAccepted() {
        assertNull(Greeting.refusalOf(hello(1, "", "node-1", ""), OURS, false));
    }

    @Test
    void largerIdConnecting_isRefused() {
        assertRefused(hello(1, "c", "node-3", ""), "smaller id");
    }

    @Test
    void otherClusterProtocolOrSecret_isRefused() {
        assertRefused(hello(1, "other", "node-1", ""), "cluster other");
        assertRefused(hello(2, "c", "node-1", ""), "protocol 2");
        assertRefused(hello(1, "c", "node-1", "wrong"), "secret");
    }

    @Test
    void ownId_isRefused() {
        assertRefused(hello(1, "c", "node-2", ""), "own id");
    }

    @Test
    void backOff_doublesUpToItsCapAndStartsAnew() {
        BackOff backOff = new BackOff();
        long[] expected = {50, 100, 200, 400, 800, 1_000, 1_000};
        for (long millis : expected) {
            assertEquals(millis, backOff.nextMillis());
        }
        backOff.reset();
        assertEquals(50, backOff.nextMillis());
    }
}
