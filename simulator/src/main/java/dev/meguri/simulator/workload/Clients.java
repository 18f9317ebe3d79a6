package dev.meguri.simulator.workload;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.shard.LongTable;
import dev.meguri.core.shard.ShardSettings;
import dev.meguri.core.token.ClientToken;
import dev.meguri.simulator.cluster.Replies;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The clients' side of every operation: hands it to a node, waits for its one result, and knows when that is overdue.
 * Keeps the histories of the keys.
 */
public final class Clients implements Replies {
    /** An answer may come so much after the operation timeout: a step in progress, a late timer. */
    private static final long SLACK_MICROS = 100_000;

    private static final long TIMEOUT_MICROS = ShardSettings.DEFAULT_OPERATION_TIMEOUT_MILLIS * 1_000 + SLACK_MICROS;

    private static final int MAX_ATTEMPTS = 4;

    private final World world;
    private final Keyspace keyspace = new Keyspace();
    private final LongTable<ClientOperation> waiting = new LongTable<>();
    /** In order of submission; answered ones are taken out when they come first. */
    private final ArrayDeque<ClientOperation> byAge = new ArrayDeque<>();

    private long lastId;
    private long answered;
    private long failed;
    private long inDoubt;
    private long broken;
    private Consumer<ClientOperation> retries = operation -> {};

    public Clients(World world) {
        this.world = world;
    }

    public Keyspace keyspace() {
        return keyspace;
    }

    /** The number that the next operation will have. */
    public long nextId() {
        return lastId + 1;
    }

    /** Who is told of attempts that are to be repeated with their token, at {@link #again}. */
    public void retries(Consumer<ClientOperation> told) {
        this.retries = told;
    }

    /** Asks a running node. */
    public ClientOperation submit(SimNode node, Operation operation) {
        return submit(node, operation, null, null);
    }

    /** Asks a running node for a write, with a token for repetitions. */
    public ClientOperation submit(SimNode node, Operation operation, ClientToken token) {
        return submit(node, operation, token, null);
    }

    /** Asks a running node for what is in doubt, with the same token. */
    public ClientOperation again(SimNode node, ClientOperation before) {
        return submit(node, before.operation, before.token, before);
    }

    private ClientOperation submit(SimNode node, Operation operation, ClientToken token, ClientOperation before) {
        KeyHistory key = keyspace.find(operation.key());
        if (key == null) {
            key = keyspace.key(operation.key().toString());
        }
        ClientOperation submitted =
                new ClientOperation(++lastId, operation, key, concerned(key), node, world.nowMicros(), token, before);
        waiting.put(submitted.id, submitted);
        byAge.add(submitted);
        if (before == null && operation instanceof Operation.Increment increment) {
            key.submittedSum += increment.delta();
        }
        submitted.concerned.forEach(each -> each.endingsUnderWay += endsSomething(submitted));
        world.trace().add(30, submitted.id, submitted::toString);
        world.observers().onSubmit(submitted);
        node.submit(submitted.id, operation, token);
        return submitted;
    }

    @Override
    public void onReply(SimNode node, long operationId, Result result) {
        ClientOperation operation = waiting.remove(operationId);
        if (operation == null) {
            throw world.violated(
                    "answered-once",
                    node + " answered operation " + operationId + " again or without being asked: "
                            + Describe.result(result));
        }
        operation.phase = ClientOperation.Phase.ANSWERED;
        operation.result = result;
        operation.endMicros = world.nowMicros();
        answered++;
        if (result instanceof Result.Failed f) {
            failed++;
            inDoubt += f.failure().isInDoubt() ? 1 : 0;
        }
        world.trace().add(31, operationId * 7 + kind(result), operation::toString);
        remember(operation);
        boolean more = mayRepeat(
                operation, result instanceof Result.Failed f && f.failure().isInDoubt());
        world.observers().onResult(operation);
        if (more) {
            retries.accept(operation);
        }
    }

    private static boolean mayRepeat(ClientOperation operation, boolean inDoubt) {
        operation.first.uncertain |= inDoubt;
        operation.last = !inDoubt || operation.token == null || operation.attempt >= MAX_ATTEMPTS;
        return !operation.last;
    }

