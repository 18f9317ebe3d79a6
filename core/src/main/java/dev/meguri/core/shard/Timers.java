package dev.meguri.core.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The timers of one shard. A lane holds the timers of one delay, so that they come due in the order in which they were
 * set: setting and firing cost O(1), whatever is pending. All times are of a steady clock: a wall clock that is set back would
 * hold them all up.
 */
public final class Timers {
    /** Something to do later, unless it is over by then. */
    public interface Task {
        /** Whether it need not run any more. Once true, always true. */
        boolean isOver();

        void run();
    }

    private record Pending(long atMillis, Task task) {}

    /** Timers with the same delay. */
    public final class Lane {
        private final long delayMillis;
        private final ArrayDeque<Pending> pending = new ArrayDeque<>();

        private Lane(long delayMillis) {
            this.delayMillis = delayMillis;
        }

        public void add(long steadyMillis, Task task) {
            pending.addLast(new Pending(steadyMillis + delayMillis, task));
        }

        /** A task that is never over. */
        public void add(long steadyMillis, Runnable run) {
            add(steadyMillis, new Task() {
                @Override
                public boolean isOver() {
                    return false;
                }

                @Override
                public void run() {
                    run.run();
                }
            });
        }

        private long nextMillis() {
            while (!pending.isEmpty() && pending.peekFirst().task.isOver()) {
                pending.removeFirst();
            }
            return pending.isEmpty() ? Long.MAX_VALUE : pending.peekFirst().atMillis;
        }
    }

    private final List<Lane> lanes = new ArrayList<>();

    public Lane lane(long delayMillis) {
        Lane lane = new Lane(delayMillis);
        lanes.add(lane);
        return lane;
    }

    /** Runs what is due. What tasks set meanwhile runs in a later call, so that a call always ends. */
    public void fire(long steadyMillis) {
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            int due = lane.pending.size();
            while (due-- > 0 && lane.pending.peekFirst().atMillis <= steadyMillis) {
                Task task = lane.pending.removeFirst().task;
                if (!task.isOver()) {
                    task.run();
                }
            }
        }
    }

    public long nextMillis() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < lanes.size(); i++) {
            next = Math.min(next, lanes.get(i).nextMillis());
        }
        return next;
    }
}
