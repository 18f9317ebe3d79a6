package dev.meguri.core.shard;

import static dev.meguri.core.limits.Requirements.require;

import java.util.Arrays;

/**
 * The timers of one shard. A lane holds the timers of one delay, so that they come due in the order in which they were
 * set: setting and firing cost O(1), whatever is pending. All times are of a steady clock: a wall clock that is set back would
 * hold them all up.
 *
 * <p>When the first timer of each lane comes due stands in one array, which is looked at after a step in which one of them has
 * changed. Timers that are over leave with the next ones that are set, two for one, so that they hold nothing up.
 */
public final class Timers {
    /** Something to do later, unless it is over by then. */
    public interface Task {
        /** Whether it need not run any more. Once true, always true. */
        boolean isOver();

        void run();
    }

    /** Timers with the same delay: a ring in two arrays, the one that comes due first at {@code head}. */
    public final class Lane {
        private static final int LEAST = 16;

        private final int index;
        private final long delayMillis;
        private long[] atMillis = new long[LEAST];
        private Task[] tasks = new Task[LEAST];
        private int head;
        private int size;

        private Lane(int index, long delayMillis) {
            this.index = index;
            this.delayMillis = delayMillis;
        }

        public void add(long steadyMillis, Task task) {
            if (size == tasks.length) {
                grow();
            }
            int at = head + size++ & tasks.length - 1;
            atMillis[at] = steadyMillis + delayMillis;
            tasks[at] = task;
            dropOver(2);
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

        /** Removes up to {@code limit} timers that are over and first. True: the first one is now another. */
        private boolean dropOver(int limit) {
            int dropped = 0;
            while (dropped < limit && size > 0 && tasks[head].isOver()) {
                removeFirst();
                dropped++;
            }
            noteFirst();
            return dropped > 0;
        }

        private void noteFirst() {
            long first = size == 0 ? Long.MAX_VALUE : atMillis[head];
            if (firstMillis[index] != first) {
                firstMillis[index] = first;
                changed = true;
            }
        }

        private void fire(long steadyMillis) {
            while (size > 0 && atMillis[head] <= steadyMillis) {
                Task task = removeFirst();
                if (!task.isOver()) {
                    task.run();
                }
            }
            noteFirst();
        }

        private Task removeFirst() {
            Task first = tasks[head];
            tasks[head] = null;
            head = head + 1 & tasks.length - 1;
            size--;
            return first;
        }

        private void grow() {
            long[] oldMillis = atMillis;
            Task[] oldTasks = tasks;
            atMillis = new long[2 * size];
            tasks = new Task[2 * size];
            int first = oldTasks.length - head;
            System.arraycopy(oldMillis, head, atMillis, 0, first);
            System.arraycopy(oldMillis, 0, atMillis, first, head);
            System.arraycopy(oldTasks, head, tasks, 0, first);
            System.arraycopy(oldTasks, 0, tasks, first, head);
            head = 0;
        }
    }

    private Lane[] lanes = new Lane[0];
    /** By lane: when its first timer comes due, over or not; {@link Long#MAX_VALUE}: it has none. */
    private long[] firstMillis = new long[0];
    /** The lane whose first timer comes due next; null: no lane has any. Out of date where {@code changed}. */
    private Lane next;

    private boolean changed;

    /** @param delayMillis at least 1, so that what a task sets is not due in the same turn */
    public Lane lane(long delayMillis) {
        require(delayMillis >= 1, "delayMillis must be at least 1");
        Lane lane = new Lane(lanes.length, delayMillis);
        lanes = Arrays.copyOf(lanes, lanes.length + 1);
        firstMillis = Arrays.copyOf(firstMillis, lanes.length);
        lanes[lane.index] = lane;
        firstMillis[lane.index] = Long.MAX_VALUE;
        return lane;
    }

    /** Runs what is due. What tasks set meanwhile runs in a later call, so that a call always ends. */
    public void fire(long steadyMillis) {
        for (int i = 0; i < lanes.length; i++) {
            if (firstMillis[i] <= steadyMillis) {
                lanes[i].fire(steadyMillis);
            }
        }
    }

    /** When the first timer that is not over comes due; {@link Long#MAX_VALUE}: there is none. */
    public long nextMillis() {
        do {
            if (changed) {
                changed = false;
                findNext();
            }
        } while (next != null && next.dropOver(Integer.MAX_VALUE));
        return next == null ? Long.MAX_VALUE : firstMillis[next.index];
    }

    private void findNext() {
        long least = Long.MAX_VALUE;
        next = null;
        for (int i = 0; i < firstMillis.length; i++) {
            if (firstMillis[i] < least) {
                least = firstMillis[i];
                next = lanes[i];
            }
        }
    }
}
