package dev.meguri.node.resp;

import dev.meguri.node.agent.NodeView;
import dev.meguri.node.config.NodeConfig;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.lease.Leases;
import dev.meguri.node.lifecycle.NodeProcess;
import dev.meguri.node.metrics.LoadReporter;
import dev.meguri.node.peer.PeerLinks;
import dev.meguri.node.resp.push.KeyWatch;
import dev.meguri.node.resp.push.PushHub;
import dev.meguri.node.resp.push.ShardWatch;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.resp.RespLimits;
import dev.meguri.resp.push.KeyspaceFlags;
import dev.meguri.service.start.StartFailure;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The port of the Redis protocol: one net server on the event loop of each shard, so that connections are spread over them
 * and what belongs to the shard of their own loop needs no other thread.
 */
@Singleton
public class RespServer {
    private static final int BACKLOG = 1_024;
    /** Vert.x shares one free port among the servers that ask for the same negative one. */
    private static final int ANY_PORT = -1;

    private static final long READER_CHECK_MILLIS = 1_000;
    /** A client that has not read for so long is cut off. Short: a pause of its own ends it; long: its answers stay here. */
    private static final long READER_PATIENCE_MILLIS = 30_000;

    private final Vertx vertx;
    private final NodeConfig config;
    private final NodeProcess process;
    private final NodeView view;
    private final LoadReporter load;
    private final Faults faults;
    private final RespMetrics metrics;
    private final PeerLinks peers;
    private final Leases leases;

    private final RespCounters counters = new RespCounters();
    private final Connections connections = new Connections(counters);
    private final CommandLatency took = new CommandLatency();
    private final List<NetServer> servers = new CopyOnWriteArrayList<>();
    private volatile int port;
    private volatile RespNode node;
    private volatile Dispatcher dispatcher;
    private long readerCheck = -1;

    RespServer(
            Vertx vertx,
            NodeConfig config,
            NodeProcess process,
            NodeView view,
            LoadReporter load,
            Faults faults,
            RespMetrics metrics,
            PeerLinks peers,
            Leases leases) {
        this.peers = peers;
        this.leases = leases;
        this.vertx = vertx;
        this.config = config;
        this.process = process;
        this.view = view;
        this.load = load;
        this.faults = faults;
        this.metrics = metrics;
    }

    /** Listens, once the shards are there. Blocks. @throws StartFailure the port is taken */
    public void start() {
        NodeConfig.Resp resp = config.resp();
        if (!resp.enabled()) {
            return;
        }
        metrics.register(counters);
        ShardPool shards = process.shards();
        int wanted = resp.port() == 0 ? ANY_PORT : resp.port();
        try {
            for (int i = 0; i < shards.shards(); i++) {
                port = listen(shards, i, wanted).join();
            }
        } catch (CompletionException e) {
            throw new StartFailure("meguri.resp.port " + resp.port() + " on " + resp.host() + " cannot be listened on ("
                    + e.getCause().getMessage() + "): choose another one, or set meguri.resp.enabled=false");
        }
        PushHub hub = new PushHub(process.nodeId(), view::state, peers::publish);
        metrics.register(hub);
        peers.onPublish(hub::received);
        KeyWatch watch = new KeyWatch(process.nodeId(), view::state, hub, shards.shards());
        String events = resp.notifyKeyspaceEvents().orElse("");
        watch.flags(KeyspaceFlags.parse(events)
                .orElseThrow(() -> new StartFailure("meguri.resp.notify-keyspace-events=" + events
                        + " has letters that mean nothing: use those of Redis, Ag$lshzxeKEtmdn")));
        view.onAdopt(state -> {
            hub.adopted(state);
            watch.tracking().adopted(state);
        });
        metrics.register(watch.tracking());
        for (int i = 0; i < shards.shards(); i++) {
            ShardWatch ofShard = watch.ofShard(i);
            shards.loop(i).ask(shard -> {
                shard.observe(ofShard);
                return null;
            });
        }
        ClientMemory memory = ClientMemory.ofHeap(Runtime.getRuntime().maxMemory(), connections::all);
        metrics.register(memory);
        RespNode made = new RespNode(
                resp,
                new NodeFacts(process.nodeId(), process.processId(), process.startedAtMillis(), process.poolBytes()),
                shards,
                leases,
                new Routing(view, process.nodeId()),
                connections,
                memory,
                hub,
                watch,
                counters,
                new SlowLog(),
                new LatencyLog(),
                took,
                load::last,
                faults::clockMillis,
                port,
                process::isStopping);
        dispatcher = new Dispatcher(made);
        node = made;
        readerCheck = vertx.setPeriodic(READER_CHECK_MILLIS, id -> checkReaders());
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    /** How long reads of Redis clients took, by the steps of {@link dev.meguri.api.cache.LatencyScale}. */
    public long[] readLatency() {
        return took.reads();
    }

    public long[] writeLatency() {
        return took.writes();
    }

    /** Commands that could not be carried out. */
    public long failedCommands() {
        return counters.failures.sum();
    }

    /** Where clients reach this node; 0: it does not speak the protocol. */
    public int announcedPort() {
        return port == 0 ? 0 : config.resp().announcePort().orElse(port);
    }

    /** Empty: at the node's own host. */
    public String announcedHost() {
        return config.resp().announceHost().orElse("");
    }

    /** No more connections, and none of those there are. */
    public void stop() {
        if (readerCheck >= 0) {
            vertx.cancelTimer(readerCheck);
        }
        servers.forEach(NetServer::close);
        for (RespConnection connection : connections.all()) {
            connection.runHere(connection::close);
        }
    }

    private CompletableFuture<Integer> listen(ShardPool shards, int shard, int wanted) {
        CompletableFuture<Integer> listening = new CompletableFuture<>();
        shards.loop(shard).runOnLoop(() -> {
            NetServer server = vertx.createNetServer(new NetServerOptions()
                    .setHost(config.resp().host())
                    .setPort(wanted)
                    .setAcceptBacklog(BACKLOG)
                    .setTcpNoDelay(true)
                    .setReuseAddress(true));
            server.connectHandler(this::accept);
            server.listen().onComplete(done -> {
                if (done.succeeded()) {
                    servers.add(server);
                    listening.complete(server.actualPort());
                } else {
                    listening.completeExceptionally(done.cause());
                }
            });
        });
        return listening;
    }

    private void accept(NetSocket socket) {
        RespNode now = node;
        if (now == null || process.isStopping()) {
            socket.close();
            return;
        }
        if (connections.isFull()) {
            counters.connectionsRefused.increment();
            socket.write(Buffer.buffer("-ERR max number of clients reached\r\n"))
                    .onComplete(sent -> socket.close());
            return;
        }
        counters.connectionsAccepted.increment();
        socket.setWriteQueueMaxSize(RespLimits.MAX_OUTPUT_BYTES);
        Session session = new Session(connections.nextId(), faults.clockMillis(), now.isOpen());
        RespConnection connection = new RespConnection(now, socket, vertx.getOrCreateContext(), dispatcher, session);
        connections.add(connection);
        connection.start();
    }

    private void checkReaders() {
        long now = System.currentTimeMillis();
        for (RespConnection connection : connections.all()) {
            connection.runHere(() -> connection.checkReader(now, READER_PATIENCE_MILLIS));
        }
    }
}
