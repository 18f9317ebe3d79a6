package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.core.ring.Key;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.ProtocolException;
import dev.meguri.resp.command.Command;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandReaderTest {
    private final Vertx vertx = Vertx.vertx();
    private final CommandReader reader = new CommandReader(new ShardPool(
            vertx, "node-1", 2, 64L << 20, 1, System::currentTimeMillis, (peer, messages) -> {}, peer -> {}));

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void feed(String text) {
        reader.feed(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void commands_comeInTheirOrder_withTheirKeys() throws ProtocolException {
        reader.authenticated();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("GET key:").append(i).append("\r\n");
        }
        feed(text + "PING\r\nNONSENSE a\r\nGE");
        for (int i = 0; i < 100; i++) {
            Request request = reader.next();
            assertEquals(Command.GET, request.command);
            assertEquals(Key.of("key:" + i), request.firstKey());
        }
        assertEquals(Command.PING, reader.next().command);
        Request unknown = reader.next();
        assertNull(unknown.command);
        assertEquals("NONSENSE", new String(unknown.arguments[0], StandardCharsets.US_ASCII));
        assertNull(reader.next());
        feed("T a\r\n");
        assertEquals(Command.GET, reader.next().command);
        assertEquals(0, reader.waitingBytes());
    }

    @Test
    void whatComesBeforeSomethingThatIsNoCommand_isHandedOut() throws ProtocolException {
        reader.authenticated();
        feed("PING\r\nGET a\r\n*1\r\n$x\r\n");
        assertEquals(Command.PING, reader.next().command);
        assertEquals(Command.GET, reader.next().command);
        assertThrows(ProtocolException.class, reader::next);
        assertThrows(ProtocolException.class, reader::next);
    }

    @Test
    void boundsOfTheSecondCommand_areThoseThatTheFirstOneLeft() throws ProtocolException {
        feed("AUTH sesame\r\nMGET" + " k".repeat(RespLimits.BEFORE_AUTH_ARGUMENTS) + "\r\n");
        assertEquals(Command.AUTH, reader.next().command);
        reader.authenticated();
        assertEquals(RespLimits.BEFORE_AUTH_ARGUMENTS + 1, reader.next().arguments.length);
    }

    @Test
    void whatWasReadAhead_countsUntilItIsTaken() throws ProtocolException {
        reader.authenticated();
        feed("ECHO abcdef\r\nECHO abc\r\n");
        reader.next();
        assertEquals(3, reader.waitingBytes());
        reader.next();
        assertEquals(0, reader.waitingBytes());
    }
}
