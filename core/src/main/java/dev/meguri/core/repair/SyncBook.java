package dev.meguri.core.repair;

import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What this node knows about the completeness of its slots (SLOT.md, rules 6 and 14).
 *
 * <p>A policy with N copies uses the first N of a list, so completeness has a position: a node that is complete from
 * position p on holds every key of which at least p + 1 copies are kept. A node is synced in a list where it is complete
 * from its position there on; a node that moves up in a list has keys to fetch although it held the slot before.
 */
public final class SyncBook {
    static final int NOT_COMPLETE = Integer.MAX_VALUE;
    static final int NOT_LISTED = Integer.MAX_VALUE;

    private final String self;
    /** Per slot: the position from which on we are complete. */
    private final int[] completeFrom;
    /** Per slot: the peers to compare with until we are complete from our best position on; null: none, we are. */
    private final List<String>[] awaited;
    /** Per slot: grows whenever we have to start anew; comparisons begun before do not count. */
    private final int[] generation;

    @SuppressWarnings({"unchecked", "rawtypes"})
    public SyncBook(String self, int slotCount) {
        this.self = self;
        this.completeFrom = new int[slotCount];
        this.awaited = new List[slotCount];
        this.generation = new int[slotCount];
        Arrays.fill(completeFrom, NOT_COMPLETE);
    }

    /** Our slot after a change of its lists or of its members' states. The awaited peers are told by {@link #awaited}. */
    void update(int slot, ClusterState state) {
        int best = bestPosition(state.slot(slot), self);
        if (best == NOT_LISTED) {
            forget(slot);
            return;
        }
        // What is kept at positions before ours is not sent to us (any more).
        if (completeFrom[slot] < best) {
            completeFrom[slot] = best;
        }
        if (completeFrom[slot] == best) {
            awaited[slot] = null;
            return;
        }
        if (awaited[slot] == null) {
            restart(slot, state);
        } else {
            awaited[slot].removeIf(peer -> !isAwaitable(peer, state.slot(slot), state));
            finishIfNothingIsAwaited(slot, best);
        }
    }

    /** Whatever we hold may be incomplete: compare with everybody. */
    void unsync(int slot, ClusterState state) {
        completeFrom[slot] = NOT_COMPLETE;
        restart(slot, state);
    }

    /** The slot's lists have changed while we were at it: everybody has to be asked under the new epoch. */
    void restart(int slot, ClusterState state) {
        generation[slot]++;
        List<String> peers = new ArrayList<>();
        for (String peer : state.slot(slot).current()) {
            if (isAwaitable(peer, state.slot(slot), state)) {
                peers.add(peer);
            }
        }
        awaited[slot] = peers;
        finishIfNothingIsAwaited(slot, bestPosition(state.slot(slot), self));
    }

    void forget(int slot) {
        completeFrom[slot] = NOT_COMPLETE;
        awaited[slot] = null;
        generation[slot]++;
    }

    /** A comparison with the peer that was begun in this generation has ended, and differences are repaired. */
    void compared(String peer, int slot, int begunIn, ClusterState state) {
        if (awaited[slot] != null && begunIn == generation[slot] && awaited[slot].remove(peer)) {
            finishIfNothingIsAwaited(slot, bestPosition(state.slot(slot), self));
        }
    }

    List<String> awaited(int slot) {
        return awaited[slot] == null ? List.of() : awaited[slot];
    }

    boolean isComplete(int slot) {
        return awaited[slot] == null && completeFrom[slot] != NOT_COMPLETE;
    }

    int generation(int slot) {
        return generation[slot];
    }

    /** Whether we are complete at our place in the current list. */
    public boolean isSynced(SlotAssignment assignment, int slot) {
        int position = assignment.current().indexOf(self);
        return position >= 0 && completeFrom[slot] <= position;
    }

    /** Whether, in JOINT, we are complete at our place in the list to be. */
    public boolean isReadyForNext(SlotAssignment assignment, int slot) {
        int position = assignment.next().indexOf(self);
        return position >= 0 && completeFrom[slot] <= position;
    }

    private boolean isAwaitable(String peer, SlotAssignment assignment, ClusterState state) {
        return !peer.equals(self)
                && assignment.current().contains(peer)
                && state.stateOf(peer).isLive();
    }

    private void finishIfNothingIsAwaited(int slot, int best) {
        if (awaited[slot].isEmpty()) {
            completeFrom[slot] = best;
            awaited[slot] = null;
        }
    }

    /** The node's position in the current list, in JOINT the better one of both. */
    static int bestPosition(SlotAssignment assignment, String nodeId) {
        int current = assignment.current().indexOf(nodeId);
        int next = assignment.next().indexOf(nodeId);
        if (current < 0 && next < 0) {
            return NOT_LISTED;
        }
        if (current < 0 || next < 0) {
            return Math.max(current, next);
        }
        return Math.min(current, next);
    }
}
