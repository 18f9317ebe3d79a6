package dev.meguri.node.resp;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.Member;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import dev.meguri.node.agent.NodeView;

/** Where a command belongs: here, or at the serving primary of its slot (SLOT.md, rules 2 and 3). Any thread asks. */
final class Routing {
    static final String DOWN = "CLUSTERDOWN Hash slot not served";

    private final NodeView view;
    private final String self;

    Routing(NodeView view, String self) {
        this.view = view;
        this.self = self;
    }

    /**
     * Null: here. Else the error that sends the client where the key is served.
     *
     * @param readsReplicas whether any replica will do: a read, after READONLY
     */
    String elsewhere(Key key, boolean readsReplicas) {
        ClusterState state = view.state();
        if (state == null) {
            return DOWN;
        }
        int slot = key.slot(Slots.COUNT);
        SlotAssignment assignment = state.slot(slot);
        if (self.equals(assignment.homePrimary()) && serves(state)) {
            return null;
        }
        Policy policy = state.policies().of(key);
        int copies = policy.isStrong() ? Limits.MAX_REPLICAS : policy.replicas();
        String primary = state.servingPrimary(slot, copies);
        if (primary == null) {
            return DOWN;
        }
        if (primary.equals(self)) {
            return null;
        }
        int position = assignment.current().indexOf(self);
        boolean holds = position >= 0 && position < copies;
        if (holds && (readsReplicas || !view.isReachable(primary))) {
            return null;
        }
        // null: it cannot be asked, this node passes the operation on
        return moved(state, slot, primary);
    }

    /** Null: the node takes no commands of the Redis protocol. */
    private static String moved(ClusterState state, int slot, String primary) {
        Member member = state.member(primary);
        return member.respPort() == 0
                ? null
                : "MOVED " + slot + " " + member.announcedRespHost() + ":" + member.respPort();
    }

    /** Where the keys are changed by the state that a shard has adopted, perhaps since the command came. Null: here, or nowhere. */
    String movedOn(ClusterState state, Key key) {
        int slot = key.slot(Slots.COUNT);
        String primary = state.servingPrimary(slot, state.policies().of(key).replicas());
        return primary == null || primary.equals(self) || !view.isReachable(primary)
                ? null
                : moved(state, slot, primary);
    }

    /** Whether this node makes writes of these keys by itself, at once: they are eventual, and it is their serving primary. */
    boolean makesAlone(Key[] keys) {
        ClusterState state = view.state();
        for (Key key : keys) {
            if (state == null || !isAlone(state, key, state.policies().of(key))) {
                return false;
            }
        }
        return true;
    }

    /** Whether this node answers reads of these keys by itself, at once: it makes their writes, and one copy is asked. */
    boolean readsAlone(Key[] keys) {
        ClusterState state = view.state();
        for (Key key : keys) {
            Policy policy = state == null ? null : state.policies().of(key);
            if (policy == null || policy.readQuorum() > 1 || !isAlone(state, key, policy)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAlone(ClusterState state, Key key, Policy policy) {
        return !policy.isStrong() && self.equals(state.servingPrimary(key.slot(Slots.COUNT), policy.replicas()));
    }

    private boolean serves(ClusterState state) {
        return switch (state.stateOf(self)) {
            case ACTIVE, LEAVING -> true;
            case JOINING, SUSPECT, DOWN, STANDBY, REMOVED -> false;
        };
    }

    /** Whether this node is the slot's serving primary, of keys that all of its list hold. */
    boolean leads(int slot) {
        ClusterState state = view.state();
        return state != null && self.equals(state.servingPrimary(slot));
    }

    ClusterState state() {
        return view.state();
    }

    String self() {
        return self;
    }

    boolean isReachable(String nodeId) {
        return nodeId.equals(self) || view.isReachable(nodeId);
    }
}
