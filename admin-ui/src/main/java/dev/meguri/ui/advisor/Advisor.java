package dev.meguri.ui.advisor;

import java.util.Comparator;
import java.util.List;

/** All rules. */
final class Advisor {
    private static final List<Rule> RULES = List.of(
            new SlotCopies(),
            new ClockOffset(),
            new SlowNode(),
            new HotKey(),
            new SkewedLoad(),
            new Evictions(),
            new ReplicationLag(),
            new StaleSnapshot());

    private Advisor() {}

    /** The worst first. */
    static List<Advice> look(Facts facts) {
        return RULES.stream()
                .flatMap(rule -> rule.look(facts).stream())
                .sorted(Comparator.comparing(Advice::weight))
                .toList();
    }
}
