package dev.meguri.core.shard;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.repair.EvictedMarks;
import dev.meguri.core.repair.Resync;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.store.Entry;
import java.util.BitSet;

/** Expiry and eviction: a little of it in every turn. */
final class Upkeep {
    private final ShardContext context;
    private final Resync resync;
    /** Slots whose serving primary we are: their entries are evicted first, because their reads come here. */
    private final BitSet led = new BitSet();
    /** By which {@code led} is; null: none. Most states are never evicted under. */
    private ClusterState ledBy;

    Upkeep(ShardContext context, Resync resync) {
        this.context = context;
        this.resync = resync;
    }

    private BitSet led() {
        ClusterState state = context.state();
        if (state == ledBy) {
            return led;
        }
        ledBy = state;
        led.clear();
        for (int slot = context.settings().shard();
                slot < state.slotCount();
                slot += context.settings().shards()) {
            if (context.self().equals(state.servingPrimary(slot))) {
                led.set(slot);
            }
        }
        return led;
    }

    void run() {
        if (context.store().nextReapMillis(context.now()) <= context.now()) {
            context.store().reap(context.now(), Limits.MAX_REAPED_PER_TURN, resync::mayDropMarks);
        }
        if (context.store().isOverBudget()) {
            evict();
        }
    }

    /** By the steady clock: a wall clock that jumps meanwhile makes it early or late, which the next turn puts right. */
    long nextMillis() {
        long reapMillis = context.store().nextReapMillis(context.now());
        return reapMillis == Long.MAX_VALUE ? reapMillis : context.steadyNow() + reapMillis - context.now();
    }

    private void evict() {
        for (Entry mark : context.store().evict(led()::get, context.now(), Limits.MAX_REAPED_PER_TURN)) {
            EvictedMarks.tell(context, mark);
        }
    }
}
