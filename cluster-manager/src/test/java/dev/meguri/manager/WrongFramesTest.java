package dev.meguri.manager;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.wire.ManagerCodec;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * What comes over the live WebSocket for nodes and is not what it should be: it is refused and counted, its connection is
 * closed, and the manager serves on.
 */
@QuarkusTest
@QuarkusTestResource(TemporaryData.class)
class WrongFramesTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long MOMENT_NANOS = 100_000_000L;

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        for (long seen = FakeNode.happenings(); !condition.getAsBoolean(); seen = FakeNode.happenings()) {
            assertTrue(System.nanoTime() < until, "in vain: " + what);
            FakeNode.awaitHappening(seen, MOMENT_NANOS);
        }
    }

    private static double count(String reason) {
        String sample = "meguri_manager_refused_total{reason=\"" + reason + "\"} ";
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(sample))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
                .sum();
    }

    private static void assertClosedAndCounted(String reason, byte[] words) {
        double before = count(reason);
        try (FakeNode stranger = new FakeNode("stranger", "x", false, null).open(RestAssured.port)) {
            sendAsFarAsItGets(stranger, words);
            await("closed", () -> stranger.closed);
        }
        await("counted", () -> count(reason) > before);
        assertEquals(before + 1, count(reason), reason);
        given().get("/api/cluster").then().statusCode(200);
    }

    private static void sendAsFarAsItGets(FakeNode node, byte[] words) {
        try {
            node.sendBytes(words);
        } catch (CompletionException e) {
            // The manager may close before it has read all.
            node.closed = true;
        }
    }

    @Test
    void truncatedUnknownOrOversizedFrame_isRefused() {
        byte[] message = ManagerCodec.encode(new ManagerMessage.SlotsSynced(new int[] {1, 2}, new long[] {1, 1}));
        assertClosedAndCounted("malformed", Arrays.copyOf(message, message.length - 1));
        assertClosedAndCounted("malformed", new byte[0]);
        // Field 15 of the frame, of which no message is known.
        assertClosedAndCounted("malformed", new byte[] {0x7a, 0});
        assertClosedAndCounted("misdirected", ManagerCodec.encode(new ManagerMessage.UploadState()));
        assertClosedAndCounted("oversized", new byte[Limits.MAX_FRAME_BYTES + 1]);
    }

    @Test
    void nodeOfAnotherVersion_isRefusedWithTheReason() {
        double before = count("other_version");
        try (FakeNode old = new FakeNode("node-old", "x", false, null)) {
            old.protocolVersion = Protocol.FIRST;
            old.connect(RestAssured.port);
            await("refused and closed", () -> old.refused != null && old.closed);
            assertEquals("other_version", old.refused.code());
            assertEquals(
                    "The node speaks protocol 1, this manager " + Protocol.VERSION
                            + ". Run the same version of Meguri on both.",
                    old.refused.detail());
        }
        await("counted", () -> count("other_version") > before);
        assertEquals(before + 1, count("other_version"));
        given().get("/api/cluster/events?type=node_refused")
                .then()
                .body("find { it.nodeId == 'node-old' }.details.code", equalTo("other_version"));
    }
}
