package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands about keys of a strong policy (SLOT.md, rule 22). */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class StrongCommandsTest {
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
    void commandsOfOneKey_doWhatTheyDoElsewhere() throws IOException {
        assertEquals("OK", client.call("SET strong:a 10"));
        assertEquals("11", client.call("INCR strong:a"));
        assertEquals("4", client.call("APPEND strong:a xy"));
        assertEquals("11xy", client.call("GET strong:a"));
        assertEquals("ERR value is not an integer or out of range", client.call("INCR strong:a"));
        assertEquals("11xy", client.call("GETSET strong:a z"));
        assertEquals("nil", client.call("SET strong:a other NX"));
        assertEquals("OK", client.call("SET strong:a w XX EX 100"));
        assertEquals("100", client.call("TTL strong:a"));
        assertEquals("1", client.call("PERSIST strong:a"));
        assertEquals("w", client.call("GETDEL strong:a"));
        assertEquals("0", client.call("EXISTS strong:a"));
    }

    @Test
    void removal_ofSeveralStrongKeys_takesThemOneByOne() throws IOException {
        client.call("SET strong:{d}1 x");
        client.call("SET strong:{d}2 x");
        assertEquals("2", client.call("DEL strong:{d}1 strong:{d}2 strong:{d}3"));
    }

    @Test
    void changesOfSeveralStrongKeysAtOnce_areRefused_andChangeNothing() throws IOException {
        client.call("SET strong:{m}a 1");
        for (String command : List.of("MSET strong:{m}a 2 strong:{m}b 2", "RENAME strong:{m}a strong:{m}b")) {
            assertTrue(client.call(command).contains("each strong key is linearizable by itself"), command);
        }
        assertEquals("[1 nil]", client.call("MGET strong:{m}a strong:{m}b"));
        assertEquals("1", client.call("COPY strong:{m}a strong:{m}b"));
        assertEquals("1", client.call("GET strong:{m}b"));
    }

    @Test
    void transaction_onOneKey_isOneChange() throws IOException {
        client.call("DEL strong:t");
        client.send("MULTI\r\nSET strong:t 1\r\nINCR strong:t\r\nINCR strong:t\r\nEXEC\r\n");
        assertEquals("OK QUEUED QUEUED QUEUED [OK 2 3]", readMany(5));
    }

    @Test
    void transaction_thatDependsOnAnotherStrongKey_isRefused() throws IOException {
        client.call("SET strong:{w}a 1");
        client.call("DEL strong:{w}b");
        client.send("WATCH strong:{w}a\r\nMULTI\r\nSET strong:{w}b 2\r\nEXEC\r\n");
        assertTrue(readMany(4).contains("may not read or watch other keys than the one it changes"));
        client.send("MULTI\r\nGET strong:{w}a\r\nSET strong:{w}b 2\r\nEXEC\r\n");
        assertTrue(readMany(4).contains("may not read or watch other keys than the one it changes"));
        assertEquals("0", client.call("EXISTS strong:{w}b"));
    }

    @Test
    void watchedKey_thatChanged_discardsATransactionThatDoesNotLookAtIt() throws IOException {
        client.call("SET strong:s 1");
        assertEquals("OK", client.call("WATCH strong:s"));
        try (RespSocket other = new RespSocket(server.announcedPort())) {
            other.call("SET strong:s 2");
        }
        client.send("MULTI\r\nSETEX strong:s 100 3\r\nEXEC\r\n");
        assertEquals("OK QUEUED nil", readMany(3));
        assertEquals("2", client.call("GET strong:s"));
    }

    /** Each looks at what it watches, and sets it by a command that does not: without a condition, some would be overwritten. */
    @Test
    void countingByWatchAndSet_losesNothing() throws Exception {
        int clients = 4;
        int each = 50;
        client.call("SET strong:count 0");
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            done.add(threads.submit(() -> {
                try (RespSocket one = new RespSocket(server.announcedPort())) {
                    for (int n = 0; n < each; ) {
                        one.call("WATCH strong:count");
                        long next = Long.parseLong(one.call("GET strong:count")) + 1;
                        one.call("MULTI");
                        one.call("SETEX strong:count 1000 " + next);
                        n += one.call("EXEC").equals("[OK]") ? 1 : 0;
                    }
                }
                return null;
            }));
        }
        threads.shutdown();
        for (Future<?> one : done) {
            one.get(60, TimeUnit.SECONDS);
        }
        assertEquals(Integer.toString(clients * each), client.call("GET strong:count"));
    }

    /** A read that is on its way when the next command comes. */
    @Test
    void pipelinedCommands_ofOneKey_areInOrder() throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            commands.append("SET strong:o ").append(i).append("\r\nGET strong:o\r\n");
        }
        client.send(commands.toString());
        for (int i = 0; i < 200; i++) {
            assertEquals("OK", client.read());
            assertEquals(Integer.toString(i), client.read());
        }
    }

    @Test
    void strongKeys_areAmongThoseThatAreCountedAndWalked() throws IOException {
        assertEquals("OK", client.call("FLUSHALL"));
        client.call("SET strong:walk x");
        client.call("SET walk x");
        assertEquals("2", client.call("DBSIZE"));
        assertEquals("[strong:walk]", client.call("KEYS strong:*"));
        assertEquals("OK", client.call("FLUSHALL"));
        assertEquals("0", client.call("DBSIZE"));
    }

    private String readMany(int answers) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < answers; i++) {
            text.append(i == 0 ? "" : " ").append(client.read());
        }
        return text.toString();
    }
}
