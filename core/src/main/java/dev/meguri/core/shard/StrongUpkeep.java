package dev.meguri.core.shard;

import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.SlotCollection;
import dev.meguri.core.strong.StrongAsk;
import dev.meguri.core.strong.StrongValue;
import java.util.ArrayList;
import java.util.List;

/**
 * In the background, where this node leads a slot: takes away strong values whose time is over, and forgets tombstones (STRONG.md,
 * rules 12 and 13); everywhere: lets bare promises become part of the slot's.
 */
final class StrongUpkeep {
    static final long ROUND_MILLIS = 1_000;
    /** In one slot and round; more wait for the next one. */
    private static final int MAX_KEYS = 64;
    /** Rounds of all slots in which promises of keys that never came to be are kept one by one. */
    private static final int FOLD_EVERY = 16;

    private final ShardContext context;
    private final StrongSlots strong;
    private final Timers.Lane rounds;
    private SlotCollection collection;
    private int round;

    StrongUpkeep(ShardContext context, StrongSlots strong) {
        this.context = context;
        this.strong = strong;
        this.rounds = context.timers().lane(ROUND_MILLIS);
        rounds.add(0, this::round);
    }

    private void round() {
        rounds.add(context.steadyNow(), this::round);
        ClusterState state = context.state();
        if (state == null || !state.policies().hasStrong()) {
            return;
        }
        round++;
        for (Acceptor acceptor : strong.acceptors()) {
            if (round % FOLD_EVERY == 0) {
                acceptor.foldBarePromises();
            }
            if (context.self().equals(state.servingPrimary(acceptor.slot())) && strong.knows(acceptor.slot())) {
                look(state, acceptor);
            }
        }
    }

    private void look(ClusterState state, Acceptor acceptor) {
        long now = strong.clockMillis();
        List<Key> expired = new ArrayList<>();
        List<Key> tombstones = new ArrayList<>();
        acceptor.forEach(item -> {
            if (item.value().isExpiredAt(now) && expired.size() < MAX_KEYS) {
                expired.add(item.key());
            } else if (item.value().isTombstone()
                    && item.value().trail().at(now).isEmpty()
                    && tombstones.size() < MAX_KEYS) {
                tombstones.add(item.key());
            }
        });
        for (Key key : expired) {
            StrongValue value = acceptor.peek(key);
            strong.submit(key, acceptor.slot(), new StrongAsk.Expire(value.changeBallot()), (outcome, a, v) -> {});
        }
        boolean idle = collection == null || collection.isOver();
        if (!tombstones.isEmpty() && idle && isCollectable(state, acceptor.slot())) {
            collection = new SlotCollection(strong.proposer(), acceptor.slot(), () -> {});
            collection.start(tombstones);
        }
    }

    private boolean isCollectable(ClusterState state, int slot) {
        SlotAssignment assignment = state.slot(slot);
        if (assignment.isJoint()) {
            return false;
        }
        for (String node : assignment.current()) {
            if (!state.stateOf(node).isLive() || !context.isReachable(node)) {
                return false;
            }
        }
        return true;
    }
}
