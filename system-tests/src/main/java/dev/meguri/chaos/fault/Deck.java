package dev.meguri.chaos.fault;

import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** The order in which faults come: shuffled by the seed, each kind in turn, the usual ones more often. */
final class Deck {
    private static final List<ChaosKind> CARDS = List.of(
            ChaosKind.CRASH,
            ChaosKind.CRASH,
            ChaosKind.PAUSE,
            ChaosKind.PAUSE,
            ChaosKind.CUT,
            ChaosKind.CUT_ONE_WAY,
            ChaosKind.ISOLATE,
            ChaosKind.CUT_FROM_MANAGER,
            ChaosKind.DELAY,
            ChaosKind.LOSS,
            ChaosKind.DUPLICATION,
            ChaosKind.SLOW,
            ChaosKind.MANAGER_CRASH,
            ChaosKind.JOIN,
            ChaosKind.DRAIN,
            ChaosKind.CRASH_IN_TURN,
            ChaosKind.CRASH_ALL);

    private final SplitMix64 random;
    private final List<ChaosKind> left = new ArrayList<>();

    Deck(SplitMix64 random) {
        this.random = random;
    }

    ChaosKind next() {
        if (left.isEmpty()) {
            left.addAll(CARDS);
        }
        return left.remove(random.below(left.size()));
    }
}
