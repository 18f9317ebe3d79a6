package dev.meguri.manager.node;

import dev.meguri.core.membership.ManagerInput;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.manager.Manager;
import dev.meguri.service.frame.News;
import dev.meguri.service.frame.Refusal;
import dev.meguri.service.time.SteadyClock;
import dev.meguri.wire.ManagerCodec;
import dev.meguri.wire.WireException;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/** Where nodes register and beat: one {@link ManagerMessage} per binary message. Runs on event loops; never blocks. */
@WebSocket(path = "/node")
public class NodeEndpoint {
    private static final Logger LOG = Logger.getLogger(NodeEndpoint.class);
    private static final UserData.TypedKey<Long> ID = UserData.TypedKey.forLong("meguri.connection");

    private final Manager manager;
    private final OpenConnections connections;
    private final News refusals = new News();

    NodeEndpoint(Manager manager, OpenConnections connections) {
        this.manager = manager;
        this.connections = connections;
    }

    @OnOpen
    Uni<Void> opened(WebSocketConnection connection) {
        long id = connections.add(connection);
        connection.userData().put(ID, id);
        return take(connection, id, new ManagerInput.NodeConnected(id));
    }

    @OnBinaryMessage
    Uni<Void> received(Buffer frame, WebSocketConnection connection) {
        long id = connection.userData().get(ID);
        try {
            ManagerMessage message = ManagerCodec.decode(frame.getBytes());
            return message.isForNode()
                    ? refuse(connection, Refusal.MISDIRECTED, "it speaks as a manager does")
                    : take(connection, id, new ManagerInput.FromNode(id, message));
        } catch (WireException e) {
            return refuse(connection, Refusal.MALFORMED, e.getMessage());
        }
    }

    @OnClose
    Uni<Void> closed(WebSocketConnection connection) {
        Long id = connection.userData().get(ID);
        if (id != null) {
            connections.remove(id);
            manager.loop().give(new ManagerInput.NodeDisconnected(id));
        }
        return Uni.createFrom().voidItem();
    }

    @OnError
    Uni<Void> failed(Exception failure, WebSocketConnection connection) {
        Refusal reason = Refusal.of(failure);
        if (reason != null) {
            return refuse(connection, reason, failure.getMessage());
        }
        LOG.debugf(failure, "A node's connection failed");
        return connection.isClosed() ? Uni.createFrom().voidItem() : connection.close();
    }

    private Uni<Void> refuse(WebSocketConnection connection, Refusal reason, String why) {
        connections.refused().count(reason);
        String line = "Closing a node's connection: " + why;
        if (refusals.isNews(line, SteadyClock.millis())) {
            LOG.warn(line);
        }
        return connection.isClosed() ? Uni.createFrom().voidItem() : connection.close();
    }

    private Uni<Void> take(WebSocketConnection connection, long id, ManagerInput input) {
        if (manager.loop().listens() && manager.loop().offer(input)) {
            return Uni.createFrom().voidItem();
        }
        LOG.debugf("Connection %d is turned away: the manager cannot store anything now, or is overloaded", id);
        return connection.close();
    }
}
