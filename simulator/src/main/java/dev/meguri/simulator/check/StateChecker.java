package dev.meguri.simulator.check;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.net.Endpoint;
import java.util.HashMap;
import java.util.Map;

/**
 * Cluster states: one content per (term, ring version); one assignment per (slot, epoch); no process of a node goes back.
 * Looks at every state that is adopted or sent.
 */
public final class StateChecker implements Observer {
    private record Number(long term, long ringVersion) {}

    private record SlotEpoch(int slot, long epoch) {}

    private record Adopted(long process, long term, long ringVersion) {}

    private final World world;
    private final Map<Number, ClusterState> states = new HashMap<>();
    private final Map<Long, ClusterState> byRingVersion = new HashMap<>();
    private final Map<SlotEpoch, SlotAssignment> assignments = new HashMap<>();
    private final Map<SimNode, Adopted> adopted = new HashMap<>();
    private ClusterState previous;
    private ClusterState newest;
    private long newestWithDown;

    public StateChecker(World world) {
        this.world = world;
    }

    /** The newest state that anybody has seen; null: none. */
    public ClusterState newest() {
        return newest;
    }

    /** The newest ring version in which a member is DOWN; 0: none. */
    public long newestWithDown() {
        return newestWithDown;
    }

    /** The state of a ring version; null: nobody has seen one. */
    public ClusterState ofRingVersion(long ringVersion) {
        return byRingVersion.get(ringVersion);
    }

    @Override
    public void onAdopted(SimNode node, ClusterState state) {
        see(node.name(), state);
        Adopted before = adopted.get(node);
        if (before != null
                && before.process() == node.process()
                && ClusterState.isNewer(before.term(), before.ringVersion(), state.term(), state.ringVersion())) {
            throw world.violated(
                    "versions-never-go-back",
                    node + " adopts term " + state.term() + " ring version " + state.ringVersion() + " after term "
                            + before.term() + " ring version " + before.ringVersion());
        }
        adopted.put(node, new Adopted(node.process(), state.term(), state.ringVersion()));
    }

    @Override
    public void onSend(Endpoint from, Endpoint to, Object message) {
        switch (message) {
            case ManagerMessage.FullState full -> see(from.name(), full.state());
            case ManagerMessage.StateUploaded uploaded -> see(from.name(), uploaded.state());
            case NodeMessage.StateAnswer answer -> see(from.name(), answer.state());
            default -> {}
        }
    }

    private void see(String where, ClusterState state) {
        Number number = new Number(state.term(), state.ringVersion());
        ClusterState known = states.get(number);
        if (known == state) {
            return;
        }
        if (known != null) {
            if (!known.equals(state)) {
                throw world.violated(
                        "one-state-per-version",
                        where + " has another content of " + state + " than was seen before: "
                                + difference(known, state));
            }
            return;
        }
        states.put(number, state);
        byRingVersion.put(state.ringVersion(), state);
        if (state.isNewerThan(newest)) {
            newest = state;
        }
        if (state.members().stream().anyMatch(member -> member.state() == MemberState.DOWN)) {
            newestWithDown = Math.max(newestWithDown, state.ringVersion());
        }
        for (int slot = 0; slot < state.slotCount(); slot++) {
            SlotAssignment assignment = state.slot(slot);
            if (previous != null && previous.slot(slot) == assignment) {
                continue;
            }
            SlotAssignment first = assignments.putIfAbsent(new SlotEpoch(slot, assignment.epoch()), assignment);
            if (first != null && !first.equals(assignment)) {
                throw world.violated(
                        "one-list-per-epoch",
                        "slot " + slot + " at epoch " + assignment.epoch() + " was " + first + " and is " + assignment
                                + " in " + state);
            }
        }
        previous = state;
    }

    private static String difference(ClusterState a, ClusterState b) {
        for (int slot = 0; slot < a.slotCount(); slot++) {
            if (!a.slot(slot).equals(b.slot(slot))) {
                return "slot " + slot + ": " + a.slot(slot) + " / " + b.slot(slot);
            }
        }
        return a.members() + " / " + b.members();
    }
}
