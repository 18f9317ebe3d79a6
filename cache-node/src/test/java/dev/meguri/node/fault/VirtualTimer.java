package dev.meguri.node.fault;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so. */
final class VirtualTimer implements LinkFilter.Timer {
    private record Task(long atMillis, long number, Runnable action) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atMillis).thenComparingLong(Task::number));
    private long nowMillis;
    private long number;

    @Override
    public void after(long millis, Runnable task) {
        tasks.add(new Task(nowMillis + millis, number++, task));
    }

    long nowMillis() {
        return nowMillis;
    }

    void pass(long millis) {
        long end = nowMillis + millis;
        while (!tasks.isEmpty() && tasks.peek().atMillis() <= end) {
            Task next = tasks.poll();
            nowMillis = next.atMillis();
            next.action().run();
        }
        nowMillis = end;
    }
}
