package dev.meguri.chaos.load;

import dev.meguri.simulator.time.SplitMix64;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The nodes that clients ask, as a client with several addresses does: one that did not answer is left alone for a moment, and
 * no more than a third of all wait for the same one.
 */
public final class Targets {
    private static final long REST_NANOS = 1_000_000_000L;

    record Target(String node, InetSocketAddress address, AtomicInteger waiting) {}

    private final int mostWaiting;
    private final List<Target> targets = new CopyOnWriteArrayList<>();
    private final Map<String, Long> restUntilNanos = new ConcurrentHashMap<>();

    /** @param clients that share them */
    public Targets(int clients) {
        this.mostWaiting = clients / 3;
    }

    public void add(String node, int port) {
        targets.add(new Target(node, new InetSocketAddress("127.0.0.1", port), new AtomicInteger()));
    }

    void failed(Target target) {
        restUntilNanos.put(target.node(), System.nanoTime() + REST_NANOS);
    }

    Target choose(SplitMix64 random) {
        int first = random.below(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get((first + i) % targets.size());
            Long until = restUntilNanos.get(target.node());
            if (target.waiting().get() < mostWaiting && (until == null || until - System.nanoTime() <= 0)) {
                return target;
            }
        }
        return targets.get(first);
    }
}
