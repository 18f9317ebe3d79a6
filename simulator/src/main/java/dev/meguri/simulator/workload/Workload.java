package dev.meguri.simulator.workload;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.token.ChangeToken;
import dev.meguri.core.token.ClientToken;
import dev.meguri.core.version.Version;
import dev.meguri.simulator.cluster.NodeClock;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** Seeded clients, each operation through a node drawn at random, at moments that do not wait for answers. */
public final class Workload {
    private static final int MIN_TTL_MILLIS = 300;
    private static final int MAX_TTL_MILLIS = 20_000;
    private static final double CLEARS = 0.01;
    private static final long MAX_PAUSE_MICROS = 3_000_000;

    private final World world;
    private final WorkloadSettings settings;
    private final Clients clients;
    private final List<SimNode> nodes;
    private final SplitMix64 random;
    private final SplitMix64 clears;
    private final List<KeyHistory> keys = new ArrayList<>();
    private final List<KeyHistory> counters = new ArrayList<>();
    private boolean running;
    private long unreachable;

    /** @param nodes those that clients know; may grow */
    public Workload(World world, WorkloadSettings settings, Clients clients, List<SimNode> nodes) {
        this.world = world;
        this.settings = settings;
        this.clients = clients;
        this.nodes = nodes;
        this.random = world.random("workload");
        this.clears = world.random("slots cleared");
        clients.retries(this::repeatLater);
        List<String> prefixes = new ArrayList<>(List.of("safe:"));
        for (Policy policy : Policies.EXTRA) {
            prefixes.add(policy.prefix());
        }
        for (String prefix : prefixes) {
            for (int i = 0; i < settings.keysPerPolicy(); i++) {
                keys.add(clients.keyspace().key(prefix + "k" + i));
            }
            for (int i = 0; i < settings.countersPerPolicy(); i++) {
                counters.add(clients.keyspace().key(prefix + "n" + i));
            }
        }
    }

    public void start() {
        if (!running) {
            running = true;
            next();
        }
    }

    public void stop() {
        running = false;
    }

    /** Operations that found no process at their node. */
    public long unreachable() {
        return unreachable;
    }

    private void next() {
        world.queue().after(random.exponential(1_000_000 / settings.operationsPerSecond()), () -> {
            if (running) {
                submit();
                next();
            }
        });
    }

    private void submit() {
        SimNode node = nodes.get(random.below(nodes.size()));
        Operation operation = clearedInstead(node, draw());
        if (!node.isRunning()) {
            unreachable++;
        } else if (!(operation instanceof Operation.Get) && random.chance(settings.named())) {
            clients.submit(node, operation, token(clients.nextId()));
        } else {
            clients.submit(node, operation);
        }
    }

    private ClientToken token(long id) {
        // Where tokens live briefly, only what tells its time is safe from being asked for too late.
        boolean dated = random.chance(0.5) || world.settings().graceMillis() < 2 * Limits.TOKEN_LIFETIME_MILLIS;
        long sinceMillis = dated ? NodeClock.EPOCH_MILLIS + world.nowMicros() / 1_000 : 0;
        return new ClientToken(new ChangeToken(id, ~id), sinceMillis);
    }

    private void repeatLater(ClientOperation operation) {
        world.queue().after(random.between(1_000, MAX_PAUSE_MICROS), () -> {
            SimNode node = nodes.get(random.below(nodes.size()));
            if (running && node.isRunning()) {
                clients.again(node, operation);
            } else if (running) {
                repeatLater(operation);
            }
        });
    }

    /** Now and then it is all of the key's slot that is removed. */
    private Operation clearedInstead(SimNode node, Operation operation) {
        ClusterState state = node.adopted();
        boolean all = operation instanceof Operation.Remove && clears.chance(CLEARS);
        if (!all || state == null) {
            return operation;
        }
        return new Operation.Remove(ClearKey.of(operation.key().slot(state.slotCount())), Condition.ALWAYS);
    }

    private Operation draw() {
        boolean read = random.chance(settings.reads());
        if (random.chance(0.15)) {
            KeyHistory counter = counters.get(random.below(counters.size()));
            return read
                    ? new Operation.Get(counter.key)
                    : new Operation.Increment(
                            counter.key,
                            random.between(1, 9),
                            counter.policy.isStrong() ? drawnTtl() : Operation.NO_TTL);
        }
        KeyHistory key = keys.get(random.below(keys.size()));
        if (read) {
            return new Operation.Get(key.key);
        }
        Condition condition = random.chance(settings.conditional()) ? condition(key) : Condition.ALWAYS;
        if (random.chance(settings.removes())) {
            return new Operation.Remove(
                    key.key, condition instanceof Condition.IfAbsent ? Condition.IF_PRESENT : condition);
        }
        long ttl = drawnTtl();
        return new Operation.Put(key.key, Values.of(clients.nextId(), random), "text/plain", ttl, condition);
    }

    private long drawnTtl() {
        return random.chance(settings.expiring()) ? random.between(MIN_TTL_MILLIS, MAX_TTL_MILLIS) : Operation.NO_TTL;
    }

    private Condition condition(KeyHistory key) {
        return switch (random.below(4)) {
            case 0, 1 -> Condition.IF_ABSENT;
            case 2 -> Condition.IF_PRESENT;
            default -> {
                Version known = key.acknowledged.isEmpty()
                        ? null
                        : key.acknowledged.getLast().version();
                yield known == null ? Condition.IF_ABSENT : new Condition.IfVersion(known);
            }
        };
    }
}
