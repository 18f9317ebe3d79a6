package dev.meguri.bench.micro;

import dev.meguri.simulator.check.linearizability.Action;
import dev.meguri.simulator.check.linearizability.Answer;
import dev.meguri.simulator.check.linearizability.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Histories of one key as made by a register that takes one operation at a time, asked by several clients at once: half are
 * reads, some writes have a condition, of some the answer was lost.
 */
final class MadeHistory {
    private static final String KEY = "key";
    private static final long GAP_MICROS = 100;
    /** So long before and after its moment, at most: some eight operations are under way at once. */
    private static final int WAIT_MICROS = 400;

    private static final int READ_PERCENT = 50;
    private static final int CONDITION_PERCENT = 20;
    private static final int DOUBT_PERCENT = 2;

    private MadeHistory() {}

    static List<Observation> linearizable(int operations, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Observation> history = new ArrayList<>();
        String value = null;
        for (int i = 0; i < operations; i++) {
            Action action;
            Answer answer;
            if (random.nextInt(100) < READ_PERCENT) {
                action = Action.get();
                answer = value == null ? Answer.absent() : Answer.found(value);
            } else {
                boolean conditional = value != null && random.nextInt(100) < CONDITION_PERCENT;
                String next = "v" + i;
                action = conditional ? Action.compareAndSetValue(value, next) : Action.set(next);
                answer = random.nextInt(100) < DOUBT_PERCENT ? Answer.inDoubt() : Answer.made();
                value = next;
            }
            long momentMicros = WAIT_MICROS + i * GAP_MICROS;
            history.add(new Observation(
                    i,
                    "client-" + i % 10,
                    KEY,
                    action,
                    momentMicros - random.nextInt(WAIT_MICROS),
                    momentMicros + random.nextInt(WAIT_MICROS),
                    answer));
        }
        return history;
    }

    /** The last read finds what the first one found. */
    static List<Observation> withOneStaleRead(List<Observation> right) {
        List<Observation> reads = right.stream()
                .filter(operation -> operation.answer() instanceof Answer.Found)
                .toList();
        Observation last = reads.getLast();
        Answer stale = reads.getFirst().answer();
        return right.stream()
                .map(operation -> operation != last
                        ? operation
                        : new Observation(
                                last.id(),
                                last.client(),
                                last.key(),
                                last.action(),
                                last.invokeMicros(),
                                last.returnMicros(),
                                stale))
                .toList();
    }
}
