package dev.meguri.node.lifecycle;

import dev.meguri.core.membership.AgentInput;
import dev.meguri.core.membership.AgentSettings;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.node.agent.AgentLoop;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.agent.StateWishes;
import dev.meguri.node.config.NodeConfig;
import dev.meguri.node.config.SettingsCheck;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.manager.ManagerLink;
import dev.meguri.node.peer.PeerLinks;
import dev.meguri.node.shard.FoundResolvers;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.node.shard.ShardThreads;
import dev.meguri.node.snapshot.NodeDatabase;
import dev.meguri.node.snapshot.NodeName;
import dev.meguri.node.snapshot.Recollection;
import dev.meguri.node.snapshot.Remembered;
import dev.meguri.node.snapshot.SnapshotCounters;
import dev.meguri.node.snapshot.SnapshotWriter;
import dev.meguri.node.snapshot.StateKeeper;
import dev.meguri.service.start.DataFolder;
import dev.meguri.service.time.SteadyClock;
import io.agroal.api.AgroalDataSource;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The parts of the running node, in the order in which they come to life: {@link #prepare} before the HTTP port opens,
 * {@link #join} after. {@link NodeStop} takes them down.
 */
@Singleton
public class NodeProcess {
    private static final Logger LOG = Logger.getLogger(NodeProcess.class);
    private static final double DEFAULT_POOL_SHARE = 0.6;

    private final NodeConfig config;
    private final Vertx vertx;
    private final AgroalDataSource source;
    private final SnapshotCounters snapshotCounters;
    private final PeerLinks peers;
    private final ManagerLink manager;
    private final NodeView view;
    private final Faults faults;
    private final ShardThreads threads;

    private final String processId = UUID.randomUUID().toString();
    private final long startedAtMillis = System.currentTimeMillis();
    private final ScheduledExecutorService diskWorker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("disk").factory());

    private final StateWishes stateWishes = new StateWishes(SteadyClock::millis);

    private DataFolder folder;
    private volatile String nodeId = "";
    private long poolBytes;
    private volatile ShardPool shards;
    private volatile Remembered remembered;
    private volatile SnapshotWriter snapshots;
    private volatile StateKeeper states;
    private volatile AgentLoop agent;
    private volatile boolean stopping;

    NodeProcess(
            NodeConfig config,
            Vertx vertx,
            AgroalDataSource source,
            SnapshotCounters snapshotCounters,
            PeerLinks peers,
            ManagerLink manager,
            NodeView view,
            Faults faults,
            ShardThreads threads) {
        this.config = config;
        this.vertx = vertx;
        this.source = source;
        this.snapshotCounters = snapshotCounters;
        this.peers = peers;
        this.manager = manager;
        this.view = view;
        this.faults = faults;
        this.threads = threads;
    }

    /** Takes the data folder, and fills the shards from it. Blocks. */
    void prepare() {
        SettingsCheck.check(config);
        folder = DataFolder.open(config.dataDir(), "node");
        nodeId = NodeName.of(folder.path(), config.node().id());
        poolBytes = config.memory().pool().map(size -> size.asLongValue()).orElse((long)
                (Runtime.getRuntime().maxMemory() * DEFAULT_POOL_SHARE));
        int shardCount = threads.shards();
        shards = new ShardPool(
                vertx,
                nodeId,
                shardCount,
                poolBytes,
                new SecureRandom().nextLong(),
                faults::clockMillis,
                peers,
                this::wishForState,
                faults,
                FoundResolvers.load(config.resolversDir().map(Path::of)));
        NodeDatabase database = new NodeDatabase(source);
        remembered = new Recollection(folder, snapshotCounters, shards).recall(startedAtMillis);
        snapshots = new SnapshotWriter(database, shards, snapshotCounters, faults::clockMillis);
        states = new StateKeeper(
                database,
                (delayMillis, task) -> diskWorker.schedule(task, delayMillis, TimeUnit.MILLISECONDS),
                SteadyClock::millis);
        LOG.infof(
                "Node %s: %d shards, a pool of %d MiB, data in %s",
                nodeId, shardCount, poolBytes / (1024 * 1024), folder.path());
    }

    /**
     * Looks for the manager and the peers.
     *
     * @param httpPort where this process listens
     * @param respPort where clients of the Redis protocol reach it; 0: nowhere
     * @param respHost and at which name or address; empty: as peers do
     */
    void join(int httpPort, int respPort, String respHost) {
        AgentSettings settings = new AgentSettings(
                nodeId,
                processId,
                config.node().host(),
                config.node().port().orElse(httpPort),
                respPort,
                respHost,
                config.node().zone().orElse(""),
                config.node().weight(),
                config.node().standby(),
                remembered.memory(),
                remembered.snapshotMillis(),
                AgentSettings.DEFAULT_HEARTBEAT_MILLIS,
                config.gossip().settings(),
                AgentSettings.DEFAULT_SILENCE_MILLIS,
                new SecureRandom().nextLong());
        AgentWiring wiring = new AgentWiring(manager, peers, shards, states, this);
        // It measures silence only: a wall clock that is set back must not keep it from its next heartbeat.
        agent = new AgentLoop(vertx, settings, SteadyClock::millis, wiring, view, faults);
        peers.start(nodeId, processId, config.cluster().secret().orElse(""), shards, this::give);
        if (remembered.memory() != ManagerMessage.Memory.EMPTY && remembered.state() != null) {
            give(new AgentInput.Recall(remembered.state(), remembered.incarnation()));
        }
        manager.start(config.manager().url(), this::give);
    }

    private void wishForState(String peer) {
        if (stateWishes.isDue(peer)) {
            give(new AgentInput.StateWanted(peer));
        }
    }

    /** To the agent; dropped while there is none yet. */
    public void give(AgentInput input) {
        AgentLoop loop = agent;
        if (loop != null) {
            loop.give(input);
        }
    }

    public String nodeId() {
        return nodeId;
    }

    /** Null before {@link #prepare}. */
    public ShardPool shards() {
        return shards;
    }

    /** Null before {@link #prepare}. */
    public SnapshotWriter snapshots() {
        return snapshots;
    }

    public String processId() {
        return processId;
    }

    public long poolBytes() {
        return poolBytes;
    }

    public long startedAtMillis() {
        return startedAtMillis;
    }

    public boolean isStopping() {
        return stopping;
    }

    void beginStop() {
        stopping = true;
    }

    Remembered remembered() {
        return remembered;
    }

    StateKeeper states() {
        return states;
    }

    /** Null before {@link #join}. */
    AgentLoop agent() {
        return agent;
    }

    DataFolder folder() {
        return folder;
    }

    ExecutorService diskWorker() {
        return diskWorker;
    }
}
