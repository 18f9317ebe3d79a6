package dev.meguri.simulator.run;

import dev.meguri.simulator.faults.FaultKind;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a campaign of many runs came to. Owned by whoever adds the outcomes, one at a time. */
public final class Figures {
    private final List<Outcome> problems = new ArrayList<>();
    private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
    private long runs;
    private long virtualMicros;
    private long events;
    private long operations;
    private long failed;
    private long inDoubt;
    private long broken;
    private long messages;
    private long keysClaimed;
    private long keysExcused;
    private long quorumReads;
    private long histories;
    private long unknown;
    private long violations;
    private long longestHealMillis;
    private long longestHealSeed;
    private long traces;

    void add(Outcome outcome) {
        runs++;
        virtualMicros += outcome.virtualMicros();
        events += outcome.events();
        operations += outcome.operations();
        failed += outcome.failed();
        inDoubt += outcome.inDoubt();
        broken += outcome.broken();
        messages += outcome.messages();
        keysClaimed += outcome.keysClaimed();
        keysExcused += outcome.keysExcused();
        quorumReads += outcome.quorumReads();
        histories += outcome.histories();
        unknown += outcome.unknown().size();
        violations += outcome.isViolated() ? 1 : 0;
        traces += SplitMix64.mix(outcome.seed()) ^ SplitMix64.mix(outcome.traceHash());
        outcome.faults().forEach((kind, count) -> faults.merge(kind, (long) count, Long::sum));
        if (outcome.healMillis() > longestHealMillis) {
            longestHealMillis = outcome.healMillis();
            longestHealSeed = outcome.seed();
        }
        if (!outcome.isClean()) {
            problems.add(outcome);
        }
    }

    public long runs() {
        return runs;
    }

    public double virtualSeconds() {
        return virtualMicros / 1e6;
    }

    /** Outcomes of the runs in which an invariant did not hold, or is not known to have held, by seed. */
    public List<Outcome> problems() {
        problems.sort(Comparator.comparingLong(Outcome::seed));
        return problems;
    }

    public Map<FaultKind, Long> faults() {
        return faults;
    }

    public long quorumReads() {
        return quorumReads;
    }

    /** Histories of strong keys that were checked for linearizability. */
    public long histories() {
        return histories;
    }

    /** Those of them that nobody knows of, for they took too long to check. */
    public long unknown() {
        return unknown;
    }

    public long keysClaimed() {
        return keysClaimed;
    }

    /**
     * Over the trace hashes of all runs, in whatever order they ended: equal after a change of the code where it has changed
     * nothing of what happens in them.
     */
    public long traces() {
        return traces;
    }

    /** Several lines for people. @param threads that ran them @param cpuSeconds that these took */
    public String describe(double wallSeconds, int threads, double cpuSeconds) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d seeds, %,.0f virtual seconds in %.1f s on %d threads: %,.0f virtual seconds per second and thread,"
                        + " %,.0f per second of CPU%n",
                runs,
                virtualSeconds(),
                wallSeconds,
                threads,
                virtualSeconds() / Math.max(wallSeconds, 1e-9) / threads,
                virtualSeconds() / Math.max(cpuSeconds, 1e-9)));
        text.append(String.format(
                Locale.ROOT,
                "%,d operations (%,d failed, %,d of them in doubt; %,d broken off), %,d messages, %,d events%n",
                operations,
                failed,
                inDoubt,
                broken,
                messages,
                events));
        text.append(String.format(
                Locale.ROOT,
                "%,d keys with a demand at the end (%,d excused writes), %,d quorum reads with a demand, longest healing"
                        + " %.1f s (seed %d)%n",
                keysClaimed,
                keysExcused,
                quorumReads,
                longestHealMillis / 1e3,
                longestHealSeed));
        text.append(String.format(
                Locale.ROOT,
                "%,d histories of strong keys, %,d of them too long to check: unknown%n",
                histories,
                unknown));
        text.append("faults: ").append(faults).append(System.lineSeparator());
        text.append(String.format(Locale.ROOT, "traces: %016x%n", traces));
        text.append("violations: ").append(violations);
        if (unknown > 0) {
            text.append(", unknown: ").append(unknown);
        }
        return text.toString();
    }
}
