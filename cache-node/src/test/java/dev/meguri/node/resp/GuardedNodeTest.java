package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import dev.meguri.resp.RespLimits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node with a password, behind an address that is not its own. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
@TestProfile(GuardedNodeTest.Guarded.class)
class GuardedNodeTest {
    public static class Guarded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "meguri.resp.password", "sesame",
                    "meguri.resp.announce-host", "cache.example",
                    "meguri.resp.announce-port", "16379");
        }
    }

    private static final String NO_AUTH = "NOAUTH Authentication required.";
    private static final String WRONG = "WRONGPASS invalid username-password pair or user is disabled.";

    @Inject
    RespServer server;

    private RespSocket client;

    @BeforeEach
    void connect() throws IOException {
        OneNodeManager.awaitSynced();
        client = new RespSocket(server.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @Test
    void nothingIsTold_beforeThePasswordIs() throws IOException {
        for (String command : new String[] {"GET a", "SET a 1", "CLUSTER SLOTS", "INFO", "NONSENSE", "PING", "MULTI"}) {
            assertEquals(NO_AUTH, client.call(command), command);
        }
        assertTrue(
                client.call("HELLO 3").startsWith("NOAUTH HELLO must be called with the client already authenticated"));
        assertEquals(WRONG, client.call("AUTH open"));
        assertEquals(WRONG, client.call("AUTH nobody sesame"));
        assertEquals(WRONG, client.call("HELLO 3 AUTH default open"));
        assertEquals(NO_AUTH, client.call("GET a"));
    }

    @Test
    void password_opens_untilReset() throws IOException {
        assertEquals("OK", client.call("AUTH sesame"));
        assertEquals("PONG", client.call("PING"));
        assertEquals("RESET", client.call("RESET"));
        assertEquals(NO_AUTH, client.call("PING"));
        assertEquals("OK", client.call("AUTH default sesame"));
        assertEquals("PONG", client.call("PING"));
    }

    @Test
    void hello_takesThePasswordWithIt() throws IOException {
        assertTrue(client.call("HELLO 3 AUTH default sesame SETNAME me").contains("proto 3"));
        assertEquals("me", client.call("CLIENT GETNAME"));
    }

    @Test
    void whoIsNotKnown_maySendLittle() throws IOException {
        client.send("*" + (RespLimits.BEFORE_AUTH_ARGUMENTS + 1) + "\r\n");
        assertEquals("ERR Protocol error: unauthenticated multibulk length", client.read());
        assertTrue(client.isEnded());
        try (RespSocket other = new RespSocket(server.port())) {
            other.send("*2\r\n$3\r\nGET\r\n$" + (RespLimits.BEFORE_AUTH_ARGUMENT_BYTES + 1) + "\r\n");
            assertEquals("ERR Protocol error: unauthenticated bulk length", other.read());
            assertTrue(other.isEnded());
        }
    }

    @Test
    void everywhere_theAnnouncedAddressIsTold() throws IOException {
        assertEquals("OK", client.call("AUTH sesame"));
        String id = Topology.id("node-1");
        assertEquals("[[0 16383 [cache.example 16379 " + id + " []]]]", client.call("CLUSTER SLOTS"));
        assertTrue(client.call("CLUSTER NODES").startsWith(id + " cache.example:16379@"));
        String shards = client.call("CLUSTER SHARDS");
        assertTrue(shards.contains("port 16379 ip cache.example endpoint cache.example"), shards);
        assertTrue(shards.contains("slots [0 16383]") && shards.contains("health online"), shards);
    }

    @Test
    void clusterCommands_thatChangeTheCluster_areRefused() throws IOException {
        assertEquals("OK", client.call("AUTH sesame"));
        for (String command : new String[] {"RESET", "FORGET x", "MEET 127.0.0.1 7000", "FAILOVER", "ADDSLOTS 1"}) {
            assertTrue(client.call("CLUSTER " + command).contains("is refused: the cluster manager alone"), command);
        }
    }
}
