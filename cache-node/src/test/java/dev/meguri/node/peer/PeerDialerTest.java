package dev.meguri.node.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.websockets.next.BasicWebSocketConnector;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers that die in the middle of things: they are connected to again, whatever the last words were. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class PeerDialerTest {
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CONNECTIONS = 2;
    private static final long SECONDS = 30;

    @Inject
    Vertx vertx;

    @Inject
    PeerLinks links;

    @Inject
    Instance<BasicWebSocketConnector> connectors;

    private NetServer server;
    private PeerDialer dialer;

    @AfterEach
    void stop() {
        dialer.stop();
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void peerThatDiesWhileItIsBeingRefused_isDialedAgain() {
        // What it says is no greeting, so this side closes; the peer's process is gone before it answers the close.
        assertDialedAgain((socket, key) -> {
            handshake(socket, key, true);
            // A frame of one byte that is no envelope.
            socket.write(Buffer.buffer(new byte[] {(byte) 0x82, 1, (byte) 0xff}));
        });
    }

    @Test
    void peerThatNeverAnswersTheHandshake_isDialedAgain() {
        assertDialedAgain((socket, key) -> {});
    }

    @Test
    void peerThatNeverGreets_isDialedAgain() {
        assertDialedAgain((socket, key) -> handshake(socket, key, false));
    }

    private void assertDialedAgain(BiConsumer<NetSocket, String> behaviour) {
        CountDownLatch connections = new CountDownLatch(CONNECTIONS);
        server = vertx.createNetServer()
                .connectHandler(socket -> {
                    connections.countDown();
                    socket.handler(new Request(socket, behaviour));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        dialer = new PeerDialer(
                vertx,
                ((VertxInternal) vertx).createEventLoopContext(),
                links,
                connectors::get,
                "http://127.0.0.1:" + server.actualPort());
        dialer.start();
        assertTrue(await(connections), "dialed " + (CONNECTIONS - connections.getCount()) + " times");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the request's head, then behaves. */
    private static final class Request implements Handler<Buffer> {
        private final NetSocket socket;
        private final BiConsumer<NetSocket, String> behaviour;
        private final Buffer head = Buffer.buffer();

        Request(NetSocket socket, BiConsumer<NetSocket, String> behaviour) {
            this.socket = socket;
            this.behaviour = behaviour;
        }

        @Override
        public void handle(Buffer bytes) {
            head.appendBuffer(bytes);
            Matcher key = KEY.matcher(head.toString(StandardCharsets.ISO_8859_1));
            if (head.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n") && key.find()) {
                behaviour.accept(socket, key.group(1));
            }
        }
    }

    /** @param dies at the first close frame, as a killed process would */
    private static void handshake(NetSocket socket, String key, boolean dies) {
        socket.handler(bytes -> {
            if (dies && isClose(bytes)) {
                socket.close();
            }
        });
        socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n");
    }

    /** Whether one of the frames is a close frame; the frames that come here are small and masked. */
    private static boolean isClose(Buffer bytes) {
        for (int at = 0; at + 2 <= bytes.length(); ) {
            if ((bytes.getByte(at) & 0x0f) == 8) {
                return true;
            }
            int length = bytes.getByte(at + 1) & 0x7f;
            at += length < 126 ? 6 + length : 8 + bytes.getUnsignedShort(at + 2);
        }
        return false;
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SALT).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
