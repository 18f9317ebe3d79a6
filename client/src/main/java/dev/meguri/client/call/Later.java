package dev.meguri.client.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Calls that wait for their next attempt. Any thread. */
final class Later {
    private record Due(long nanos, Call<?> call) {}

    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));

    synchronized void add(long atNanos, Call<?> call) {
        queue.add(new Due(atNanos, call));
    }

    /** Those whose time has come. */
    synchronized List<Call<?>> due(long nowNanos) {
        List<Call<?>> due = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().nanos() <= nowNanos) {
            due.add(queue.poll().call());
        }
        return due;
    }

    synchronized List<Call<?>> takeAll() {
        List<Call<?>> all = new ArrayList<>();
        queue.forEach(due -> all.add(due.call()));
        queue.clear();
        return all;
    }

    /** Long.MAX_VALUE: none waits. */
    synchronized long next() {
        return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().nanos();
    }
}