    private void remember(ClientOperation operation) {
        KeyHistory key = operation.key;
        if (key.policy.isStrong()) {
            return;
        }
        List<KeyHistory> concerned = operation.concerned;
        concerned.forEach(each -> each.endingsUnderWay -= endsSomething(operation));
        switch (operation.result) {
            case Result.Written(var version, var expireAt, var _, var _, var receipt) -> {
                int needed = Math.min(key.policy.writeQuorum(), receipt.replicas());
                key.acknowledge(new KeyHistory.Acknowledged(
                        operation.key.key,
                        version,
                        false,
                        expireAt,
                        operation.first.submitMicros,
                        operation.endMicros,
                        receipt.ringVersion(),
                        needed,
                        operation.id));
                if (operation.operation instanceof Operation.Increment increment) {
                    key.acknowledgedSum += increment.delta();
                }
            }
            case Result.Removed(var version, var _, var receipt) -> {
                if (version != null) {
                    int needed = Math.min(key.policy.writeQuorum(), receipt.replicas());
                    KeyHistory.Acknowledged removal = new KeyHistory.Acknowledged(
                            operation.key.key,
                            version,
                            true,
                            0,
                            operation.first.submitMicros,
                            operation.endMicros,
                            receipt.ringVersion(),
                            needed,
                            operation.id);
                    concerned.forEach(each -> each.acknowledge(removal));
                }
            }
            case Result.Failed f
            when f.failure().isInDoubt() -> concerned.forEach(each -> each.openEndings += endsSomething(operation));
            case Result.Failed _, Result.Found _, Result.Absent _, Result.ConditionFailed _ -> {}
        }
    }

    @Override
    public void onProcessEnded(SimNode node) {
        for (ClientOperation operation : byAge) {
            if (operation.via == node && operation.phase == ClientOperation.Phase.WAITING) {
                operation.phase = ClientOperation.Phase.BROKEN;
                operation.endMicros = world.nowMicros();
                for (KeyHistory key : operation.concerned) {
                    key.endingsUnderWay -= endsSomething(operation);
                    key.openEndings += endsSomething(operation);
                }
                waiting.remove(operation.id);
                broken++;
                boolean more = mayRepeat(operation, true);
                world.observers().onBroken(operation);
                if (more) {
                    retries.accept(operation);
                }
            }
        }
    }

    /** The key, or all of its slot that are known when the slot is cleared. */
    private List<KeyHistory> concerned(KeyHistory named) {
        if (!ClearKey.is(named.key)) {
            return named.alone;
        }
        int slotCount = world.settings().slotCount();
        return keyspace.eventual().stream()
                .filter(key -> key.key.slot(slotCount) == named.key.slot(slotCount))
                .filter(key -> key == named || !ClearKey.is(key.key))
                .toList();
    }

    private static int endsSomething(ClientOperation operation) {
        return switch (operation.operation) {
            case Operation.Remove _ -> 1;
            case Operation.Put put -> put.ttlMillis() > 0 ? 1 : 0;
            case Operation.Get _, Operation.Increment _ -> 0;
        };
    }

    /** Finds operations that are overdue. Costs as much as was answered since the last call. */
    public void checkAge() {
        while (!byAge.isEmpty()) {
            ClientOperation oldest = byAge.peekFirst();
            if (oldest.phase == ClientOperation.Phase.WAITING) {
                long pausedMicros = oldest.via.pausedMicros() - oldest.pausedBeforeMicros;
                if (world.nowMicros() - oldest.submitMicros > TIMEOUT_MICROS + pausedMicros) {
                    throw world.violated(
                            "answered-in-time",
                            oldest + " submitted " + (world.nowMicros() - oldest.submitMicros) / 1_000 + " ms ago");
                }
                return;
            }
            byAge.pollFirst();
        }
    }

    private static int kind(Result result) {
        return switch (result) {
            case Result.Found _ -> 1;
            case Result.Absent _ -> 2;
            case Result.Written _ -> 3;
            case Result.Removed _ -> 4;
            case Result.ConditionFailed _ -> 5;
            case Result.Failed f -> 10 + f.failure().ordinal();
        };
    }

    public long submitted() {
        return lastId;
    }

    public long answered() {
        return answered;
    }

    public long failed() {
        return failed;
    }

    public long inDoubt() {
        return inDoubt;
    }

    public long broken() {
        return broken;
    }

    public int waiting() {
        return waiting.size();
    }
}
