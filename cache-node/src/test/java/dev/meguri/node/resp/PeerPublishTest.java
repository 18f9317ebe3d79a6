package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.node.OneNodeManager;
import dev.meguri.wire.PeerCodec;
import dev.meguri.wire.PeerMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What another node publishes, over the link of a peer. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class PeerPublishTest {
    private static final int PATIENCE_SECONDS = 20;

    @Inject
    RespServer server;

    @TestHTTPResource("/peer")
    URI peer;

    @Test
    void messageOfAPeer_reachesTheListenersHere() throws Exception {
        OneNodeManager.awaitSynced();
        CompletableFuture<Void> greeted = new CompletableFuture<>();
        URI uri = URI.create(peer.toString().replaceFirst("http", "ws"));
        try (RespSocket listener = new RespSocket(server.announcedPort());
                HttpClient http = HttpClient.newHttpClient()) {
            assertEquals("[subscribe far 1]", listener.call("SUBSCRIBE far"));
            WebSocket link = http.newWebSocketBuilder()
                    .buildAsync(uri, greetedBy(greeted))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            send(link, new PeerMessage.Hello(PeerMessage.PROTOCOL_VERSION, "test-cluster", "node-0", "test", ""));
            greeted.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            send(link, new PeerMessage.Publish(bytes("elsewhere"), bytes("x"), false));
            send(link, new PeerMessage.Publish(bytes("far"), bytes("of a slot"), true));
            send(link, new PeerMessage.Publish(bytes("far"), bytes("hello"), false));
            assertEquals("[message far hello]", listener.read());
            link.abort();
        }
    }

    private static WebSocket.Listener greetedBy(CompletableFuture<Void> greeted) {
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onBinary(WebSocket link, ByteBuffer frame, boolean last) {
                greeted.complete(null);
                link.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket link, int status, String why) {
                greeted.completeExceptionally(new IOException("refused: " + why));
                return null;
            }
        };
    }

    private static void send(WebSocket link, PeerMessage message) throws Exception {
        link.sendBinary(ByteBuffer.wrap(PeerCodec.encode(message)), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
