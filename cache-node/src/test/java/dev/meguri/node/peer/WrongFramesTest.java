package dev.meguri.node.peer;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.node.OneNodeManager;
import dev.meguri.wire.ManagerCodec;
import dev.meguri.wire.PeerCodec;
import dev.meguri.wire.PeerMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What comes over the live WebSockets of a node and is not what it should be: it is refused and counted, its connection is
 * closed, and the node serves on.
 */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class WrongFramesTest {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final PeerMessage PUBLISH = new PeerMessage.Publish(new byte[300], new byte[300], false);

    @TestHTTPResource("/peer")
    URI peer;

    @TestHTTPResource("/q/metrics")
    URI metrics;

    @BeforeEach
    void joined() {
        OneNodeManager.awaitSynced();
    }

    private static PeerMessage.Hello hello(int version, String cluster) {
        return new PeerMessage.Hello(version, cluster, "node-0", "test", "");
    }

    private static final PeerMessage.Hello GOOD = hello(Protocol.VERSION, "test-cluster");

    /** What is said to the peer endpoint. */
    private interface Talk {
        void over(RawLink link) throws Exception;
    }

    /** @param why part of the reason that the node gives; null: the connection breaks before one can be given */
    private void assertPeerRefused(String counted, String why, Talk talk) throws Exception {
        double before = count("meguri_peer_refused_total", counted);
        try (RawLink link = new RawLink(peer)) {
            talk.over(link);
            String reason = link.awaitClosed();
            assertTrue(why == null || reason.contains(why), reason);
        }
        assertCounted("meguri_peer_refused_total", counted, before + 1);
        assertServes();
    }

    /** A connection may be closed a moment before it is counted. */
    private void assertCounted(String name, String reason, double expected) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        double counted = count(name, reason);
        while (counted < expected && System.nanoTime() < until) {
            counted = count(name, reason);
        }
        assertEquals(expected, counted, name + " " + reason);
    }

    private double count(String name, String reason) {
        String sample = name + "{reason=\"" + reason + "\"} ";
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith(sample))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + sample));
    }

    private static void assertServes() {
        given().body("still here")
                .put("/api/cache/wrong-frames")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
        assertEquals("still here", given().get("/api/cache/wrong-frames").asString());
    }

    @Test
    void truncatedFrame_isRefused() throws Exception {
        byte[] whole = PeerCodec.encode(PUBLISH);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertPeerRefused("malformed", "not a whole frame", link -> link.say(GOOD)
                .awaitAnswer()
                .say(cut, true));
        assertPeerRefused("malformed", "not a whole frame", link -> link.say(cut, true));
    }

    @Test
    void reasonOfAClose_fitsItsFrame() {
        assertEquals("short", PeerLink.cut("short"));
        assertEquals("a" + "\uD83D\uDD25".repeat(30), PeerLink.cut("a" + "\uD83D\uDD25".repeat(100)));
    }

    @Test
    void unknownEnvelope_isRefused() throws Exception {
        // Field 1 of the frame, an envelope of two bytes: its field 15, of which no message is known, is 0.
        byte[] unknown = {0x0a, 2, 0x78, 0};
        assertPeerRefused("malformed", "unknown envelope", link -> link.say(GOOD)
                .awaitAnswer()
                .say(unknown, true));
    }

    @Test
    void frameOverTheLimit_isRefused() throws Exception {
        byte[] large = new byte[Limits.MAX_FRAME_BYTES + 1];
        assertPeerRefused(
                "oversized", null, link -> link.say(GOOD).awaitAnswer().say(large, true));
        assertPeerRefused("oversized", null, link -> link.say(large, true));
    }

    @Test
    void messageOverTheLimit_inFramesThatAreNot_isRefused() throws Exception {
        byte[] half = new byte[Limits.MAX_FRAME_BYTES / 2 + 1];
        assertPeerRefused(
                "oversized",
                null,
                link -> link.say(GOOD).awaitAnswer().say(half, false).say(half, true));
    }

    @Test
    void nodeOfAnotherVersion_isRefused() throws Exception {
        assertPeerRefused(
                "greeting",
                "it speaks protocol 1, this node " + Protocol.VERSION,
                link -> link.say(hello(Protocol.FIRST, "test-cluster")));
        assertPeerRefused(
                "greeting", "run the same version", link -> link.say(hello(Protocol.VERSION + 1, "test-cluster")));
    }

    @Test
    void nodeOfAnotherCluster_isRefused() throws Exception {
        assertPeerRefused(
                "greeting",
                "it belongs to cluster elsewhere, this node to test-cluster",
                link -> link.say(hello(Protocol.VERSION, "elsewhere")));
    }

    @Test
    void messageBeforeTheGreeting_isRefused() throws Exception {
        assertPeerRefused("greeting", "no greeting", link -> link.say(PUBLISH));
    }

    /** The node has one manager's connection, and makes it again whatever came over the last one. */
    private void assertManagerRefused(String counted, byte[] words) throws Exception {
        double before = count("meguri_manager_link_refused_total", counted);
        long registrations = OneNodeManager.registrations();
        OneNodeManager.say(words);
        OneNodeManager.awaitRegistrations(registrations + 1);
        assertCounted("meguri_manager_link_refused_total", counted, before + 1);
        assertServes();
    }

    @Test
    void wrongWordsOfTheManager_areRefused() throws Exception {
        byte[] state = ManagerCodec.encode(new ManagerMessage.Welcome("test-cluster", 1, false));
        assertManagerRefused("malformed", Arrays.copyOf(state, state.length - 1));
        assertManagerRefused("malformed", new byte[0]);
        assertManagerRefused("misdirected", ManagerCodec.encode(new ManagerMessage.Goodbye()));
        assertManagerRefused("oversized", new byte[Limits.MAX_FRAME_BYTES + 1]);
    }
}
