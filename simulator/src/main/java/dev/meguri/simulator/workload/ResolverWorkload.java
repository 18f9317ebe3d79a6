package dev.meguri.simulator.workload;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.time.SplitMix64;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Clients of keys whose concurrent writes are merged, beside the others: sets are added to, counters are counted up, both are
 * never removed, so that all that was acknowledged has to be there at the end. Greatest numbers are removed and expire, too.
 */
public final class ResolverWorkload {
    private static final int KEYS_PER_POLICY = 2;
    private static final long OPERATIONS_PER_SECOND = 25;
    private static final double READS = 0.4;

    private final World world;
    private final Clients clients;
    private final List<SimNode> nodes;
    private final SplitMix64 random;
    private boolean running;

    /** @param nodes those that clients know; may grow */
    public ResolverWorkload(World world, Clients clients, List<SimNode> nodes) {
        this.world = world;
        this.clients = clients;
        this.nodes = nodes;
        this.random = world.random("resolvers");
    }

    public void start() {
        running = true;
        next();
    }

    public void stop() {
        running = false;
    }

    private void next() {
        world.queue().after(random.exponential(1_000_000 / OPERATIONS_PER_SECOND), () -> {
            if (running) {
                SimNode node = nodes.get(random.below(nodes.size()));
                Operation operation = draw();
                if (node.isRunning()) {
                    clients.submit(node, operation);
                }
                next();
            }
        });
    }

    private Operation draw() {
        int number = random.below(KEYS_PER_POLICY);
        boolean read = random.chance(READS);
        Policy policy = Policies.RESOLVED.get(random.below(Policies.RESOLVED.size()));
        boolean counts = policy.conflict().equals("counter");
        KeyHistory key = clients.keyspace().key(policy.prefix() + (counts ? "n" : "k") + number);
        if (read) {
            return new Operation.Get(key.key);
        }
        return switch (policy.conflict()) {
            case "counter" -> new Operation.Increment(key.key, random.between(1, 9), Operation.NO_TTL);
            case "union" -> add(key);
            default -> raise(key);
        };
    }

    private Operation add(KeyHistory key) {
        String element = "[\"" + new String(Values.of(clients.nextId(), random), StandardCharsets.UTF_8) + "\"]";
        return put(key, element, Operation.NO_TTL);
    }

    private Operation raise(KeyHistory key) {
        if (random.chance(0.15)) {
            return new Operation.Remove(key.key, random.chance(0.3) ? Condition.IF_PRESENT : Condition.ALWAYS);
        }
        return put(key, "" + random.below(1_000_000), random.chance(0.2) ? random.between(300, 8_000) : 0);
    }

    private static Operation put(KeyHistory key, String value, long ttlMillis) {
        return new Operation.Put(
                key.key, value.getBytes(StandardCharsets.UTF_8), "text/plain", ttlMillis, Condition.ALWAYS);
    }
}
