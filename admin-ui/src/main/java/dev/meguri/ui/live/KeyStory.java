package dev.meguri.ui.live;

import dev.meguri.api.lab.LabOperation;
import dev.meguri.api.lab.LabOperation.Kind;
import dev.meguri.api.lab.LabOperation.Outcome;
import dev.meguri.api.lab.TestHistory.StaleRead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was written to one key and what was found of it. A write is older than another only if it was over before that one began:
 * what clients saw, whatever versions say. Pure.
 */
final class KeyStory {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long BEFORE_ALL = Long.MIN_VALUE;

    private final List<LabOperation> operations;
    private final List<LabOperation> acknowledged;
    private final Map<String, LabOperation> writers = new HashMap<>();

    KeyStory(List<LabOperation> operations) {
        this.operations = operations;
        this.acknowledged =
                operations.stream().filter(LabOperation::isAcknowledgedWrite).toList();
        for (LabOperation one : operations) {
            if (one.kind() == Kind.WRITE) {
                writers.put(one.value(), one);
            }
        }
    }

    /** Reads that found less than a write which was acknowledged before they began. */
    List<StaleRead> stale() {
        List<StaleRead> stale = new ArrayList<>();
        for (LabOperation read : operations) {
            if (isDoneRead(read)) {
                add(read, stale);
            }
        }
        return stale;
    }

    private void add(LabOperation read, List<StaleRead> stale) {
        long writtenBy = writtenByMicros(read.value());
        int behind = 0;
        long sinceMicros = NEVER;
        for (LabOperation write : acknowledged) {
            if (write.invokeMicros() > writtenBy && write.returnMicros() < read.invokeMicros()) {
                behind++;
                sinceMicros = Math.min(sinceMicros, write.returnMicros());
            }
        }
        if (behind > 0) {
            stale.add(new StaleRead(read.id(), (read.invokeMicros() - sinceMicros) / 1_000, behind));
        }
    }

    /** Acknowledged writes, when everything that the reads at the end found is older. Without such reads, nobody knows: none. */
    List<Long> lost() {
        List<LabOperation> last = operations.stream()
                .filter(one -> one.client() == 0 && isDoneRead(one))
                .toList();
        if (last.isEmpty()) {
            return List.of();
        }
        long newestMicros = last.stream()
                .mapToLong(read -> writtenByMicros(read.value()))
                .max()
                .orElse(NEVER);
        return acknowledged.stream()
                .filter(write -> write.invokeMicros() > newestMicros)
                .map(LabOperation::id)
                .toList();
    }

    private static boolean isDoneRead(LabOperation one) {
        return one.kind() == Kind.READ && one.outcome() == Outcome.OK;
    }

    /** By when the value was surely there. Of a write in doubt nobody knows. */
    private long writtenByMicros(String value) {
        if (value == null) {
            return BEFORE_ALL;
        }
        LabOperation writer = writers.get(value);
        return writer == null || writer.outcome() == Outcome.IN_DOUBT ? NEVER : writer.returnMicros();
    }
}
