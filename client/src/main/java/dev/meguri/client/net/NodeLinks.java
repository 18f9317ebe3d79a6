package dev.meguri.client.net;

import dev.meguri.client.protocol.Reply;
import dev.meguri.client.ring.Ring;
import dev.meguri.client.ring.RingAnswer;
import dev.meguri.client.ring.RingNode;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The ways to all nodes, by their names. */
public final class NodeLinks {
    /** Is told what connections bring. */
    public interface Listener {
        void greeted(RingAnswer answer);

        void lost(String nodeId, IOException why);

        void pushed(String nodeId, Reply.Push push);
    }

    private final IoLoop[] loops;
    private final NetSettings settings;
    private final int connectionsPerNode;
    private final Supplier<Ring> ring;
    private final Listener listener;
    private final Map<String, NodeLink> links = new ConcurrentHashMap<>();
    private final AtomicInteger nextLoop = new AtomicInteger();
    /** Of whose changes every node is to tell, on every connection. */
    private volatile List<String> tracked = List.of();

    private volatile boolean closed;

    public NodeLinks(
            IoLoop[] loops, NetSettings settings, int connectionsPerNode, Supplier<Ring> ring, Listener listener) {
        this.loops = loops;
        this.settings = settings;
        this.connectionsPerNode = connectionsPerNode;
        this.ring = ring;
        this.listener = listener;
    }

    /** Null: no node of this name is known. */
    public NodeLink of(String nodeId) {
        return links.get(nodeId);
    }

    public Collection<NodeLink> all() {
        return links.values();
    }

    public int readyConnections() {
        return links.values().stream().mapToInt(NodeLink::readyConnections).sum();
    }

    /** Names stay, addresses may change. */
    public synchronized void adopt(Ring next) {
        Set<String> members = new HashSet<>();
        for (RingNode node : next.nodes()) {
            members.add(node.nodeId());
            NodeLink known = links.get(node.nodeId());
            if (known == null) {
                links.put(node.nodeId(), new NodeLink(node, connectionsPerNode, this::open));
            } else {
                known.moveTo(node);
            }
        }
        for (NodeLink link : links.values()) {
            if (!members.contains(link.nodeId())) {
                link.retire();
            }
        }
    }

    /** Nodes tell of changes of keys that begin so, on the connections that are there and on those to come. */
    public void track(List<String> prefixes) {
        tracked = prefixes;
        links.values().forEach(link -> link.track(prefixes));
    }

    public void tick(long nowNanos) {
        if (closed) {
            return;
        }
        List<String> prefixes = tracked;
        for (NodeLink link : links.values()) {
            if (link.isRetired() && link.closeIfIdle()) {
                links.remove(link.nodeId(), link);
            } else {
                link.tick(nowNanos);
                if (!prefixes.isEmpty()) {
                    link.track(prefixes);
                }
            }
        }
    }

    private Connection open(NodeLink link, RingNode node) {
        RingKeeper.Address where = settings.whereabouts().apply(node);
        return open(where.host(), where.port(), node.nodeId(), new Connection.Listener() {
            @Override
            public void ready(Connection connection, RingAnswer answer) {
                link.greeted();
                if (!tracked.isEmpty()) {
                    connection.track(tracked);
                }
                listener.greeted(answer);
            }

            @Override
            public void closed(Connection connection, IOException why) {
                link.failed(settings.nanoTime().getAsLong());
                listener.lost(link.nodeId(), why);
            }

            @Override
            public void pushed(Connection connection, Reply.Push push) {
                listener.pushed(link.nodeId(), push);
            }
        });
    }

    /** Asks whoever is there for the ring, and leaves again. @param failed told why that did not work */
    public void visit(String host, int port, Consumer<IOException> failed, Runnable over) {
        open(host, port, null, new Connection.Listener() {
            @Override
            public void ready(Connection connection, RingAnswer answer) {
                listener.greeted(answer);
                over.run();
                connection.close(new IOException("the ring is known"));
            }

            @Override
            public void closed(Connection connection, IOException why) {
                if (!connection.hasGreeted()) {
                    failed.accept(why);
                    over.run();
                }
            }

            @Override
            public void pushed(Connection connection, Reply.Push push) {}
        });
    }

    private Connection open(String host, int port, String expected, Connection.Listener told) {
        IoLoop loop = loops[Math.floorMod(nextLoop.getAndIncrement(), loops.length)];
        Greeting greeting = new Greeting(settings, expected, ring.get());
        Connection connection = new Connection(loop, settings, host, port, greeting, told);
        if (closed) {
            connection.close(new IOException("the client is closed"));
        } else {
            connection.open();
        }
        return connection;
    }

    public void close() {
        closed = true;
        links.values().forEach(link -> link.closeAll(new IOException("the client is closed")));
    }
}
