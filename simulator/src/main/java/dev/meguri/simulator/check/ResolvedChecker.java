package dev.meguri.simulator.check;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.shard.LongTable;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.workload.ClientOperation;
import dev.meguri.simulator.workload.Describe;
import dev.meguri.simulator.workload.KeyHistory;
import dev.meguri.simulator.workload.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sets and counters whose concurrent writes are merged: at the end every acknowledged element is in the set, and every
 * acknowledged increment in the sum, unless as many nodes as its quorum forgot it. Nothing is there that nobody wrote.
 */
final class ResolvedChecker implements Observer {
    private final World world;
    private final MemoryLosses losses;
    private final LongTable<ClientOperation> writes = new LongTable<>();
    /** What removals took away depends on what they had seen: of these keys nothing is demanded. */
    private final Set<KeyHistory> removed = new HashSet<>();

    /** The set that was looked at last, and how many writes had failed by then: it is sent to several replicas. */
    private Entry lastSet;

    private long failedThen;
    private long failed;

    ResolvedChecker(World world, MemoryLosses losses) {
        this.world = world;
        this.losses = losses;
    }

    @Override
    public void onSubmit(ClientOperation operation) {
        if (operation.key.policy.hasResolver() && operation.isWrite()) {
            writes.put(operation.id, operation);
        }
        if (operation.operation instanceof Operation.Remove) {
            for (KeyHistory key : operation.concerned) {
                if (key.policy.hasResolver()) {
                    removed.add(key);
                }
            }
        }
    }

    @Override
    public void onResult(ClientOperation operation) {
        failed += isDefiniteFailure(operation.result) ? 1 : 0;
    }

    /** A value of such a key, wherever it is. @param how for people, and {@code by} whom */
    void see(String how, Object by, KeyHistory key, Entry entry) {
        if (entry.isGone()) {
            return;
        }
        if (key.isCounter) {
            long number = Values.numberOf(entry.value());
            if (number <= 0 || number > key.submittedSum) {
                throw violated(how + by + ": " + Describe.entry(entry) + " is " + number + ", but all increments make "
                        + key.submittedSum);
            }
        } else if (key.policy.conflict().equals("union") && !(entry == lastSet && failed == failedThen)) {
            lastSet = entry;
            failedThen = failed;
            seeSet(how, by, key, entry);
        }
    }

    /** Looks at the bytes: of the elements, as good as all are one operation's, and need not become text. */
    private void seeSet(String how, Object by, KeyHistory key, Entry entry) {
        byte[] set = entry.value();
        for (int begin = quoteFrom(set, 0); begin < set.length; ) {
            int end = quoteFrom(set, begin + 1);
            ClientOperation write = writes.get(Values.operationOf(set, begin + 1, end));
            boolean written = write != null && write.key == key;
            if (!written) {
                String element = new String(set, begin + 1, end - begin - 1, StandardCharsets.UTF_8);
                if (!isWritten(key, element)) {
                    throw violated(how + by + ": nobody added " + element + " to " + Describe.entry(entry));
                }
            } else if (isDefiniteFailure(write.result)) {
                throw world.violated(
                        "definite-failures-have-no-effect",
                        how + by + ": " + Describe.entry(entry) + " although " + write);
            }
            begin = quoteFrom(set, end + 1);
        }
    }

    /** Where the next quote is; the length: there is none. */
    private static int quoteFrom(byte[] set, int from) {
        int at = from;
        while (at < set.length && set[at] != '"') {
            at++;
        }
        return Math.min(at, set.length);
    }

    /** What all holders have at the end. @param held null: nothing */
    void checkEnd(KeyHistory key, Entry held) {
        if (removed.contains(key)) {
            return;
        }
        if (key.isCounter) {
            checkSum(key, held);
        } else if (key.policy.conflict().equals("union")) {
            List<String> elements = held == null || held.isGone() ? List.of() : elements(held);
            for (KeyHistory.Acknowledged write : key.acknowledged) {
                ClientOperation operation = writes.get(write.operationId());
                if (losses.mustSurvive(key, write)
                        && operation.operation instanceof Operation.Put put
                        && !elements.containsAll(elements(text(put.value())))) {
                    throw world.violated(
                            "concurrent-writes-are-merged",
                            "added and acknowledged by " + operation + ", but at the end there is "
                                    + Describe.entry(held) + " " + elements);
                }
            }
        }
    }

    private void checkSum(KeyHistory key, Entry held) {
        long sum = held == null || held.isGone() ? 0 : Values.numberOf(held.value());
        long promised = 0;
        for (KeyHistory.Acknowledged write : key.acknowledged) {
            if (losses.mustSurvive(key, write)
                    && writes.get(write.operationId()).operation instanceof Operation.Increment increment) {
                promised += increment.delta();
            }
        }
        if (sum < promised || sum > key.submittedSum) {
            throw world.violated(
                    "concurrent-writes-are-merged",
                    key + " is " + sum + " at the end; increments of " + promised + " must have survived, of "
                            + key.acknowledgedSum + " were acknowledged, of " + key.submittedSum + " submitted");
        }
    }

    private boolean isWritten(KeyHistory key, String element) {
        for (ClientOperation write : writes.values()) {
            if (write.key == key
                    && write.operation instanceof Operation.Put put
                    && elements(text(put.value())).contains(element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDefiniteFailure(Result result) {
        return result instanceof Result.Failed failed && !failed.failure().isInDoubt();
    }

    private ViolationFound violated(String what) {
        return world.violated("reads-return-what-was-written", what);
    }

    private static List<String> elements(Entry entry) {
        return elements(text(entry.value()));
    }

    /** Of the sets that simulated clients write: no element has a quote. */
    private static List<String> elements(String array) {
        List<String> elements = new ArrayList<>();
        String[] parts = array.split("\"", -1);
        for (int i = 1; i < parts.length; i += 2) {
            elements.add(parts[i]);
        }
        return elements;
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
