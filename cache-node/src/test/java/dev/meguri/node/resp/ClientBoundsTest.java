package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import dev.meguri.resp.RespLimits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one client can make a node keep. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class ClientBoundsTest {
    private static final int MEGABYTE = 1024 * 1024;

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
        client.call("DEL {big}0 {big}1");
        client.close();
    }

    @Test
    void answer_thatIsTooLong_isRefused_andTheNextOneIsNot() throws IOException {
        set("{big}0", MEGABYTE);
        String error = client.call("MGET" + " {big}0".repeat(RespLimits.MAX_ANSWER_BYTES / MEGABYTE + 1));
        assertEquals(
                "ERR the answer would have more than " + RespLimits.MAX_ANSWER_BYTES
                        + " bytes; nothing was changed by this command, ask for less at once",
                error);
        assertEquals(
                4 * MEGABYTE + "[   ]".length(),
                client.call("MGET" + " {big}0".repeat(4)).length());
    }

    @Test
    void transaction_whoseAnswerIsTooLong_changesNothing() throws IOException {
        set("{big}0", MEGABYTE);
        client.call("SET {big}1 before");
        client.call("MULTI");
        client.call("SET {big}1 after");
        for (int i = 0; i <= RespLimits.MAX_ANSWER_BYTES / MEGABYTE; i++) {
            client.call("GET {big}0");
        }
        assertTrue(client.call("EXEC").startsWith("ERR the answer would have more than"));
        assertEquals("before", client.call("GET {big}1"));
    }

    @Test
    void transaction_ofTooManyBytes_isRefused() throws IOException {
        client.call("MULTI");
        String set = "*3\r\n$3\r\nSET\r\n$6\r\n{big}1\r\n$" + MEGABYTE + "\r\n" + "x".repeat(MEGABYTE) + "\r\n";
        String answer = "QUEUED";
        int queued = 0;
        while (answer.equals("QUEUED")) {
            client.send(set);
            answer = client.read();
            queued++;
        }
        assertEquals(RespLimits.MAX_QUEUED_BYTES / MEGABYTE, queued);
        assertTrue(answer.startsWith("ERR the commands of a transaction have at most"), answer);
        assertTrue(client.call("EXEC").startsWith("EXECABORT"));
    }

    @Test
    void subscriberWhoReadsNothing_isCutOff_andTheOthersAreTold() throws IOException {
        try (RespSocket idle = new RespSocket(server.announcedPort());
                RespSocket busy = new RespSocket(server.announcedPort())) {
            idle.call("SUBSCRIBE news");
            busy.call("SUBSCRIBE news");
            String message = "x".repeat(MEGABYTE);
            int published = 0;
            for (String receivers = "2"; receivers.equals("2"); published++) {
                assertTrue(published < 4 * RespLimits.MAX_PUSHED_BYTES / MEGABYTE, "nobody was cut off");
                client.send("*3\r\n$7\r\nPUBLISH\r\n$4\r\nnews\r\n$" + MEGABYTE + "\r\n" + message + "\r\n");
                receivers = client.read();
                assertTrue(busy.read().endsWith(message + "]"));
            }
            assertTrue(published > RespLimits.MAX_PUSHED_BYTES / MEGABYTE, published + " MiB are no reason yet");
        }
    }

    /** Many times what may wait for a client that does not read: none is lost, whichever shard they come from. */
    @Test
    void largeAnswers_ofAPipeline_comeInOrderAsTheyAreRead() throws IOException {
        int size = 512 * 1024;
        int count = 200;
        set("big:a", size);
        set("big:b", size / 2);
        client.send("GET big:a\r\nGET big:b\r\n".repeat(count / 2));
        for (int i = 0; i < count; i++) {
            assertEquals(i % 2 == 0 ? size : size / 2, client.read().length());
        }
        assertEquals(
                "2",
                Integer.toString(
                        Integer.parseInt(client.call("DEL big:a")) + Integer.parseInt(client.call("DEL big:b"))));
    }

    private void set(String key, int bytes) throws IOException {
        client.send("*3\r\n$3\r\nSET\r\n$" + key.length() + "\r\n" + key + "\r\n$" + bytes + "\r\n" + "v".repeat(bytes)
                + "\r\n");
        assertEquals("OK", client.read());
    }
}
