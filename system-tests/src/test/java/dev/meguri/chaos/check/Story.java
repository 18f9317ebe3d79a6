package dev.meguri.chaos.check;

import dev.meguri.chaos.history.MemoryLoss;
import dev.meguri.chaos.history.Op;
import dev.meguri.chaos.history.OpKind;
import dev.meguri.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A history told by a test: each operation takes one moment, the next begins at the next. One key. Policy safe, W = 2. */
final class Story {
    static final long MOMENT_NANOS = 1_000;
    static final String KEY = "chaos:{g0}:r0";

    private final List<Op> ops = new ArrayList<>();
    private final List<MemoryLoss> losses = new ArrayList<>();
    private final Map<String, Evidence.FinalValue> finals = new HashMap<>();
    private int readQuorum = 1;
    private long now;
    private int episode;
    private long dyingSince;
    private long diskUntil = MemoryLoss.NOTHING;

    /** Version number {@code n}: a greater one is newer. */
    static String version(int n) {
        return Integer.toHexString(n) + "-1-node-1";
    }

    Story quorum() {
        readQuorum = 2;
        return this;
    }

    Story put(String value, int version) {
        return add(OpKind.PUT, value, Outcome.OK, version(version), null, 1);
    }

    Story putUnderRing(String value, int version, long ring) {
        return add(OpKind.PUT, value, Outcome.OK, version(version), null, ring);
    }

    Story putEnded(String value, Outcome outcome) {
        return add(OpKind.PUT, value, outcome, null, null, 0);
    }

    Story delete(int version) {
        return add(OpKind.DELETE, null, Outcome.OK, version(version), null, 1);
    }

    Story deleteInDoubt() {
        return add(OpKind.DELETE, null, Outcome.IN_DOUBT, null, null, 0);
    }

    Story increment(long amount, Outcome outcome, Long sum, int version) {
        boolean ok = outcome == Outcome.OK;
        return add(
                OpKind.INCREMENT,
                Long.toString(amount),
                outcome,
                ok ? version(version) : null,
                ok ? Long.toString(sum) : null,
                1);
    }

    Story read(String value, int version) {
        return add(OpKind.GET, null, Outcome.OK, version(version), value, 1);
    }

    Story readNothing() {
        return add(OpKind.GET, null, Outcome.OK, null, null, 1);
    }

    /** At once, so that W of them in one story are one episode until {@link #well}. */
    Story kill(String... nodes) {
        return killWithDisk(MemoryLoss.NOTHING, nodes);
    }

    /** What was written up to now is on every disk. */
    Story onDisk() {
        now += MOMENT_NANOS;
        diskUntil = now;
        return this;
    }

    /** Nodes whose disks have what was written before {@link #onDisk}. */
    Story killOnDisk(String... nodes) {
        return killWithDisk(diskUntil, nodes);
    }

    private Story killWithDisk(long keptUntil, String... nodes) {
        now += MOMENT_NANOS;
        for (String node : nodes) {
            losses.add(new MemoryLoss(node, now, now, keptUntil, episode));
        }
        return this;
    }

    /** Being killed, nodes may confirm writes until they are {@link #dead}. */
    Story dying() {
        now += MOMENT_NANOS;
        dyingSince = now;
        return this;
    }

    Story dead(String... nodes) {
        now += MOMENT_NANOS;
        for (String node : nodes) {
            losses.add(new MemoryLoss(node, dyingSince, now, MemoryLoss.NOTHING, episode));
        }
        return this;
    }

    Story well() {
        episode++;
        return this;
    }

    Story end(String value, int version) {
        finals.put(KEY, new Evidence.FinalValue(value, version(version)));
        return this;
    }

    /** The names of the promises that were broken. */
    List<String> broken(Checker checker) {
        return checker.check(new Evidence(ops, losses, 3, 2, readQuorum, finals)).stream()
                .map(Violation::promise)
                .toList();
    }

    List<Op> ops() {
        return ops;
    }

    private Story add(OpKind kind, String value, Outcome outcome, String version, String found, long ring) {
        long invoke = now + MOMENT_NANOS;
        long end = invoke + MOMENT_NANOS;
        now = end;
        ops.add(new Op(
                ops.size() + 1,
                0,
                "node-1",
                kind,
                KEY,
                value,
                null,
                invoke,
                end,
                outcome,
                null,
                version,
                found,
                2,
                ring));
        return this;
    }
}
