package dev.meguri.node.lifecycle;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.MessageKind;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.node.agent.AgentPorts;
import dev.meguri.node.manager.ManagerLink;
import dev.meguri.node.peer.PeerLinks;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.node.snapshot.StateKeeper;
import dev.meguri.wire.PeerCodec;
import io.quarkus.runtime.Quarkus;
import org.jboss.logging.Logger;

/** Connects the agent's effects with the parts of the process. */
final class AgentWiring implements AgentPorts {
    private static final Logger LOG = Logger.getLogger(AgentWiring.class);

    private final ManagerLink manager;
    private final PeerLinks peers;
    private final ShardPool shards;
    private final StateKeeper states;
    private final NodeProcess process;

    AgentWiring(ManagerLink manager, PeerLinks peers, ShardPool shards, StateKeeper states, NodeProcess process) {
        this.manager = manager;
        this.peers = peers;
        this.shards = shards;
        this.states = states;
        this.process = process;
    }

    @Override
    public void toManager(ManagerMessage message) {
        manager.send(message);
    }

    @Override
    public void toPeer(String nodeId, NodeMessage message) {
        peers.send(nodeId, MessageKind.of(message), PeerCodec.encode(message));
    }

    @Override
    public void adopted(ClusterState state, long incarnation, boolean votes) {
        shards.giveAll(new ShardInput.Adopt(state, incarnation, votes));
        peers.connectTo(state);
        states.keep(state, incarnation);
    }

    @Override
    public void peerReachable(String nodeId, boolean reachable) {
        LOG.infof("Peer %s is %s", nodeId, reachable ? "reachable" : "not reachable");
        peers.answers(nodeId, reachable);
        shards.giveAll(new ShardInput.Reachable(nodeId, reachable));
    }

    @Override
    public void startEmpty() {
        LOG.warn("The cluster lived on for longer than marks of removed keys are kept: the snapshot is not used");
        shards.giveAll(new ShardInput.StartEmpty());
        process.diskWorker().execute(() -> process.snapshots().write(false));
    }

    @Override
    public void refused(String code, String detail) {
        System.err.println("meguri node: the manager refuses " + process.nodeId() + " (" + code + "): " + detail);
        manager.stop().whenComplete((v, failure) -> Quarkus.asyncExit(1));
    }
}
