package dev.meguri.core.replication;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.Requests;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Slots that this node has begun to serve as their primary, while the one before it is well and may not know that yet: what it
 * confirmed to clients may be on its way here, and it may answer reads by its own memory still. What is asked of such a slot here
 * waits until that node says that it knows, which it says after it has sent what it had. If it does not say so in time, all goes on
 * without: a death is nothing to wait for.
 *
 * <pre>
 * adopted: we serve, X did -> TakeOver to X -> HandedOver by X, X is gone, or the time is over -> what waited goes on, in order
 * </pre>
 */
public final class Handovers {
    private final ShardContext context;
    private final Timers.Lane deadlines;
    private final BitSet open = new BitSet();
    private final List<Ask> asks = new ArrayList<>();
    private final Queue<Held> held = new ArrayDeque<>();

    private record Held(int slot, Runnable task) {}

    Handovers(ShardContext context) {
        this.context = context;
        this.deadlines = context.timers().lane(context.settings().forwardTimeoutMillis());
    }

    /** One request to one node that served slots before. */
    private final class Ask implements Requests.Asker, Timers.Task {
        final String nodeId;
        final BitSet slots = new BitSet();
        final long requestId = context.requests().open(this);

        Ask(String nodeId, List<Integer> asked) {
            this.nodeId = nodeId;
            asked.forEach(slots::set);
        }

        @Override
        public void onAnswer(String from, ShardMessage answer) {
            if (from.equals(nodeId) && answer instanceof ShardMessage.HandedOver told) {
                for (int slot : told.slots()) {
                    close(slot);
                }
            }
        }

        void close(int slot) {
            if (slots.get(slot)) {
                slots.clear(slot);
                open.clear(slot);
            }
            if (slots.isEmpty()) {
                context.requests().close(requestId);
            }
        }

        void closeAll() {
            for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
                close(slot);
            }
        }

        @Override
        public boolean isOver() {
            return slots.isEmpty();
        }

        /** The deadline. */
        @Override
        public void run() {
            closeAll();
        }
    }

    /** Whether what is asked of the slot here has to wait. */
    public boolean isOpen(int slot) {
        return !open.isEmpty() && open.get(slot);
    }

    /** False: nothing has to wait, or too much does. Else the task is run in a later turn, in the order of its coming. */
    public boolean hold(int slot, Runnable task) {
        if (!isOpen(slot) || held.size() >= Limits.MAX_PARKED_MESSAGES) {
            return false;
        }
        held.add(new Held(slot, task));
        return true;
    }

    /** @param old the state before; null: none */
    void adopted(ClusterState old) {
        ClusterState state = context.state();
        for (Ask ask : asks) {
            if (!isWell(state, ask.nodeId)) {
                ask.closeAll();
            }
        }
        if (old == null) {
            return;
        }
        boolean sameNodes = old.members().equals(state.members());
        Map<String, List<Integer>> before = new LinkedHashMap<>();
        for (int slot = context.settings().shard();
                slot < state.slotCount();
                slot += context.settings().shards()) {
            if (sameNodes && old.slot(slot) == state.slot(slot)) {
                continue;
            }
            String served = old.servingPrimary(slot);
            if (!context.self().equals(state.servingPrimary(slot))) {
                closed(slot);
            } else if (served != null && !served.equals(context.self()) && isWell(state, served)) {
                before.computeIfAbsent(served, node -> new ArrayList<>()).add(slot);
            }
        }
        before.forEach(this::ask);
        asks.removeIf(Ask::isOver);
    }

    private boolean isWell(ClusterState state, String nodeId) {
        return switch (state.stateOf(nodeId)) {
            case ACTIVE, LEAVING, STANDBY, REMOVED -> context.isReachable(nodeId);
            case JOINING, SUSPECT, DOWN -> false;
        };
    }

    private void closed(int slot) {
        if (isOpen(slot)) {
            asks.forEach(ask -> ask.close(slot));
        }
    }

    private void ask(String nodeId, List<Integer> slots) {
        for (int from = 0; from < slots.size(); from += Limits.MAX_SLOTS_PER_COMPARISON) {
            List<Integer> part = slots.subList(from, Math.min(slots.size(), from + Limits.MAX_SLOTS_PER_COMPARISON));
            part.forEach(this::closed);
            Ask ask = new Ask(nodeId, part);
            asks.add(ask);
            part.forEach(open::set);
            ClusterState state = context.state();
            int[] asked = part.stream().mapToInt(Integer::intValue).toArray();
            context.send(nodeId, new ShardMessage.TakeOver(ask.requestId, state.term(), state.ringVersion(), asked));
            deadlines.add(context.steadyNow(), ask);
        }
    }

    /** A peer serves these slots now, by a state that we have adopted as well. What we take over ourselves comes first. */
    public void onTakeOver(String nodeId, ShardMessage.TakeOver message) {
        List<Integer> known = new ArrayList<>();
        for (int slot : message.slots()) {
            int[] one = {slot};
            if (!hold(slot, () -> context.send(nodeId, new ShardMessage.HandedOver(message.requestId(), one)))) {
                known.add(slot);
            }
        }
        if (!known.isEmpty()) {
            int[] slots = known.stream().mapToInt(Integer::intValue).toArray();
            context.send(nodeId, new ShardMessage.HandedOver(message.requestId(), slots));
        }
    }

    void unreachable(String nodeId) {
        for (Ask ask : asks) {
            if (ask.nodeId.equals(nodeId)) {
                ask.closeAll();
            }
        }
    }

    /** Lets those go on whose slots are no longer waited for. */
    void goOn() {
        if (held.isEmpty()) {
            return;
        }
        List<Held> waiting = List.copyOf(held);
        held.clear();
        for (Held each : waiting) {
            if (isOpen(each.slot)) {
                held.add(each);
            } else {
                each.task.run();
            }
        }
    }
}
