package dev.meguri.node.resp;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients are told that cache keys. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class TrackingTest {
    private static final String END = "[message end end]";

    @Inject
    RespServer server;

    private RespSocket client;
    private RespSocket other;

    @BeforeEach
    void connect() throws IOException {
        OneNodeManager.awaitSynced();
        client = new RespSocket(server.announcedPort());
        other = new RespSocket(server.announcedPort());
        client.call("HELLO 3");
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        other.close();
    }

    @Test
    void keyThatWasRead_isInvalidatedOnce_byAnyChange() throws IOException {
        client.call("SUBSCRIBE end");
        assertEquals("OK", client.call("CLIENT TRACKING ON"));
        other.call("SET track:1 a");
        assertEquals("a", client.call("GET track:1"));
        other.call("SET track:1 b");
        assertEquals("[invalidate [track:1]]", client.read());
        other.call("SET track:1 c");
        assertNothingMore();
        assertEquals("c", client.call("GET track:1"));
        given().contentType("text/plain").body("d").put("/api/cache/track:1");
        assertEquals("[invalidate [track:1]]", client.read());
        assertEquals("1", client.call("STRLEN track:1"));
        other.call("PEXPIRE track:1 500");
        assertEquals("[invalidate [track:1]]", client.read());
        assertEquals("d", client.call("GETRANGE track:1 0 -1"));
        assertEquals("[invalidate [track:1]]", client.read());
        assertEquals("nil", client.call("GET track:1"));
        other.call("SETNX track:1 new");
        assertEquals("[invalidate [track:1]]", client.read());
        client.call("GET track:1");
        assertEquals("OK", client.call("CLIENT TRACKING OFF"));
        other.call("DEL track:1");
        assertNothingMore();
    }

    @Test
    void invalidation_comesBehindTheAnswerThatItIsAbout() throws IOException {
        client.call("CLIENT TRACKING ON");
        for (int i = 0; i < 50; i++) {
            client.send("GET race\r\nSET race " + i + "\r\n");
            client.read();
            String second = client.read();
            String third = client.read();
            assertEquals("OK [invalidate [race]]", second + " " + third);
        }
    }

    @Test
    void ownChanges_areNotTold_withNoloop() throws IOException {
        client.call("SUBSCRIBE end");
        assertEquals("OK", client.call("CLIENT TRACKING ON NOLOOP"));
        client.send("GET own:1\r\nSET own:1 1\r\nGET own:1\r\nAPPEND own:1 2\r\nGET own:1\r\nDEL own:1\r\n");
        for (int i = 0; i < 6; i++) {
            client.read();
        }
        assertNothingMore();
        client.call("GET own:1");
        other.call("SET own:1 1");
        assertEquals("[invalidate [own:1]]", client.read());
    }

    @Test
    void broadcast_tellsOfPrefixes() throws IOException {
        client.call("SUBSCRIBE end");
        assertEquals("OK", client.call("CLIENT TRACKING ON BCAST PREFIX bc:a PREFIX bc:b"));
        other.call("SET bc:c 1");
        other.call("SET bc:b1 1");
        assertEquals("[invalidate [bc:b1]]", client.read());
        assertNothingMore();
        assertEquals("[flags [on bcast] redirect 0 prefixes [bc:a bc:b]]", client.call("CLIENT TRACKINGINFO"));
        assertEquals(
                "ERR Prefix 'bc:a1' overlaps with an existing prefix 'bc:a'. Prefixes for a single client must not"
                        + " overlap.",
                client.call("CLIENT TRACKING ON BCAST PREFIX bc:a1"));
        assertEquals("ERR PREFIX option requires BCAST mode to be enabled", other.call("CLIENT TRACKING ON PREFIX x"));
    }

    @Test
    void optin_tracksWhatWasAskedForAlone() throws IOException {
        client.call("SUBSCRIBE end");
        assertEquals(
                "ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT mode"
                        + " enabled",
                client.call("CLIENT CACHING YES"));
        client.call("CLIENT TRACKING ON OPTIN");
        client.call("MGET {o}1 {o}2");
        client.call("CLIENT CACHING YES");
        assertEquals("[flags [on optin caching-yes] redirect 0 prefixes []]", client.call("CLIENT TRACKINGINFO"));
        client.call("GET {o}3");
        client.call("GET {o}4");
        other.call("MSET {o}1 1 {o}2 1 {o}3 1 {o}4 1");
        assertEquals("[invalidate [{o}3]]", client.read());
        assertNothingMore();
        client.call("CLIENT CACHING YES");
        client.send("MULTI\r\nGET {o}1\r\nEXEC\r\n");
        assertEquals("OK QUEUED [1]", client.read() + " " + client.read() + " " + client.read());
        other.call("DEL {o}1");
        assertEquals("[invalidate [{o}1]]", client.read());
    }

    @Test
    void clientOfResp2_isToldThroughAnother() throws IOException {
        try (RespSocket reader = new RespSocket(server.announcedPort())) {
            String id = other.call("CLIENT ID");
            assertEquals("-1", reader.call("CLIENT GETREDIR"));
            assertEquals("[subscribe __redis__:invalidate 1]", other.call("SUBSCRIBE __redis__:invalidate"));
            assertEquals("OK", reader.call("CLIENT TRACKING ON REDIRECT " + id));
            assertEquals(id, reader.call("CLIENT GETREDIR"));
            reader.call("GET redir:1");
            client.call("SET redir:1 1");
            assertEquals("[message __redis__:invalidate [redir:1]]", other.read());
            assertEquals(
                    "ERR The client ID you want redirect to does not exist",
                    reader.call("CLIENT TRACKING ON REDIRECT 987654321"));
        }
    }

    /** What is published last comes behind whatever was told before. */
    private void assertNothingMore() throws IOException {
        assertEquals("1", other.call("PUBLISH end end"));
        assertEquals(END, client.read());
    }
}
