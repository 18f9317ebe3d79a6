package dev.meguri.node.peer;

import io.quarkus.websockets.next.BasicWebSocketConnector;
import io.quarkus.websockets.next.WebSocketClientConnection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps a connection to one peer: connects, and after every loss connects again, for as long as the peer is a member.
 * Owned by its context.
 */
final class PeerDialer {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    /** A connection over which no greeting came for so long is given up, however far it got. */
    private static final long GREETING_MILLIS = 3_000;

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final PeerLinks links;
    private final Supplier<BasicWebSocketConnector> connectors;
    private final Map<String, PeerSession> sessions = new ConcurrentHashMap<>();
    private final BackOff backOff = new BackOff();
    private String address;
    /** The number of the attempt that is being made, or of the connection that it became; what others tell is old. */
    private long attempt;

    private boolean busy;
    private boolean stopped;
    private long timer = NO_TIMER;

    PeerDialer(
            Vertx vertx,
            Context context,
            PeerLinks links,
            Supplier<BasicWebSocketConnector> connectors,
            String address) {
        this.vertx = vertx;
        this.context = context;
        this.links = links;
        this.connectors = connectors;
        this.address = address;
    }

    void start() {
        context.runOnContext(v -> dial());
    }

    /** The peer has changed: where it was waited for, it is tried at once. */
    void nudge(String newAddress) {
        context.runOnContext(v -> {
            address = newAddress;
            backOff.reset();
            if (timer != NO_TIMER) {
                vertx.cancelTimer(timer);
                timer = NO_TIMER;
                dial();
            }
        });
    }

    void stop() {
        context.runOnContext(v -> {
            stopped = true;
            if (timer != NO_TIMER) {
                vertx.cancelTimer(timer);
                timer = NO_TIMER;
            }
        });
    }

    private void dial() {
        if (stopped || busy) {
            return;
        }
        busy = true;
        long number = ++attempt;
        vertx.setTimer(GREETING_MILLIS, id -> giveUpUnlessGreeted(number));
        connectors
                .get()
                .baseUri(URI.create(address))
                .path("/peer")
                .executionModel(BasicWebSocketConnector.ExecutionModel.NON_BLOCKING)
                .customizeOptions((connect, client) -> {
                    connect.setTimeout(CONNECT_TIMEOUT.toMillis());
                    client.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
                })
                .onOpen(connection -> opened(connection, number))
                .onBinaryMessage((connection, frame) -> {
                    PeerSession session = sessions.get(connection.id());
                    if (session != null) {
                        session.received(frame);
                    }
                })
                .onClose((connection, reason) -> closed(connection, number))
                .onError((connection, failure) -> {
                    PeerSession session = sessions.get(connection.id());
                    if (session != null) {
                        session.failed(failure);
                    }
                })
                .connect()
                .subscribe()
                .with(connection -> {}, failure -> context.runOnContext(v -> lost(number)));
    }

    private void opened(WebSocketClientConnection connection, long number) {
        PeerLink link = links.newLink(connection, vertx.getOrCreateContext());
        link.whenClosed(() -> closed(connection, number));
        PeerSession session = new PeerSession(links, link, true);
        sessions.put(connection.id(), session);
        session.opened();
        context.runOnContext(v -> {
            if (stopped || !isCurrent(number)) {
                link.close(stopped ? "no longer a member" : "too late");
            }
        });
    }

    /** On the connection's event loop; may be told twice. */
    private void closed(WebSocketClientConnection connection, long number) {
        PeerSession session = sessions.remove(connection.id());
        if (session == null) {
            return;
        }
        session.closed();
        context.runOnContext(v -> {
            if (session.isGreeted() && isCurrent(number)) {
                backOff.reset();
            }
            lost(number);
        });
    }

    private void giveUpUnlessGreeted(long number) {
        if (isCurrent(number) && sessions.values().stream().noneMatch(PeerSession::isGreeted)) {
            sessions.values().forEach(session -> session.close("no greeting in time"));
            lost(number);
        }
    }

    private boolean isCurrent(long number) {
        return busy && number == attempt;
    }

    private void lost(long number) {
        if (!isCurrent(number)) {
            return;
        }
        busy = false;
        if (!stopped && timer == NO_TIMER) {
            timer = vertx.setTimer(backOff.nextMillis(), id -> {
                timer = NO_TIMER;
                dial();
            });
        }
    }
}
