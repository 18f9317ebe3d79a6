package dev.meguri.node.peer;

import dev.meguri.service.frame.Refusal;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where peers with a smaller node id connect. Everything runs on the connection's event loop. */
@WebSocket(path = "/peer")
public class PeerEndpoint {
    /** Who connects and says nothing for so long is no peer. */
    private static final long GREETING_MILLIS = 5_000;

    @Inject
    PeerLinks links;

    @Inject
    Vertx vertx;

    private final Map<String, PeerSession> sessions = new ConcurrentHashMap<>();

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        PeerLink link = links.newLink(connection, vertx.getOrCreateContext());
        PeerSession session = new PeerSession(links, link, false);
        link.whenClosed(() -> closed(connection));
        sessions.put(connection.id(), session);
        session.opened();
        vertx.setTimer(GREETING_MILLIS, id -> {
            if (!session.isGreeted()) {
                session.close("no greeting in time");
            }
        });
    }

    @OnBinaryMessage
    @NonBlocking
    void received(Buffer frame, WebSocketConnection connection) {
        PeerSession session = sessions.get(connection.id());
        if (session != null) {
            session.received(frame);
        }
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        PeerSession session = sessions.remove(connection.id());
        if (session != null) {
            session.closed();
        }
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        PeerSession session = sessions.get(connection.id());
        if (session != null) {
            session.failed(failure);
        } else if (Refusal.of(failure) != null) {
            // A first frame that is none closes the connection before its failure is told.
            links.refused("(unknown)", Refusal.of(failure), failure.getMessage());
        }
    }
}
