package dev.meguri.core.shard;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.Proposer;
import dev.meguri.core.strong.SlotMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The migrations of strong keys that this node drives for its shard: a window of them at once, so that no turn is about
 * thousands of slots, here or at the voters.
 */
final class SlotMigrations {
    /** Before more are begun when most are done: in another turn, so that each has its bound. */
    private static final long NEXT_MILLIS = 1;

    /** As well, when they are not done: they may wait for nodes that do not answer, and others need not wait with them. */
    private static final long PATIENCE_MILLIS = 200;

    private final ShardContext context;
    private final Proposer proposer;
    private final Timers.Lane next;
    private final Timers.Lane later;
    /** Begun under the present epoch of their slots, done or not. */
    private final TreeMap<Integer, SlotMigration> begun = new TreeMap<>();
    /** To be driven by this node, and not begun. */
    private final TreeSet<Integer> waiting = new TreeSet<>();
    /** Of those begun that are still waited for: how many are not done. */
    private int open;

    private boolean nextIsSet;
    private boolean laterIsSet;

    SlotMigrations(ShardContext context, Proposer proposer) {
        this.context = context;
        this.proposer = proposer;
        this.next = context.timers().lane(NEXT_MILLIS);
        this.later = context.timers().lane(PATIENCE_MILLIS);
    }

    /** The proposer has adopted the state. @param votes false: this process may not vote, and drives nothing */
    void adopted(ClusterState state, boolean votes) {
        waiting.clear();
        for (int slot = context.settings().shard();
                slot < state.slotCount();
                slot += context.settings().shards()) {
            SlotAssignment assignment = state.slot(slot);
            SlotMigration known = begun.isEmpty() ? null : begun.get(slot);
            if (known == null && !assignment.isJoint()) {
                continue;
            }
            boolean mine = votes && assignment.movesVoters() && context.self().equals(driver(state, assignment));
            if (known != null && (known.epoch() != assignment.epoch() || !mine && !known.isDone())) {
                known.cancel();
                begun.remove(slot);
                known = null;
            }
            if (mine && known == null) {
                waiting.add(slot);
            }
        }
        open = 0;
        begin();
    }

    /**
     * Who drives the slot: the first live node of the list that it moves to which has the keys already, as it votes in the list
     * that the slot has. Where there is none, the first live one. Another one when that is gone.
     */
    private static String driver(ClusterState state, SlotAssignment assignment) {
        String first = null;
        for (Voter voter : assignment.nextVoters()) {
            if (state.stateOf(voter.nodeId()).isLive()) {
                if (votesAlready(voter, assignment.voters())) {
                    return voter.nodeId();
                }
                first = first == null ? voter.nodeId() : first;
            }
        }
        return first;
    }

    private static boolean votesAlready(Voter voter, List<Voter> voters) {
        for (Voter known : voters) {
            if (known.is(voter.nodeId(), voter.incarnation())) {
                return true;
            }
        }
        return false;
    }

    private void begin() {
        while (open < Limits.MAX_SLOTS_CARRIED_AT_ONCE && !waiting.isEmpty()) {
            int slot = waiting.pollFirst();
            open++;
            SlotMigration migration = new SlotMigration(proposer, slot, this::done);
            begun.put(slot, migration);
            migration.start();
        }
        if (!waiting.isEmpty() && !laterIsSet) {
            laterIsSet = true;
            later.add(context.steadyNow(), () -> {
                laterIsSet = false;
                open = 0;
                begin();
            });
        }
    }

    private void done() {
        open--;
        if (!nextIsSet && !waiting.isEmpty() && open <= Limits.MAX_SLOTS_CARRIED_AT_ONCE / 2) {
            nextIsSet = true;
            next.add(context.steadyNow(), () -> {
                nextIsSet = false;
                open = Math.max(0, open);
                begin();
            });
        }
    }

    /** JOINT slots that this node carried, under their present epochs. */
    List<Integer> carried() {
        List<Integer> slots = new ArrayList<>();
        for (Map.Entry<Integer, SlotMigration> entry : begun.entrySet()) {
            SlotMigration migration = entry.getValue();
            if (migration.isDone()
                    && migration.epoch() == context.slot(entry.getKey()).epoch()) {
                slots.add(entry.getKey());
            }
        }
        return slots;
    }
}
