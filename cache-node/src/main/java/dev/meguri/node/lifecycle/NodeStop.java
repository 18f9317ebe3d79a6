package dev.meguri.node.lifecycle;

import dev.meguri.core.membership.AgentInput;
import dev.meguri.core.message.ManagerMessage.Memory;
import dev.meguri.core.shard.Shard;
import dev.meguri.node.agent.AgentLoop;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.manager.ManagerLink;
import dev.meguri.node.peer.PeerLinks;
import dev.meguri.node.resp.RespServer;
import dev.meguri.node.shard.ShardPicture;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.node.snapshot.SnapshotSchedule;
import dev.meguri.service.time.SteadyClock;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The clean stop (SLOT.md, rule 20): take no more operations, tell the manager, let those in progress end, cut the peers
 * off, freeze the shards, and then write everything and the mark that it is everything.
 */
@Singleton
class NodeStop {
    private static final Logger LOG = Logger.getLogger(NodeStop.class);
    /** Operations in progress get so long to end. */
    private static final long DRAIN_MILLIS = 500;

    private static final long DRAIN_CHECK_MILLIS = 10;
    private static final long STEP_TIMEOUT_MILLIS = 1_000;

    private final NodeProcess process;
    private final ManagerLink manager;
    private final PeerLinks peers;
    private final NodeView view;
    private final SnapshotSchedule schedule;
    private final RespServer resp;

    NodeStop(
            NodeProcess process,
            ManagerLink manager,
            PeerLinks peers,
            NodeView view,
            SnapshotSchedule schedule,
            RespServer resp) {
        this.process = process;
        this.manager = manager;
        this.peers = peers;
        this.view = view;
        this.schedule = schedule;
        this.resp = resp;
    }

    void onStop(@Observes ShutdownEvent event) throws IOException {
        ShardPool shards = process.shards();
        if (shards == null || process.snapshots() == null) {
            return;
        }
        long begin = SteadyClock.millis();
        process.beginStop();
        schedule.stop();
        boolean complete = isComplete(shards);
        AgentLoop agent = process.agent();
        if (agent != null) {
            await(agent.give(new AgentInput.Stopping()));
        }
        drain(shards);
        resp.stop();
        await(manager.stop());
        peers.stop();
        // Who could still vote after it was written must not be taken for whole (STRONG.md, rule 22).
        boolean frozen = await(shards.freeze().thenApply(v -> true)) != null;
        complete &= frozen;
        process.states().writePending();
        boolean written = process.snapshots().write(complete);
        process.diskWorker().shutdown();
        process.folder().close();
        if (written) {
            LOG.infof(
                    "Stopped; everything is on disk%s (%d ms)",
                    complete ? "" : ", but this memory was not whole: the peers will repair the next start",
                    SteadyClock.millis() - begin);
        }
    }

    /**
     * Whether the next start may take this memory for all there is. A process that crashed, came back and never heard of the
     * manager has forgotten what it promised, however well its peers repaired it: its stop is none to be trusted.
     */
    private boolean isComplete(ShardPool shards) {
        if (view.state() == null) {
            return process.remembered().memory() == Memory.CLEAN;
        }
        if (!view.adopted().votes()) {
            return false;
        }
        ShardPicture picture = await(ShardPicture.take(shards));
        return picture != null && picture.ringVersion() > 0 && picture.unsyncedSlots() == 0;
    }

    private static void drain(ShardPool shards) {
        long deadline = SteadyClock.millis() + DRAIN_MILLIS;
        while (SteadyClock.millis() < deadline && pending(shards) > 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(DRAIN_CHECK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static int pending(ShardPool shards) {
        int pending = 0;
        for (int i = 0; i < shards.shards(); i++) {
            Integer ofShard = await(shards.loop(i).ask(Shard::pendingOperations));
            pending += ofShard == null ? 0 : ofShard;
        }
        return pending;
    }

    /** Null when it takes too long: the stop goes on without. */
    private static <T> T await(CompletableFuture<T> step) {
        try {
            return step.get(STEP_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("A step of the stop did not end in time (%s)", e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
