package dev.meguri.node.metrics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How much is used of what clients need most: the cores that this process may use, others' use of them included, or the thread
 * of a shard. Looked at twice a second at most, and smoothed over some looks.
 */
final class Busyness {
    private static final long LOOK_NANOS = 400_000_000;
    /** Of the newest look. */
    private static final double SHARE = 0.5;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private Map<Long, Long> threadNanos = Map.of();
    private long lookedNanos = System.nanoTime();
    private double share;

    /** 0 to 100. */
    synchronized int percent(Set<Long> threadIds) {
        long now = System.nanoTime();
        if (now - lookedNanos >= LOOK_NANOS) {
            // Negative: not known, as on some systems right after the start.
            double busiest = Math.max(system.getCpuLoad(), ofThreads(threadIds, now - lookedNanos));
            share += SHARE * (Math.clamp(busiest, 0, 1) - share);
            lookedNanos = now;
        }
        return (int) Math.round(100 * share);
    }

    private double ofThreads(Set<Long> threadIds, long nanos) {
        Map<Long, Long> next = new HashMap<>();
        double busiest = 0;
        for (Long id : threadIds) {
            long used = threads.getThreadCpuTime(id);
            next.put(id, used);
            busiest = Math.max(busiest, (used - threadNanos.getOrDefault(id, used)) / (double) nanos);
        }
        threadNanos = next;
        return busiest;
    }
}
