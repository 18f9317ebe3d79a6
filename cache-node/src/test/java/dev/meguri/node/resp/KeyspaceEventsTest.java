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

/** What listeners are told of keys. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class KeyspaceEventsTest {
    @Inject
    RespServer server;

    private RespSocket listener;
    private RespSocket client;

    @BeforeEach
    void connect() throws IOException {
        OneNodeManager.awaitSynced();
        listener = new RespSocket(server.announcedPort());
        client = new RespSocket(server.announcedPort());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.call("CONFIG SET notify-keyspace-events ''");
        client.close();
        listener.close();
    }

    @Test
    void changes_areTold_byTheNameOfTheKey() throws IOException {
        listen("KAn", "__keyspace@0__:{e}*");
        assertEvents("{e}a", "SET {e}a 1 EX 100", "new set expire");
        assertEvents("{e}a", "INCR {e}a", "incrby");
        assertEvents("{e}a", "APPEND {e}a x", "append");
        assertEvents("{e}a", "PERSIST {e}a", "persist");
        assertEvents("{e}a", "PEXPIRE {e}a 100000", "expire");
        assertEvents("{e}a", "SET {e}a 2 NX", "");
        assertEvents("{e}a", "GETDEL {e}a", "del");
        client.call("SET {e}b 1");
        assertEquals("{e}b new, {e}b set", next() + ", " + next());
        client.call("RENAME {e}b {e}c");
        String both = next() + ", " + next() + ", " + next();
        assertEquals("{e}b rename_from, {e}c new, {e}c rename_to", both);
        client.send("MULTI\r\nSET {e}c 5\r\nINCR {e}c\r\nEXEC\r\n");
        assertEquals("{e}c incrby", next());
        client.read();
        client.read();
        client.read();
        client.read();
        assertEvents("{e}d", "SET {e}d x PX 30", "new set expire expired");
    }

    @Test
    void writesOverHttp_areTold_byTheNameOfTheEvent() throws IOException {
        listen("E$gm", "__keyevent@0__:*");
        given().contentType("text/plain").body("1").put("/api/cache/http:1");
        assertEquals("set http:1", next());
        given().delete("/api/cache/http:1");
        assertEquals("del http:1", next());
        client.call("GET http:1");
        assertEquals("keymiss http:1", next());
        client.call("STRLEN http:1");
        assertEquals("keymiss http:1", next());
    }

    @Test
    void flags_areKept_andChecked() throws IOException {
        assertEquals("OK", client.call("CONFIG SET notify-keyspace-events KEA"));
        assertEquals("[notify-keyspace-events AKE]", client.call("CONFIG GET notify-keyspace-events"));
        assertEquals(
                "ERR CONFIG SET failed (possibly related to argument 'notify-keyspace-events') - Invalid event class"
                        + " character. Use 'Ag$lshzxeKEtmdn'.",
                client.call("CONFIG SET notify-keyspace-events q"));
        client.call("CONFIG SET notify-keyspace-events Kx");
        listener.call("PSUBSCRIBE __key*");
        client.call("SET quiet 1");
        assertEquals("1", client.call("PUBLISH __key:end 1"));
        assertEquals("[pmessage __key* __key:end 1]", listener.read());
    }

    private void listen(String flags, String pattern) throws IOException {
        assertEquals("OK", client.call("CONFIG SET notify-keyspace-events " + flags));
        listener.call("PSUBSCRIBE " + pattern);
    }

    private void assertEvents(String key, String command, String events) throws IOException {
        client.call(command);
        for (String event : events.isEmpty() ? new String[0] : events.split(" ")) {
            assertEquals(key + " " + event, next(), command);
        }
    }

    /** "key event", or "event key". */
    private String next() throws IOException {
        String message = listener.read();
        return message.substring(message.lastIndexOf("@0__:") + 5, message.length() - 1);
    }
}
