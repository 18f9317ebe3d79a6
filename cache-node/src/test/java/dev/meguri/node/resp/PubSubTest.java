package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels, over the sockets of one node. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class PubSubTest {
    @Inject
    RespServer server;

    private RespSocket listener;
    private RespSocket sender;

    @BeforeEach
    void connect() throws IOException {
        OneNodeManager.awaitSynced();
        listener = new RespSocket(server.announcedPort());
        sender = new RespSocket(server.announcedPort());
    }

    @AfterEach
    void disconnect() throws IOException {
        listener.close();
        sender.close();
    }

    @Test
    void listener_getsMessages_inTheirOrder() throws IOException {
        assertEquals("[subscribe ch 1]", listener.call("SUBSCRIBE ch"));
        assertEquals("[psubscribe c* 2]", listener.call("PSUBSCRIBE c*"));
        assertEquals("2", sender.call("PUBLISH ch hello"));
        assertEquals("[message ch hello]", listener.read());
        assertEquals("[pmessage c* ch hello]", listener.read());
        sender.send("PUBLISH ch 0\r\nPUBLISH ch 1\r\nPUBLISH ch 2\r\n");
        assertEquals("[punsubscribe c* 1]", lastOf("PUNSUBSCRIBE", "punsubscribe"));
        assertEquals("[unsubscribe ch 0]", lastOf("UNSUBSCRIBE", "unsubscribe"));
        assertEquals("[unsubscribe nil 0]", listener.call("UNSUBSCRIBE"));
        for (int i = 0; i < 3; i++) {
            sender.read();
        }
        assertEquals("0", sender.call("PUBLISH ch nobody"));
        assertEquals("nil", listener.call("GET nothing-there"));
    }

    /** Messages that were on their way before the confirmation. */
    private String lastOf(String command, String word) throws IOException {
        String answer = listener.call(command);
        while (!answer.startsWith("[" + word)) {
            answer = listener.read();
        }
        return answer;
    }

    @Test
    void listenerOfResp2_mayDoLittleElse() throws IOException {
        listener.call("SUBSCRIBE a");
        assertEquals(
                "ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in"
                        + " this context",
                listener.call("GET x"));
        assertEquals("[pong ]", listener.call("PING"));
        assertEquals("[pong x]", listener.call("PING x"));
        assertTrue(sender.call("CLIENT LIST TYPE pubsub").contains(" flags=P db=0 sub=1 psub=0 ssub=0 "));
        assertEquals("RESET", listener.call("RESET"));
        assertEquals("PONG", listener.call("PING"));
        assertEquals("0", sender.call("PUBLISH a nobody"));
        listener.call("SUBSCRIBE a");
        assertEquals("OK", listener.call("QUIT"));
        assertTrue(listener.isEnded());
    }

    @Test
    void listenerOfResp3_goesOnWithItsCommands() throws IOException {
        listener.call("HELLO 3");
        assertEquals("[subscribe own 1]", listener.call("SUBSCRIBE own"));
        listener.send("SET pub:1 x\r\nPUBLISH own 1\r\nGET pub:1\r\n");
        assertEquals("OK 1", listener.read() + " " + listener.read());
        String rest = listener.read() + " " + listener.read();
        assertTrue(rest.equals("[message own 1] x") || rest.equals("x [message own 1]"), rest);
    }

    @Test
    void pubsub_tellsOfChannels() throws IOException {
        listener.send("SUBSCRIBE tell:1 tell:2\r\nPSUBSCRIBE tell:*\r\nSSUBSCRIBE {tell}s\r\n");
        assertEquals("[subscribe tell:1 1] [subscribe tell:2 2]", listener.read() + " " + listener.read());
        assertEquals("[psubscribe tell:* 3] [ssubscribe {tell}s 1]", listener.read() + " " + listener.read());
        assertEquals("[tell:2]", sender.call("PUBSUB CHANNELS *:2"));
        assertEquals("[tell:1 1 other 0]", sender.call("PUBSUB NUMSUB tell:1 other"));
        assertEquals("1", sender.call("PUBSUB NUMPAT"));
        assertEquals("[{tell}s]", sender.call("PUBSUB SHARDCHANNELS"));
        assertEquals("[{tell}s 1]", sender.call("PUBSUB SHARDNUMSUB {tell}s"));
        assertEquals("ERR unknown subcommand 'NONE'. Try PUBSUB HELP.", sender.call("PUBSUB NONE"));
        assertEquals(CommandKeys.CROSS_SLOT, sender.call("SSUBSCRIBE a b"));
        assertEquals("1", sender.call("SPUBLISH {tell}s hello"));
        assertEquals("[smessage {tell}s hello]", listener.read());
        assertEquals("[sunsubscribe {tell}s 0]", listener.call("SUNSUBSCRIBE"));
    }

    @Test
    void transaction_publishesWhenItIsMade() throws IOException {
        listener.call("SUBSCRIBE tx");
        sender.send("MULTI\r\nSET {tx}a 1\r\nPUBLISH tx made\r\nEXEC\r\n");
        for (int i = 0; i < 3; i++) {
            sender.read();
        }
        assertEquals("[OK 1]", sender.read());
        assertEquals("[message tx made]", listener.read());
        sender.send("MULTI\r\nPUBLISH tx alone\r\nEXEC\r\n");
        assertEquals("OK QUEUED [1]", sender.read() + " " + sender.read() + " " + sender.read());
        assertEquals("[message tx alone]", listener.read());
    }

    @Test
    void listenerThatDoesNotRead_isCutOff() throws IOException {
        listener.call("SUBSCRIBE flood");
        String message = "x".repeat(60_000);
        int sent = 0;
        while (!sender.call("PUBLISH flood " + message).equals("0")) {
            assertTrue(++sent < 3_000, "still listening after " + sent + " messages");
        }
        assertEquals("[flood 0]", sender.call("PUBSUB NUMSUB flood"));
    }
}
