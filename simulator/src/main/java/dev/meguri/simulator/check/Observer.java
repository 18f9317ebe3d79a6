package dev.meguri.simulator.check;

import dev.meguri.core.membership.ManagerEffect;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Effect;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.store.Entry;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.VoterLists;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.workload.ClientOperation;
import java.util.List;

/**
 * Sees what happens in a run, at the moment it happens, and throws {@link ViolationFound} where it must not. Looks only at
 * what changed, so that checking costs the same in a long run as in a short one.
 */
public interface Observer {
    default void onSubmit(ClientOperation operation) {}

    /** The operation has its one result. */
    default void onResult(ClientOperation operation) {}

    /** The connection to the client broke: the node's process ended. The operation may have been made. */
    default void onBroken(ClientOperation operation) {}

    /** A message is about to be sent. */
    default void onSend(Endpoint from, Endpoint to, Object message) {}

    /** A shard answered this input with this effect. */
    default void onEffect(SimNode node, ShardInput input, Effect effect) {}

    /** The node now follows this state. */
    default void onAdopted(SimNode node, ClusterState state) {}

    /**
     * The manager stored this state, in place of the other one.
     *
     * @param before null: none was stored
     */
    default void onStored(SimManager manager, ClusterState before, ClusterState state) {}

    /** The manager wrote this into its log. */
    default void onManagerEvent(ManagerEffect.Event event) {}

    /** A node's process started with what its disk held, or with nothing. */
    default void onStarted(SimNode node) {}

    /**
     * The node's memory is gone: its process ended, or it had to forget.
     *
     * @param had all that was in its memory
     * @param kept all that is still on its disk
     */
    default void onMemoryLost(SimNode node, List<Entry> had, List<Entry> kept) {}

    /** As {@link dev.meguri.core.strong.VoteWatch#asking}. */
    default void onAsking(SimNode node, Acceptor voter, StrongMessage.Request request) {}

    /** As {@link dev.meguri.core.strong.VoteWatch#asked}. */
    default void onAsked(
            SimNode node, Acceptor voter, VoterLists lists, StrongMessage.Request request, boolean accepted) {}

    /** As {@link dev.meguri.core.strong.VoteWatch#proposing}. */
    default void onProposing(int slot, Key key, Ballot ballot, Ballot parent) {}

    /** Comes ten times a virtual second. */
    default void onTick() {}
}
