package dev.meguri.node.manager;

import dev.meguri.api.fault.FaultRequest;
import dev.meguri.core.membership.AgentInput;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.MessageKind;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.fault.LinkFilter;
import dev.meguri.node.peer.BackOff;
import dev.meguri.node.traffic.PeerTraffic;
import dev.meguri.service.frame.News;
import dev.meguri.service.frame.Refusal;
import dev.meguri.service.frame.Refusals;
import dev.meguri.service.time.SteadyClock;
import dev.meguri.wire.ManagerCodec;
import dev.meguri.wire.WireException;
import io.quarkus.websockets.next.BasicWebSocketConnector;
import io.quarkus.websockets.next.WebSocketClientConnection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The connection to the manager, made again after every loss, for ever: without the manager the node goes on under the state
 * it has. All fields belong to the context.
 */
@Singleton
public class ManagerLink {
    private static final Logger LOG = Logger.getLogger(ManagerLink.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    /** An attempt of which nothing is heard for so long is given up. */
    private static final long ATTEMPT_MILLIS = 5_000;

    private static final long PING_MILLIS = 2_000;
    /** A manager that answers no ping for so long is connected to anew. */
    private static final long SILENCE_MILLIS = 6_000;

    private final Vertx vertx;
    private final Instance<BasicWebSocketConnector> connectors;
    private final Context context;
    private final Faults faults;
    private final PeerTraffic traffic;
    private final BackOff backOff = new BackOff();
    private final Refusals refused = new Refusals();
    private final News refusals = new News();
    private URI url;
    private Consumer<AgentInput> agent;
    private WebSocketClientConnection open;
    /** The number of the attempt that is being made; 0: none is. */
    private long attempt;

    private long attempts;
    private long lastHeardMillis;
    private long lastPingMillis;
    private boolean reported;
    /** What came last over the last connection was refused: nothing more is told until something sensible comes. */
    private boolean nonsense;

    private boolean stopped;

    ManagerLink(Vertx vertx, Instance<BasicWebSocketConnector> connectors, Faults faults, PeerTraffic traffic) {
        this.vertx = vertx;
        this.connectors = connectors;
        this.faults = faults;
        this.traffic = traffic;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    public void start(String managerUrl, Consumer<AgentInput> toAgent) {
        context.runOnContext(v -> {
            url = URI.create(managerUrl);
            agent = toAgent;
            vertx.setPeriodic(PING_MILLIS, id -> ping());
            dial();
        });
    }

    /** What the manager, or whoever answers in its place, said and was not taken. */
    public Refusals refused() {
        return refused;
    }

    /** Dropped where there is no connection: the agent says again what matters. */
    public void send(ManagerMessage message) {
        byte[] bytes = ManagerCodec.encode(message);
        MessageKind kind = MessageKind.of(message);
        LinkFilter filter = faults.out(FaultRequest.MANAGER);
        if (filter == null) {
            sendNow(kind, bytes);
        } else {
            filter.pass(bytes.length, () -> sendNow(kind, bytes), () -> {});
        }
    }

    private void sendNow(MessageKind kind, byte[] bytes) {
        context.runOnContext(v -> {
            if (open != null) {
                traffic.add(FaultRequest.MANAGER, kind, bytes.length);
                open.sendBinary(Buffer.buffer(bytes)).subscribe().with(w -> {}, failure -> {});
            }
        });
    }

    /** Completes once everything sent before is written and the connection is closed. */
    public CompletableFuture<Void> stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(v -> {
            stopped = true;
            if (open == null) {
                done.complete(null);
            } else {
                open.close().subscribe().with(w -> done.complete(null), failure -> done.complete(null));
            }
        });
        return done;
    }

    private void dial() {
        if (stopped) {
            return;
        }
        long number = ++attempts;
        attempt = number;
        vertx.setTimer(ATTEMPT_MILLIS, id -> unreachable(number, new TimeoutException("no answer")));
        connectors
                .get()
                .baseUri(url)
                .path("/node")
                .executionModel(BasicWebSocketConnector.ExecutionModel.NON_BLOCKING)
                .customizeOptions((connect, client) -> {
                    connect.setTimeout(CONNECT_TIMEOUT.toMillis());
                    client.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
                })
                .onBinaryMessage((connection, frame) -> context.runOnContext(v -> received(connection, frame)))
                .onPong((connection, data) -> context.runOnContext(v -> heard()))
                .onClose((connection, reason) -> context.runOnContext(v -> closed(connection)))
                .onError((connection, failure) -> context.runOnContext(v -> failed(connection, failure)))
                .connect()
                .subscribe()
                .with(
                        connection -> context.runOnContext(v -> opened(number, connection)),
                        failure -> context.runOnContext(v -> unreachable(number, failure)));
    }

    private void opened(long number, WebSocketClientConnection connection) {
        boolean late = number != attempt;
        if (late || stopped || connection.isClosed() || faults.isCut(FaultRequest.MANAGER)) {
            connection.close().subscribe().with(v -> {}, failure -> {});
            if (!late) {
                attempt = 0;
                retry();
            }
            return;
        }
        attempt = 0;
        open = connection;
        lastHeardMillis = SteadyClock.millis();
        reported = false;
        if (!nonsense) {
            LOG.infof("Connected with the manager at %s", url);
        }
        agent.accept(new AgentInput.ManagerLink(true));
    }

    private void received(WebSocketClientConnection connection, Buffer frame) {
        LinkFilter filter = faults.in(FaultRequest.MANAGER);
        if (filter == null) {
            handle(connection, frame);
        } else {
            filter.pass(frame.length(), () -> context.runOnContext(v -> handle(connection, frame)), () -> {});
        }
    }

    /** What a fault keeps back is not heard. */
    private void heard() {
        LinkFilter filter = faults.in(FaultRequest.MANAGER);
        if (filter == null || !filter.isCut()) {
            lastHeardMillis = SteadyClock.millis();
        }
    }

    private void handle(WebSocketClientConnection connection, Buffer frame) {
        if (!isOpen(connection)) {
            return;
        }
        heard();
        ManagerMessage message;
        try {
            message = ManagerCodec.decode(frame.getBytes());
        } catch (WireException e) {
            refuse(connection, Refusal.MALFORMED, e.getMessage());
            return;
        }
        if (!message.isForNode()) {
            refuse(connection, Refusal.MISDIRECTED, "it speaks as a node does");
            return;
        }
        backOff.reset();
        if (nonsense) {
            nonsense = false;
            LOG.infof("Connected with the manager at %s", url);
        }
        agent.accept(new AgentInput.FromManager(message));
    }

    private void failed(WebSocketClientConnection connection, Throwable failure) {
        Refusal reason = Refusal.of(failure);
        if (reason != null && isOpen(connection)) {
            refuse(connection, reason, failure.getMessage());
        }
    }

    /** Whoever it is may be replaced by a manager: it is tried again, with pauses that grow until it says something sensible. */
    private void refuse(WebSocketClientConnection connection, Refusal reason, String why) {
        refused.count(reason);
        nonsense = true;
        String line = "Closing the connection to the manager at " + url + ": " + why;
        if (refusals.isNews(line, SteadyClock.millis())) {
            LOG.warn(line);
        }
        // The close is not always told of, where the manager dies before it answers it.
        closed(connection);
        connection.close().subscribe().with(v -> {}, failure -> {});
    }

    private boolean isOpen(WebSocketClientConnection connection) {
        return open != null && open.id().equals(connection.id());
    }

    private void closed(WebSocketClientConnection connection) {
        if (isOpen(connection)) {
            open = null;
            if (!stopped && !nonsense) {
                LOG.warn("The connection to the manager is gone; this node serves on under the state it has");
            }
            agent.accept(new AgentInput.ManagerLink(false));
            retry();
        }
    }

    private void unreachable(long number, Throwable failure) {
        if (number != attempt) {
            return;
        }
        attempt = 0;
        if (!reported) {
            reported = true;
            LOG.warnf("The manager at %s cannot be reached (%s); trying on", url, failure.getMessage());
        }
        retry();
    }

    private void retry() {
        if (!stopped) {
            vertx.setTimer(backOff.nextMillis(), id -> dial());
        }
    }

    private void ping() {
        long now = SteadyClock.millis();
        if (now - lastPingMillis > 2 * PING_MILLIS) {
            // This process stood still itself: what the manager said meanwhile is not read yet.
            lastHeardMillis = now;
        }
        lastPingMillis = now;
        if (open == null) {
            return;
        }
        if (open.isClosed() || now - lastHeardMillis > SILENCE_MILLIS) {
            LOG.warn("The manager answers nothing: connecting anew");
            WebSocketClientConnection silent = open;
            closed(silent);
            silent.close().subscribe().with(v -> {}, failure -> {});
        } else {
            open.sendPing(Buffer.buffer("?")).subscribe().with(v -> {}, failure -> {});
        }
    }
}
