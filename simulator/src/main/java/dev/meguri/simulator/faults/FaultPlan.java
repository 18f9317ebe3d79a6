package dev.meguri.simulator.faults;

import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which faults a run may have, and how many.
 *
 * @param kinds those that are on
 * @param meanPauseMillis mean time from one fault to the next
 * @param minMillis least duration of a fault
 * @param maxMillis greatest duration of a fault
 * @param maxNodes nodes that may be struck at once by faults of single nodes
 * @param maxDiskLosses over the whole run
 */
public record FaultPlan(
        Set<FaultKind> kinds, long meanPauseMillis, long minMillis, long maxMillis, int maxNodes, int maxDiskLosses) {
    public static final FaultPlan NONE = new FaultPlan(Set.of(), 1_000_000, 1, 1, 0, 0);

    /** A plan as the seed has it. One run in eight has operators' doings only, or nothing at all. */
    public static FaultPlan drawn(SplitMix64 random, int nodes, int spareNodes) {
        EnumSet<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        boolean calm = random.chance(0.125);
        double share = 0.1 + random.unit() * 0.5;
        for (FaultKind kind : FaultKind.values()) {
            boolean on = random.chance(kind.isOperation() ? 0.4 : isRare(kind) ? 0.1 : share);
            if (on && (!calm || kind.isOperation())) {
                kinds.add(kind);
            }
        }
        if (spareNodes > 0) {
            kinds.add(FaultKind.JOIN);
        }
        long min = random.between(50, 1_000);
        long max = min + (random.chance(0.5) ? random.between(500, 4_000) : random.between(4_000, 25_000));
        return new FaultPlan(
                kinds,
                random.between(1_500, 15_000),
                min,
                max,
                (int) random.between(1, random.chance(0.3) ? nodes : 2),
                (int) random.between(0, 3));
    }

    private static boolean isRare(FaultKind kind) {
        return kind == FaultKind.CRASH_ALL || kind == FaultKind.STOP_ALL || kind == FaultKind.MANAGER_DATABASE_LOSS;
    }

    /** The kinds in a fixed order. */
    public List<FaultKind> kindList() {
        List<FaultKind> list = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (kinds.contains(kind)) {
                list.add(kind);
            }
        }
        return list;
    }

    /** Whether clients may see no failure in such a run. */
    public boolean isCalm() {
        return kinds.stream().allMatch(FaultKind::isOperation);
    }
}
