package dev.meguri.node.peer;

import dev.meguri.wire.PeerCodec;
import dev.meguri.wire.PeerMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A WebSocket that says whatever it is told to, well-formed or not. */
final class RawLink implements WebSocket.Listener, AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** @param http where the endpoint is, as an address of HTTP */
    RawLink(URI http) throws Exception {
        URI uri = URI.create(http.toString().replaceFirst("http", "ws"));
        socket = this.http.newWebSocketBuilder().buildAsync(uri, this).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    RawLink say(PeerMessage message) throws Exception {
        return say(PeerCodec.encode(message), true);
    }

    /** @param last whether the message ends with this frame */
    RawLink say(byte[] bytes, boolean last) throws Exception {
        try {
            socket.sendBinary(ByteBuffer.wrap(bytes), last).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // The other side may close before it has read all.
            closed.complete("broken: " + e.getCause());
        }
        return this;
    }

    /** Until the other side has said something. */
    RawLink awaitAnswer() throws Exception {
        answered.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    /** Until the other side has closed. @return the reason that it gave */
    String awaitClosed() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket link, ByteBuffer frame, boolean last) {
        answered.complete(null);
        link.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket link, int status, String reason) {
        closed.complete(reason);
        answered.completeExceptionally(new AssertionError("closed: " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket link, Throwable failure) {
        closed.complete("broken: " + failure);
        answered.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
