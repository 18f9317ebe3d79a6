package dev.meguri.node.resp;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node of a cluster of one, over its socket. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class RespProtocolTest {
    @Inject
    RespServer server;

    private RespSocket client;

    @BeforeEach
    void connect() throws IOException {
        OneNodeManager.awaitSynced();
        client = new RespSocket(server.announcedPort());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @Test
    void valueSetHere_isFoundOverHttp_andTheOtherWayRound() throws IOException {
        assertEquals("OK", client.call("SET shared:1 hello EX 100"));
        given().get("/api/cache/shared:1").then().statusCode(200).body(equalTo("hello"));
        given().contentType("text/plain").body("12").put("/api/cache/shared:2");
        assertEquals("13", client.call("INCR shared:2"));
        assertEquals("15", client.call("APPEND shared:2 abcdefghijklm"));
        given().get("/api/cache/shared:2").then().contentType("text/plain").body(equalTo("13abcdefghijklm"));
    }

    @Test
    void pipeline_isAnsweredInOrder_acrossShards() throws IOException {
        client.send(IntStream.range(0, 500)
                .mapToObj(i -> "SET pipe:" + i + " " + i + "\r\nGET pipe:" + i + "\r\n")
                .collect(Collectors.joining()));
        for (int i = 0; i < 500; i++) {
            assertEquals("OK", client.read());
            assertEquals(Integer.toString(i), client.read());
        }
    }

    @Test
    void commands_areCountedByHowLongTheyTook_eachOnce() throws IOException {
        long reads = Arrays.stream(server.readLatency()).sum();
        long writes = Arrays.stream(server.writeLatency()).sum();
        client.send(IntStream.range(0, 20)
                .mapToObj(i -> "SET took:" + i + " 1\r\nGET took:" + i + "\r\nPING\r\n")
                .collect(Collectors.joining()));
        for (int i = 0; i < 60; i++) {
            client.read();
        }
        assertEquals("1", client.call("GET took:7"));
        assertEquals(21, Arrays.stream(server.readLatency()).sum() - reads);
        assertEquals(20, Arrays.stream(server.writeLatency()).sum() - writes);
    }

    @Test
    void transaction_isAllOrNothing() throws IOException {
        assertEquals("OK", client.call("MSET {t}a 1 {t}b x"));
        assertEquals("OK", client.call("MULTI"));
        assertEquals("QUEUED", client.call("INCR {t}a"));
        assertEquals("QUEUED", client.call("INCR {t}b"));
        assertEquals("QUEUED", client.call("GET {t}a"));
        assertEquals("[2 ERR value is not an integer or out of range 2]", client.call("EXEC"));
        assertEquals("OK", client.call("MULTI"));
        assertEquals("ERR unknown command 'LPUSH', with args beginning with: '{t}a' ", client.call("LPUSH {t}a"));
        assertEquals("EXECABORT Transaction discarded because of previous errors.", client.call("EXEC"));
        assertEquals("ERR EXEC without MULTI", client.call("EXEC"));
    }

    @Test
    void watchedKey_thatChanged_discardsTheTransaction() throws IOException {
        client.call("SET watched 1");
        client.send("WATCH watched\r\nMULTI\r\nINCR watched\r\nEXEC\r\n");
        assertEquals(
                "OK OK QUEUED [2]", client.read() + " " + client.read() + " " + client.read() + " " + client.read());
        assertEquals("OK", client.call("WATCH watched"));
        try (RespSocket other = new RespSocket(server.announcedPort())) {
            assertEquals("3", other.call("INCR watched"));
        }
        client.send("MULTI\r\nINCR watched\r\n");
        assertEquals("OK QUEUED nil", client.read() + " " + client.read() + " " + client.call("EXEC"));
        assertEquals("3", client.call("GET watched"));
    }

    @Test
    void keysOfSeveralSlots_areRefused() throws IOException {
        assertEquals(CommandKeys.CROSS_SLOT, client.call("MGET a b"));
        assertEquals("[nil nil]", client.call("MGET {x}nothing {x}neither"));
        assertTrue(client.call("SET " + "k".repeat(4_097) + " v").startsWith("ERR a key has 1 to 4096 bytes"));
    }

    @Test
    void scan_findsEveryKeyOnce() throws IOException {
        for (int i = 0; i < 300; i++) {
            client.call("SET scan:" + i + " x");
        }
        int found = 0;
        String cursor = "0";
        do {
            String page = client.call("SCAN " + cursor + " MATCH scan:* COUNT 50");
            cursor = page.substring(1, page.indexOf(' '));
            String keys = page.substring(page.indexOf(' ') + 2, page.length() - 2);
            found += keys.isEmpty() ? 0 : keys.split(" ").length;
        } while (!cursor.equals("0"));
        assertEquals(300, found);
        assertEquals("[scan:7]", client.call("KEYS scan:7"));
    }

    @Test
    void scan_returnsNoMoreThanItWasAskedFor_alsoOfOneSlot() throws IOException {
        for (int i = 0; i < 100; i++) {
            client.call("SET {one}" + i + " x");
        }
        Set<String> found = new TreeSet<>();
        String cursor = "0";
        do {
            String page = client.call("SCAN " + cursor + " COUNT 7");
            cursor = page.substring(1, page.indexOf(' '));
            String keys = page.substring(page.indexOf(' ') + 2, page.length() - 2);
            List<String> some = keys.isEmpty() ? List.of() : List.of(keys.split(" "));
            assertTrue(some.size() <= 7, page);
            found.addAll(some.stream().filter(key -> key.startsWith("{one}")).toList());
        } while (!cursor.equals("0"));
        assertEquals(100, found.size());
    }

    @Test
    void flush_takesWhatWasWrittenBefore_andLeavesWhatIsWrittenAfter() throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            commands.append("SET flush:").append(i).append(" before\r\n");
        }
        commands.append("FLUSHALL\r\n");
        for (int i = 100; i < 300; i++) {
            commands.append("SET flush:").append(i).append(" after\r\n");
        }
        client.send(commands + "DBSIZE\r\n");
        for (int i = 0; i < 401; i++) {
            assertEquals("OK", client.read());
        }
        assertEquals("200", client.read());
        assertEquals("nil", client.call("GET flush:99"));
        for (int i = 100; i < 300; i++) {
            assertEquals("after", client.call("GET flush:" + i));
        }
    }

    @Test
    void commandOfATransactionThatFails_changesNothing() throws IOException {
        client.call("DEL small:{f}a small:{f}b");
        client.send("MULTI\r\nMSET small:{f}a x small:{f}b " + "y".repeat(17)
                + "\r\nSET small:{f}b z\r\nSELECT 5\r\nPING a b\r\nEXEC\r\n");
        for (int i = 0; i < 5; i++) {
            client.read();
        }
        String answers = client.read();
        assertTrue(answers.contains("OK ERR SELECT is not allowed in cluster mode ERR wrong number"), answers);
        assertEquals("[nil z]", client.call("MGET small:{f}a small:{f}b"));
    }

    @Test
    void topology_namesThisNode() throws IOException {
        String id = Topology.id("node-1");
        int port = server.announcedPort();
        assertEquals("[[0 16383 [127.0.0.1 " + port + " " + id + " []]]]", client.call("CLUSTER SLOTS"));
        assertTrue(client.call("CLUSTER NODES").startsWith(id + " 127.0.0.1:" + port + "@"));
        assertTrue(client.call("CLUSTER INFO").startsWith("cluster_state:ok"));
        assertEquals("12182", client.call("CLUSTER KEYSLOT foo"));
        assertEquals(id, client.call("CLUSTER MYID"));
    }

    @Test
    void resp3_hasMapsAndNulls() throws IOException {
        assertTrue(client.call("HELLO 3").contains("proto 3"));
        assertEquals("nil", client.call("GET nothing-there"));
        assertTrue(client.call("CLIENT INFO").contains("resp=3"));
        assertEquals("RESET", client.call("RESET"));
        assertTrue(client.call("CLIENT INFO").contains("resp=2"));
        assertEquals("NOPROTO unsupported protocol version", client.call("HELLO 4"));
    }

    @Test
    void httpRequest_endsTheConnection_andDoesNothing() throws IOException {
        client.send("POST / HTTP/1.1\r\nSET evil 1\r\n");
        assertTrue(client.isEnded());
        try (RespSocket other = new RespSocket(server.announcedPort())) {
            other.send("Host: localhost\r\nSET evil 1\r\n");
            assertTrue(other.isEnded());
        }
        try (RespSocket other = new RespSocket(server.announcedPort())) {
            assertEquals("nil", other.call("GET evil"));
            other.send("*1\r\n$x\r\n");
            assertEquals("ERR Protocol error: invalid bulk length", other.read());
            assertTrue(other.isEnded());
        }
    }

    @Test
    void quit_isAnswered_andTheConnectionEnds() throws IOException {
        assertEquals("OK", client.call("QUIT"));
        assertTrue(client.isEnded());
    }
}
