package dev.meguri.client.load;

import dev.meguri.client.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** Leases and values of a cluster, as nodes would have them, in virtual time. Each {@link #process} is a client of it. */
final class VirtualCluster {
    private record Value(byte[] bytes, String version, long untilMillis) {}

    private record Lease(String name, long untilMillis) {}

    private record Due(long millis, long number, Runnable work) {}

    final List<String> said = new ArrayList<>();
    final Map<String, Duration> stored = new HashMap<>();
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, Lease> leases = new HashMap<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::millis).thenComparingLong(Due::number));
    private long millis = 1_000;
    private long numbers;
    /** Whether nodes answer. */
    boolean isUp = true;

    void pass(long more) {
        long until = millis + more;
        while (!due.isEmpty() && due.peek().millis() <= until) {
            Due next = due.poll();
            millis = next.millis();
            next.work().run();
        }
        millis = until;
    }

    String value(String key) {
        Value value = values.get(key);
        return value == null || value.untilMillis() <= millis ? null : new String(value.bytes());
    }

    boolean isLeased(String key) {
        Lease lease = leases.get(key);
        return lease != null && lease.untilMillis() > millis;
    }

    void set(String key, String value, long ttlMillis) {
        values.put(key, new Value(value.getBytes(), "v" + ++numbers, millis + ttlMillis));
    }

    Process process() {
        return new Process();
    }

    /** One client: loaders wait until a test lets them run. */
    final class Process implements LoadPorts {
        final Loads loads = new Loads(this);
        final Deque<Runnable> loaders = new ArrayDeque<>();
        private boolean isDead;

        /** Nothing of it happens any more. */
        void die() {
            isDead = true;
        }

        @Override
        public CompletableFuture<LeaseReply> ask(byte[] key, long refreshMillis, Duration lease) {
            String name = new String(key);
            said.add("ask " + name);
            if (!isUp) {
                return CompletableFuture.failedFuture(new UnavailableException("down"));
            }
            Value value = values.get(name);
            if (value != null && value.untilMillis() <= millis) {
                value = null;
            }
            byte[] bytes = value == null ? null : value.bytes();
            String version = value == null ? null : value.version();
            if (value != null && value.untilMillis() - millis > refreshMillis) {
                return CompletableFuture.completedFuture(new LeaseReply(bytes, version, null, false));
            }
            if (isLeased(name)) {
                return CompletableFuture.completedFuture(new LeaseReply(bytes, version, null, true));
            }
            Lease taken = new Lease("l" + ++numbers, millis + lease.toMillis());
            leases.put(name, taken);
            return CompletableFuture.completedFuture(new LeaseReply(bytes, version, taken.name(), false));
        }

        @Override
        public CompletableFuture<String> renew(byte[] key, String lease, Duration lasting) {
            String name = new String(key);
            boolean holds = isLeased(name) && leases.get(name).name().equals(lease);
            if (holds) {
                leases.put(name, new Lease("l" + ++numbers, millis + lasting.toMillis()));
            }
            return CompletableFuture.completedFuture(holds ? leases.get(name).name() : null);
        }

        @Override
        public CompletableFuture<?> release(byte[] key, String lease) {
            String name = new String(key);
            if (isLeased(name) && leases.get(name).name().equals(lease)) {
                leases.remove(name);
            }
            return CompletableFuture.completedFuture(1L);
        }

        @Override
        public CompletableFuture<?> store(byte[] key, byte[] value, String over, Duration ttl) {
            String name = new String(key);
            Value there = value(name) == null ? null : values.get(name);
            boolean holds = over == null
                    ? there == null
                    : there != null && there.version().equals(over);
            said.add("store " + name + (holds ? "" : ", in vain"));
            if (!isUp) {
                return CompletableFuture.failedFuture(new UnavailableException("down"));
            }
            if (holds) {
                stored.put(name, ttl);
                long ttlMillis = ttl == null ? Integer.MAX_VALUE : ttl.toMillis();
                values.put(name, new Value(value, "v" + ++numbers, millis + ttlMillis));
            }
            return CompletableFuture.completedFuture(holds);
        }

        @Override
        public void run(Runnable work) {
            loaders.add(work);
        }

        @Override
        public void later(Duration pause, Runnable work) {
            due.add(new Due(millis + Math.max(1, pause.toMillis()), ++numbers, () -> {
                if (!isDead) {
                    work.run();
                }
            }));
        }

        @Override
        public long nanoTime() {
            return millis * 1_000_000;
        }

        @Override
        public double random() {
            return 0.5;
        }
    }
}
