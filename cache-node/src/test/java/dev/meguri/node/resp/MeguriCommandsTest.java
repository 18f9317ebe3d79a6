package dev.meguri.node.resp;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Redis has no words for, and what it has for operators. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class MeguriCommandsTest {
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
        client.call("CONFIG SET slowlog-log-slower-than 10000 latency-monitor-threshold 0");
        client.close();
    }

    private String versionOf(String key) throws IOException {
        return client.call("MEGURI.GET " + key).split(" ")[3];
    }

    @Test
    void get_tellsVersion_ttl_andReceipt() throws IOException {
        assertEquals("nil", client.call("MEGURI.GET own:none"));
        client.call("SET own:g hello");
        String version =
                given().get("/api/cache/own:g").then().extract().header("ETag").replace("\"", "");
        String slot = client.call("CLUSTER KEYSLOT own:g");
        assertEquals(
                "[value hello version " + version + " source primary ttl -1 receipt [node node-1 slot " + slot
                        + " ring-version 1 acks 1 replicas 1 consistency eventual level all source primary]]",
                client.call("MEGURI.GET own:g"));
        client.call("PEXPIRE own:g 100000");
        long ttl = Long.parseLong(client.call("MEGURI.GET own:g").split(" ")[7]);
        assertTrue(ttl > 90_000 && ttl <= 100_000, "ttl " + ttl);
    }

    @Test
    void cas_setsWhereTheVersionIsThere_andNowhereElse() throws IOException {
        client.call("SET own:c one");
        String first = versionOf("own:c");
        String second = client.call("MEGURI.CAS own:c " + first + " two EX 100");
        assertNotEquals(first, second);
        assertEquals(second, versionOf("own:c"));
        assertEquals("100", client.call("TTL own:c"));
        assertEquals("nil", client.call("MEGURI.CAS own:c " + first + " three"));
        assertEquals("nil", client.call("MEGURI.CAS own:c absent three"));
        assertEquals("two", client.call("GET own:c"));
        assertNotEquals("nil", client.call("MEGURI.CAS own:new absent one"));
        assertTrue(client.call("MEGURI.CAS own:c nonsense x").startsWith("ERR version is not one"));
        assertEquals("ERR syntax error", client.call("MEGURI.CAS own:c " + second + " x EX"));
    }

    @Test
    void flushall_clearsEverySlot_andNoClientNamesAClearVersionItself() throws IOException {
        client.call("SET own:f x");
        client.call("SET own:f2 x EX 100");
        assertEquals("OK", client.call("FLUSHALL"));
        assertEquals("0", client.call("DBSIZE"));
        assertEquals("nil", client.call("GET own:f"));
        assertEquals("deleted", client.call("MEGURI.WHY own:f2"));
        assertEquals("deleted", client.call("MEGURI.WHY own:never"), "nobody knows any more what was there");
        assertEquals("OK", client.call("SET own:f y"));
        assertEquals("1", client.call("DBSIZE"));
        assertEquals("y", client.call("GET own:f"));
        client.send("*2\r\n$3\r\nDEL\r\n$11\r\n\0cleared{1}\r\n");
        assertEquals("ERR keys of this name are the cluster's own", client.read());
    }

    @Test
    void why_tellsTheReason() throws IOException {
        client.call("SET own:w x");
        assertEquals("present", client.call("MEGURI.WHY own:w"));
        client.call("DEL own:w");
        assertEquals("deleted", client.call("MEGURI.WHY own:w"));
        client.call("SET own:w x PX 1");
        while (!client.call("GET own:w").equals("nil")) {
            Thread.onSpinWait();
        }
        assertEquals("expired", client.call("MEGURI.WHY own:w"));
    }

    @Test
    void get_ofAnAbsentKey_tellsWhyAndTheReceipt_whereItIsAskedTo() throws IOException {
        client.call("SET own:gone x");
        client.call("DEL own:gone");
        assertEquals("nil", client.call("MEGURI.GET own:gone"));
        assertTrue(
                client.call("MEGURI.GET own:gone WHY").startsWith("[value nil why deleted receipt [node node-1 slot "));
        assertTrue(client.call("MEGURI.GET own:never-there why").startsWith("[value nil why "));
        assertEquals("ERR syntax error", client.call("MEGURI.GET own:gone HOW"));
    }

    @Test
    void policy_isTheOneThatDecides() throws IOException {
        assertTrue(client.call("MEGURI.POLICY anything").startsWith("[prefix default consistency eventual replicas 3"));
        assertTrue(client.call("MEGURI.POLICY small:").startsWith("[prefix small: "));
        assertTrue(client.call("MEGURI.POLICY union:x").contains(" conflict union "));
    }

    @Test
    void slowCommands_areLogged_withoutPasswords() throws IOException {
        client.call("CONFIG SET slowlog-log-slower-than 0 latency-monitor-threshold 1");
        client.call("SLOWLOG RESET");
        client.call("AUTH default secret");
        client.call("SET own:slow " + "x".repeat(200));
        client.call("ECHO known-at-once");
        client.call("CONFIG SET slowlog-log-slower-than -1");
        String log = client.call("SLOWLOG GET");
        assertTrue(log.contains("[echo known-at-once]"), log);
        assertTrue(log.contains("[set own:slow " + "x".repeat(128) + "... (72 more bytes)]"), log);
        assertTrue(!log.contains("secret"), log);
        assertEquals("[]", client.call("SLOWLOG GET 0"));
        client.call("CONFIG SET slowlog-max-len 1");
        assertEquals("1", client.call("SLOWLOG LEN"));
        assertEquals("OK", client.call("CONFIG SET slowlog-max-len 128"));
    }

    @Test
    void memory_isAccounted_andStatisticsBeginAnew() throws IOException {
        client.call("SET own:m " + "x".repeat(1_000));
        long bytes = Long.parseLong(client.call("MEMORY USAGE own:m"));
        assertTrue(bytes > 1_000 && bytes < 1_300, "bytes " + bytes);
        client.call("GET own:m");
        assertTrue(!client.call("INFO stats").contains("keyspace_hits:0"));
        assertEquals("OK", client.call("CONFIG RESETSTAT"));
        assertTrue(client.call("INFO stats").contains("keyspace_hits:0"));
    }

    @Test
    void help_namesTheSubcommands() throws IOException {
        for (String command : new String[] {
            "CLIENT", "CLUSTER", "CONFIG", "COMMAND", "SLOWLOG", "LATENCY", "MEMORY", "OBJECT", "PUBSUB"
        }) {
            String help = client.call(command + " HELP");
            assertTrue(
                    help.startsWith("[" + command + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:"), help);
        }
    }

    @Test
    void info_hasWhatToolsRead() throws IOException {
        String info = client.call("INFO");
        for (String field : new String[] {
            "redis_version:",
            "used_memory_human:",
            "maxmemory_policy:allkeys-lfu",
            "expired_keys:",
            "evicted_keys:",
            "maxmemory_clients:",
            "keyspace_hits:",
            "cluster_enabled:1"
        }) {
            assertTrue(info.contains(field), field);
        }
    }
}
