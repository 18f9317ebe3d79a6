package dev.meguri.node.peer;

import dev.meguri.core.membership.AgentInput;
import dev.meguri.core.membership.Member;
import dev.meguri.core.message.MessageKind;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.fault.LinkFilter;
import dev.meguri.node.shard.Outbox;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.node.traffic.PeerTraffic;
import dev.meguri.node.traffic.Tally;
import dev.meguri.service.frame.News;
import dev.meguri.service.frame.Refusal;
import dev.meguri.service.time.SteadyClock;
import dev.meguri.wire.PeerMessage;
import io.quarkus.websockets.next.BasicWebSocketConnector;
import io.quarkus.websockets.next.Connection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The connections to all peers: at most one each, made by the node with the smaller id. Sending and receiving happen on any
 * thread; {@link #connectTo} and {@link #stop} are called by one thread at a time.
 */
@Singleton
public class PeerLinks implements Outbox {
    private static final Logger LOG = Logger.getLogger(PeerLinks.class);

    /**
     * A connection to a peer that answers no pings is closed when nothing came over it for so long. Nothing may come for
     * longer over one that works: in a large cluster two nodes seldom probe each other.
     */
    private static final long SILENCE_MILLIS = 10_000;

    private static final long SILENCE_CHECK_MILLIS = 1_000;

    private final Vertx vertx;
    private final Instance<BasicWebSocketConnector> connectors;
    private final PeerCounters counters;
    private final Faults faults;
    private final PeerTraffic traffic;
    private final Map<String, PeerLink> links = new ConcurrentHashMap<>();
    private final Map<String, PeerDialer> dialers = new HashMap<>();
    private final Map<String, Member> members = new HashMap<>();

    /** Peers that owe the answer to a ping for too long. */
    private final Set<String> unanswering = ConcurrentHashMap.newKeySet();

    private final News refusals = new News();
    private volatile String nodeId = "";
    private volatile String processId = "";
    private volatile String secret = "";
    private volatile String clusterId = "";
    private volatile ShardPool shards;
    private volatile Consumer<AgentInput> agent = input -> {};
    private volatile Consumer<PeerMessage.Publish> published = message -> {};
    private volatile boolean stopped;

    /** When silence was last looked for, and when this process last went on after a standstill of its own. */
    private long checkedMillis;

    private long awakeSinceMillis;

    PeerLinks(
            Vertx vertx,
            Instance<BasicWebSocketConnector> connectors,
            PeerCounters counters,
            Faults faults,
            PeerTraffic traffic) {
        this.vertx = vertx;
        this.connectors = connectors;
        this.counters = counters;
        this.faults = faults;
        this.traffic = traffic;
    }

    /** Before this, every peer is refused. */
    public void start(
            String ownNodeId, String ownProcessId, String ownSecret, ShardPool pool, Consumer<AgentInput> toAgent) {
        shards = pool;
        agent = toAgent;
        processId = ownProcessId;
        secret = ownSecret;
        nodeId = ownNodeId;
        vertx.setPeriodic(SILENCE_CHECK_MILLIS, id -> closeSilent());
    }

    /** Keeps connections to exactly the other members of the state. */
    public synchronized void connectTo(ClusterState state) {
        if (stopped) {
            return;
        }
        clusterId = state.clusterId();
        for (Member member : state.members()) {
            if (member.nodeId().equals(nodeId)) {
                continue;
            }
            Member before = members.put(member.nodeId(), member);
            if (nodeId.compareTo(member.nodeId()) < 0 && !member.equals(before)) {
                dial(member);
            }
        }
        for (String former : List.copyOf(members.keySet())) {
            if (state.member(former) == null) {
                drop(former, "no longer a member");
            }
        }
        traffic.retain(members.keySet());
    }

    /** From any thread. @param answers whether the peer answers the agent's pings */
    public void answers(String peer, boolean answers) {
        if (answers) {
            unanswering.remove(peer);
        } else {
            unanswering.add(peer);
        }
    }

    /** Closes all connections; none is made or accepted any more. */
    public synchronized void stop() {
        stopped = true;
        for (String peer : List.copyOf(members.keySet())) {
            drop(peer, "stopping");
        }
        links.values().forEach(link -> link.close("stopping"));
    }

    @Override
    public void send(String peer, List<byte[]> envelopes) {
        LinkFilter filter = faults.out(peer);
        if (filter == null) {
            sendNow(peer, envelopes);
            return;
        }
        for (byte[] envelope : envelopes) {
            filter.pass(envelope.length, () -> sendNow(peer, List.of(envelope)), () -> {});
        }
    }

    @Override
    public void count(String peer, Tally tally) {
        if (links.containsKey(peer)) {
            traffic.add(peer, tally);
        }
    }

    /** One envelope, not of a shard. */
    public void send(String peer, MessageKind kind, byte[] envelope) {
        send(peer, List.of(envelope));
        if (links.containsKey(peer)) {
            traffic.add(peer, kind, envelope.length);
        }
    }

    /** A message to a channel: lost where the peer cannot be reached now, or too much waits for it. From any thread. */
    public void publish(String peer, byte[] envelope) {
        LinkFilter filter = faults.out(peer);
        if (filter == null) {
            publishNow(peer, envelope);
        } else {
            filter.pass(envelope.length, () -> publishNow(peer, envelope), () -> {});
        }
    }

    private void publishNow(String peer, byte[] envelope) {
        PeerLink link = links.get(peer);
        if (link == null) {
            counters.droppedPublishes.increment();
        } else {
            link.publish(envelope);
            traffic.add(peer, MessageKind.PUBLISH, envelope.length);
        }
    }

    /** @param listener called on any thread with what peers publish */
    public void onPublish(Consumer<PeerMessage.Publish> listener) {
        published = listener;
    }

    private void sendNow(String peer, List<byte[]> envelopes) {
        PeerLink link = links.get(peer);
        if (link == null) {
            counters.droppedOut.add(envelopes.size());
        } else {
            link.send(envelopes);
        }
    }

    private void dial(Member member) {
        PeerDialer dialer = dialers.get(member.nodeId());
        if (dialer != null) {
            dialer.nudge(member.httpAddress());
            return;
        }
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        dialer = new PeerDialer(vertx, context, this, connectors::get, member.httpAddress());
        dialers.put(member.nodeId(), dialer);
        dialer.start();
    }

    private void drop(String peer, String why) {
        members.remove(peer);
        PeerDialer dialer = dialers.remove(peer);
        if (dialer != null) {
            dialer.stop();
        }
        PeerLink link = links.get(peer);
        if (link != null) {
            link.close(why);
        }
    }

    /** Always on the same event loop. What came while the process itself stood still is not read yet: no silence. */
    private void closeSilent() {
        long now = nowMillis();
        if (now - checkedMillis > 2 * SILENCE_CHECK_MILLIS) {
            awakeSinceMillis = now;
        }
        checkedMillis = now;
        links.forEach((peer, link) -> {
            if (!link.isOpen()) {
                // Closed, and nobody told.
                link.close("gone");
            } else if (unanswering.contains(peer)
                    && now - Math.max(link.lastHeardMillis(), awakeSinceMillis) > SILENCE_MILLIS) {
                LOG.warnf("Nothing heard from %s for %d s: connecting anew", peer, SILENCE_MILLIS / 1_000);
                link.close("silent");
            }
        });
    }

    // ---- for the sessions ----------------------------------------------------------------------------------------

    PeerLink newLink(Connection connection, Context context) {
        return new PeerLink(connection, context, counters, nowMillis());
    }

    PeerMessage.Hello hello() {
        return new PeerMessage.Hello(PeerMessage.PROTOCOL_VERSION, clusterId, nodeId, processId, secret);
    }

    /** Null: accepted. */
    String refusalOf(PeerMessage.Hello hello, boolean dialed) {
        if (nodeId.isEmpty() || stopped) {
            return nodeId.isEmpty() ? "this node is starting" : "this node is stopping";
        }
        if (faults.isCut(hello.nodeId())) {
            return "a fault cuts the link";
        }
        return Greeting.refusalOf(hello, hello(), dialed);
    }

    /** Whether a fault keeps back all that this peer sends: it is silent then. */
    boolean isCutFrom(String peer) {
        LinkFilter filter = faults.in(peer);
        return filter != null && filter.isCut();
    }

    /** Counts and tells it; a peer that is refused tries again every second, which is told now and then. */
    void refused(String peer, Refusal reason, String why) {
        counters.refused.count(reason);
        String line = "Closing the connection to peer " + peer + ": " + why;
        if (refusals.isNews(line, nowMillis())) {
            LOG.warn(line);
        }
    }

    void opened(String peer, PeerLink link) {
        PeerLink before = links.put(peer, link);
        if (before != null) {
            before.close("another connection took its place");
        }
        LOG.infof("Connected with peer %s", peer);
        agent.accept(new AgentInput.PeerLink(peer, true));
    }

    void closed(String peer, PeerLink link) {
        if (links.remove(peer, link)) {
            LOG.infof("Connection with peer %s is gone", peer);
            agent.accept(new AgentInput.PeerLink(peer, false));
        }
    }

    /** @param bytes about what it took of its frame */
    void receive(String peer, PeerMessage.Publish message, int bytes) {
        LinkFilter filter = faults.in(peer);
        if (filter == null) {
            published.accept(message);
        } else {
            filter.pass(bytes, () -> published.accept(message), () -> {});
        }
    }

    /** @param bytes about what it took of its frame */
    void receive(String peer, NodeMessage message, int bytes) {
        AgentInput input = new AgentInput.FromPeer(peer, message);
        LinkFilter filter = faults.in(peer);
        if (filter == null) {
            agent.accept(input);
        } else {
            filter.pass(bytes, () -> agent.accept(input), () -> {});
        }
    }

    /**
     * @param bytes about what it took of its frame
     * @param handled called once, when the message is handled or dropped
     */
    void receive(String peer, ShardMessage message, int bytes, Runnable handled) {
        LinkFilter filter = faults.in(peer);
        if (filter == null) {
            receiveNow(peer, message, handled);
            return;
        }
        AtomicBoolean told = new AtomicBoolean();
        Runnable once = () -> {
            if (told.compareAndSet(false, true)) {
                handled.run();
            }
        };
        filter.pass(bytes, () -> receiveNow(peer, message, once), once);
    }

    private void receiveNow(String peer, ShardMessage message, Runnable handled) {
        if (!shards.receive(peer, message, handled)) {
            counters.droppedIn.increment();
        }
    }

    PeerCounters counters() {
        return counters;
    }

    /** Of a steady clock. */
    long nowMillis() {
        return SteadyClock.millis();
    }
}
