package dev.meguri.manager.node;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.manager.driver.NodeConnections;
import dev.meguri.service.frame.Refusals;
import dev.meguri.wire.ManagerCodec;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The WebSockets of the nodes by their number. Added and removed on event loops, written to by the driver's thread. */
@Singleton
public class OpenConnections implements NodeConnections {
    /** Messages not yet written to one node. Over it the node does not read: its connection is given up. */
    private static final int MAX_UNWRITTEN = 256;

    private final Refusals refused = new Refusals();
    private final AtomicLong nextId = new AtomicLong(1);
    private final Map<Long, Open> open = new ConcurrentHashMap<>();

    /** The newest message encoded: a delta goes to every node. Driver's thread only. */
    private ManagerMessage encodedMessage;

    private byte[] encoded;

    private record Open(WebSocketConnection connection, AtomicInteger unwritten) {}

    long add(WebSocketConnection connection) {
        long id = nextId.getAndIncrement();
        open.put(id, new Open(connection, new AtomicInteger()));
        return id;
    }

    /** What nodes, or others, said and was not taken. */
    public Refusals refused() {
        return refused;
    }

    void remove(long id) {
        open.remove(id);
    }

    @Override
    public void send(long connectionId, ManagerMessage message) {
        Open to = open.get(connectionId);
        if (to == null) {
            return;
        }
        if (encodedMessage != message) {
            encoded = ManagerCodec.encode(message);
            encodedMessage = message;
        }
        if (to.unwritten().incrementAndGet() > MAX_UNWRITTEN) {
            close(connectionId);
            return;
        }
        to.connection()
                .sendBinary(Buffer.buffer(encoded))
                .subscribe()
                .with(v -> to.unwritten().decrementAndGet(), failure -> close(connectionId));
    }

    @Override
    public void close(long connectionId) {
        Open to = open.get(connectionId);
        if (to != null && !to.connection().isClosed()) {
            to.connection().close().subscribe().with(v -> {}, failure -> {});
        }
    }

    @Override
    public void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }
}
