package dev.meguri.ui.advisor;

import dev.meguri.ui.advisor.Advice.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node's clock is off, beside those of the others. */
final class ClockOffset implements Rule {
    private static final double MUCH_MILLIS = 500;
    /** What nodes tolerate of each other by default ({@code maxClockSkew}). */
    private static final double TOO_MUCH_MILLIS = 5_000;

    @Override
    public List<Advice> look(Facts facts) {
        List<NodeFacts> told = facts.nodes().stream()
                .filter(node -> !Double.isNaN(node.clockOffsetMillis()))
                .toList();
        if (told.size() < 2) {
            return List.of();
        }
        double[] offsets =
                told.stream().mapToDouble(NodeFacts::clockOffsetMillis).sorted().toArray();
        // Of an even number the one nearer to our own clock, so that of two nodes it is not chance who is wrong.
        double lower = offsets[(offsets.length - 1) / 2];
        double upper = offsets[offsets.length / 2];
        double middle = Math.abs(lower) <= Math.abs(upper) ? lower : upper;
        List<Advice> advice = new ArrayList<>();
        for (NodeFacts node : told) {
            double off = node.clockOffsetMillis() - middle;
            if (Math.abs(off) < MUCH_MILLIS) {
                continue;
            }
            boolean isTooMuch = Math.abs(off) >= TOO_MUCH_MILLIS;
            advice.add(new Advice(
                    "clock_offset",
                    isTooMuch ? Weight.BAD : Weight.WARN,
                    new Said(
                            off > 0 ? "clock_ahead" : "clock_behind",
                            Map.of("node", node.nodeId(), "millis", Say.rounded(Math.abs(off))),
                            "The clock of " + node.nodeId() + " is " + Say.millis(Math.abs(off))
                                    + (off > 0 ? " ahead" : " behind")),
                    isTooMuch
                            ? Said.of("clock_refused", "The others refuse what it stamps: they tolerate 5 s.")
                            : Said.of(
                                    "clock_orders",
                                    "Of two writes the newer one wins by these clocks, and times to live end by them."),
                    Said.of(
                            "clock_todo",
                            "Let NTP set it (chrony, systemd-timesyncd), and see whether a clock fault is injected."),
                    List.of(node.nodeId()),
                    null,
                    "/nodes"));
        }
        return advice;
    }
}
