package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MEGURI.SET, MEGURI.INCR and MEGURI.DEL. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class MeguriWritesTest {
    @Inject
    RespServer server;

    private RespSocket client;

    @BeforeEach
    void connect() throws IOException {
        OneNodeManager.awaitSynced();
        client = new RespSocket(server.announcedPort());
        client.call("HELLO 3");
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @Test
    void increment_withAToken_isMadeOnce_andAnsweredTheSameAgain() throws IOException {
        String first = client.call("MEGURI.INCR token:n 5 TOKEN one");
        assertTrue(first.startsWith("[value 5 version "), first);
        assertTrue(first.contains(" created t ttl -1 receipt [node node-1 "), first);
        assertEquals(version(first), version(client.call("MEGURI.INCR token:n 5 TOKEN one")));
        assertEquals("5", client.call("GET token:n"));
        assertTrue(client.call("MEGURI.INCR token:n 5 TOKEN two").startsWith("[value 10 "));
        assertTrue(client.call("MEGURI.INCR token:n -3").startsWith("[value 7 "), "without a token");
    }

    @Test
    void set_withAToken_isMadeOnce_alsoWhenTheKeyWasWrittenSince() throws IOException {
        String first = client.call("MEGURI.SET token:s one TOKEN a");
        assertTrue(first.startsWith("[made t version "), first);
        client.call("SET token:s two");
        String again = client.call("MEGURI.SET token:s one TOKEN a");
        assertEquals(version(first), version(again));
        assertEquals("two", client.call("GET token:s"), "the first write was made before");
        assertNotEquals(version(first), version(client.call("MEGURI.SET token:s one TOKEN b")));
        assertEquals("one", client.call("GET token:s"));
    }

    @Test
    void del_withAToken_isMadeOnce() throws IOException {
        client.call("SET token:d one");
        String first = client.call("MEGURI.DEL token:d TOKEN a");
        assertTrue(first.startsWith("[made t version ") && first.contains(" existed t "), first);
        client.call("SET token:d two");
        assertTrue(client.call("MEGURI.DEL token:d TOKEN a").contains(" existed t "));
        assertEquals("two", client.call("GET token:d"));
        assertTrue(client.call("MEGURI.DEL token:d").startsWith("[made t "));
        assertTrue(client.call("MEGURI.DEL token:d").contains(" existed f "));
    }

    @Test
    void aTokenOfAnHourAgo_isInDoubt_becauseItMayBeForgotten() throws IOException {
        UUID old = new UUID(System.currentTimeMillis() - 3_600_000 << 16 | 0x7000, 0x8000_0000_0000_000aL);
        assertTrue(client.call("MEGURI.INCR token:late 5 TOKEN " + old).startsWith("INDOUBT "));
        assertEquals("nil", client.call("GET token:late"));
    }

    @Test
    void conditions_tellWhatIsThere_whereTheyDoNotHold() throws IOException {
        assertTrue(client.call("MEGURI.SET token:c x XX").startsWith("[made f version nil "));
        String version = version(client.call("MEGURI.SET token:c one NX"));
        assertTrue(client.call("MEGURI.SET token:c two NX").startsWith("[made f version " + version + " created f "));
        String next = version(client.call("MEGURI.SET token:c two IFVERSION " + version + " TOKEN t"));
        assertEquals(next, version(client.call("MEGURI.SET token:c two IFVERSION " + version + " TOKEN t")));
        assertTrue(client.call("MEGURI.SET token:c three IFVERSION " + version).startsWith("[made f "));
        assertTrue(client.call("MEGURI.DEL token:c IFVERSION " + version).startsWith("[made f version " + next));
        assertEquals("two", client.call("GET token:c"));
        assertTrue(client.call("MEGURI.DEL token:c IFVERSION " + next).startsWith("[made t "));
    }

    @Test
    void timesToLive_areThoseOfTheWrite() throws IOException {
        long set = Long.parseLong(client.call("MEGURI.SET token:t x PX 100000").split(" ttl | receipt ")[1]);
        assertTrue(set > 90_000 && set <= 100_000, "ttl " + set);
        assertTrue(client.call("MEGURI.SET token:t x PERSIST").contains(" ttl -1 "));
        client.call("MEGURI.INCR token:ti 1 EX 100");
        long ttl = Long.parseLong(client.call("PTTL token:ti"));
        assertTrue(ttl > 90_000 && ttl <= 100_000, "ttl " + ttl);
    }

    @Test
    void whatIsWrong_isRefused_andChangesNothing() throws IOException {
        for (String wrong : List.of(
                "MEGURI.SET token:w x NX XX",
                "MEGURI.SET token:w x EX 1 PERSIST",
                "MEGURI.SET token:w x TOKEN",
                "MEGURI.SET token:w x TOKEN a TOKEN b",
                "MEGURI.INCR token:w 1 NX",
                "MEGURI.DEL token:w EX 5",
                "MEGURI.DEL token:w NX")) {
            assertEquals("ERR syntax error", client.call(wrong), wrong);
        }
        assertTrue(client.call("MEGURI.SET token:w x TOKEN " + "x".repeat(129)).startsWith("ERR a token has 1 to 128"));
        assertTrue(client.call("MEGURI.INCR token:w many").startsWith("ERR value is not an integer"));
        assertTrue(client.call("MEGURI.SET token:w x EX 0").startsWith("ERR invalid expire time"));
        assertEquals("nil", client.call("GET token:w"));
    }

    private static String version(String answer) {
        String[] words = answer.replaceFirst("^\\[", "").split(" ");
        for (int i = 0; i < words.length; i += 2) {
            if (words[i].equals("version")) {
                return words[i + 1];
            }
        }
        throw new AssertionError("no version in " + answer);
    }

    @Test
    void ring_tellsWhoServesWhat_onceForEachVersion() throws IOException {
        String ring = client.call("MEGURI.RING");
        assertTrue(ring.startsWith("[node node-1 time "), ring);
        assertTrue(ring.contains(" ring-version 1 nodes [[node node-1 host "), ring);
        assertTrue(ring.contains(" port " + server.announcedPort() + " state active]] lists [[0]] slots "), ring);
        String term = ring.replaceFirst(".* term (\\d+) .*", "$1").strip();
        String known = client.call("MEGURI.RING " + term.split("\\D")[0] + " 1");
        assertTrue(known.endsWith(" ring-version 1]"), known);
        assertTrue(client.call("MEGURI.RING 0 0").contains(" lists "), "another version");
        assertEquals("ERR syntax error", client.call("MEGURI.RING 1"));
    }
}
