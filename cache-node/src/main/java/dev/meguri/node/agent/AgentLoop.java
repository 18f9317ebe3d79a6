package dev.meguri.node.agent;

import dev.meguri.core.membership.AgentEffect;
import dev.meguri.core.membership.AgentInput;
import dev.meguri.core.membership.AgentSettings;
import dev.meguri.core.membership.NodeAgent;
import dev.meguri.node.shard.TurnGate;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** The thread of the node's agent: a context of its own that alone touches the core {@link NodeAgent}. */
public final class AgentLoop {
    private static final Logger LOG = Logger.getLogger(AgentLoop.class);
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final NodeAgent agent;
    private final LongSupplier clock;
    private final AgentPorts ports;
    private final NodeView view;
    private final TurnGate gate;
    /** What waits while the node is paused, in order. Bounded by what the paused node's links still accept. */
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();

    private long gossipShown;
    private long timer = NO_TIMER;
    private long timerAtMillis = Long.MAX_VALUE;

    public AgentLoop(
            Vertx vertx, AgentSettings settings, LongSupplier clock, AgentPorts ports, NodeView view, TurnGate gate) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.agent = new NodeAgent(settings);
        this.clock = clock;
        this.ports = ports;
        this.view = view;
        this.gate = gate;
    }

    /** From any thread. Inputs are taken in the order in which one thread gives them. */
    public CompletableFuture<Void> give(AgentInput input) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(v -> unlessPaused(() -> {
            step(input);
            done.complete(null);
        }));
        return done;
    }

    private void unlessPaused(Runnable task) {
        if (held.isEmpty() && !gate.isPaused()) {
            task.run();
            return;
        }
        held.add(task);
        if (held.size() == 1) {
            lookAgain();
        }
    }

    private void lookAgain() {
        vertx.setTimer(TurnGate.PAUSE_CHECK_MILLIS, id -> {
            if (gate.isPaused()) {
                lookAgain();
                return;
            }
            for (Runnable task = held.poll(); task != null; task = held.poll()) {
                task.run();
            }
        });
    }

    private void step(AgentInput input) {
        long nowMillis = clock.getAsLong();
        try {
            agent.step(input, nowMillis, this::perform);
        } catch (RuntimeException e) {
            LOG.error("The agent failed at one input and goes on with the next; this is a bug", e);
        }
        if (agent.gossipChanges() != gossipShown) {
            gossipShown = agent.gossipChanges();
            view.gossip(agent.gossip());
        }
        armTimer(nowMillis);
    }

    private void perform(AgentEffect effect) {
        switch (effect) {
            case AgentEffect.ToManager to -> ports.toManager(to.message());
            case AgentEffect.ToPeer to -> ports.toPeer(to.nodeId(), to.message());
            case AgentEffect.Adopted adopted -> {
                view.adopt(adopted.state(), adopted.incarnation(), adopted.votes());
                ports.adopted(adopted.state(), adopted.incarnation(), adopted.votes());
            }
            case AgentEffect.PeerReachable peer -> {
                view.reachable(peer.nodeId(), peer.reachable());
                ports.peerReachable(peer.nodeId(), peer.reachable());
            }
            case AgentEffect.StartEmpty empty -> ports.startEmpty();
            case AgentEffect.Refused refused -> ports.refused(refused.code(), refused.detail());
        }
    }

    private void armTimer(long nowMillis) {
        long wanted = agent.nextWakeMillis();
        if (wanted >= timerAtMillis) {
            return;
        }
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
        timerAtMillis = wanted;
        timer = vertx.setTimer(Math.max(1, wanted - nowMillis), id -> {
            timer = NO_TIMER;
            timerAtMillis = Long.MAX_VALUE;
            unlessPaused(() -> step(new AgentInput.Wake()));
        });
    }
}
