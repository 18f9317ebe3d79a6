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
    /** Per slot: the position from which on we were complete when we last knew; what we missed since then apart. */
    private final int[] rememberedFrom;
    /** Per slot: the peers to compare with until we are complete from our best position on; null: none, we are. */
    private final List<String>[] awaited;
    /** Per slot: whether some peer has been compared with in this generation. */
    private final boolean[] compared;
    /** Per slot: grows whenever we have to start anew; comparisons begun before do not count. */
    private final int[] generation;

    @SuppressWarnings({"unchecked", "rawtypes"})
    public SyncBook(String self, int slotCount) {
        this.self = self;
        this.completeFrom = new int[slotCount];
        this.rememberedFrom = new int[slotCount];
        this.awaited = new List[slotCount];
        this.compared = new boolean[slotCount];
        this.generation = new int[slotCount];
        Arrays.fill(completeFrom, NOT_COMPLETE);
        Arrays.fill(rememberedFrom, NOT_COMPLETE);
    }

    /** A snapshot has given us back what we held of the slot at its place in the current list. */
    void remember(int slot, SlotAssignment assignment) {
        int position = assignment.current().indexOf(self);
        rememberedFrom[slot] = position < 0 ? NOT_COMPLETE : position;
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
        if (rememberedFrom[slot] < best) {
            rememberedFrom[slot] = best;
        }
        if (completeFrom[slot] == best) {
            awaited[slot] = null;
            return;
        }
        if (awaited[slot] == null || awaited[slot].isEmpty()) {
            restart(slot, state);
        } else {
            awaited[slot].removeIf(peer -> !isAwaitable(peer, state.slot(slot), state));
            finishIfNothingIsAwaited(slot, state);
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
        compared[slot] = false;
        List<String> peers = new ArrayList<>();
        for (String peer : state.slot(slot).current()) {
            if (isAwaitable(peer, state.slot(slot), state)) {
                peers.add(peer);
            }
        }
        awaited[slot] = peers;
        finishIfNothingIsAwaited(slot, state);
    }

    void forget(int slot) {
        completeFrom[slot] = NOT_COMPLETE;
        rememberedFrom[slot] = NOT_COMPLETE;
        awaited[slot] = null;
        generation[slot]++;
    }

    /** A comparison with the peer that was begun in this generation has ended, and differences are repaired. */
    void compared(String peer, int slot, int begunIn, ClusterState state) {
        if (awaited[slot] != null && begunIn == generation[slot] && awaited[slot].remove(peer)) {
            compared[slot] = true;
            finishIfNothingIsAwaited(slot, state);
        }
    }

    List<String> awaited(int slot) {
        return awaited[slot] == null ? List.of() : awaited[slot];
    }

    boolean isComplete(int slot) {
        return awaited[slot] == null && completeFrom[slot] != NOT_COMPLETE;
    }

    /** Whether nobody is waited for: until the slot's lists change, or we have to start anew, nothing becomes of it. */
    boolean isSettled(int slot) {
        return awaited[slot] == null;
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

    /**
     * Who has compared with every live member is complete. With no live member there is nobody to compare with: what we
     * remember is then the best there is, but who is new to the slot waits for those who have it (SLOT.md, rule 16).
     */
    private void finishIfNothingIsAwaited(int slot, ClusterState state) {
        if (!awaited[slot].isEmpty()) {
            return;
        }
        int best = bestPosition(state.slot(slot), self);
        if (compared[slot] || rememberedFrom[slot] <= best || isAlone(state.slot(slot))) {
            completeFrom[slot] = best;
            rememberedFrom[slot] = best;
            awaited[slot] = null;
        }
    }

    /** Whether nobody else ever held the slot under this list. */
    private boolean isAlone(SlotAssignment assignment) {
        return assignment.current().isEmpty() || assignment.current().equals(List.of(self));
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
