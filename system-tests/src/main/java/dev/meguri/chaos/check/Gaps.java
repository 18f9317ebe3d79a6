package dev.meguri.chaos.check;

import dev.meguri.chaos.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How long keys could not be written: the longest time without a successful write to any key of a group. */
public final class Gaps {
    /** @param group empty: there was no write at all */
    public record Gap(String group, long fromNanos, long toNanos) {
        public static final Gap NONE = new Gap("", 0, 0);

        public long millis() {
            return (toNanos - fromNanos) / 1_000_000;
        }
    }

    private Gaps() {}

    /**
     * The longest of any group that ended after {@code fromNanos} and began before {@code toNanos}.
     *
     * @param group of a key
     */
    public static Gap longest(List<Op> ops, Function<String, String> group, long fromNanos, long toNanos) {
        Gap longest = Gap.NONE;
        for (Map.Entry<String, List<Long>> entry : successes(ops, group).entrySet()) {
            List<Long> times = entry.getValue();
            for (int i = 1; i < times.size(); i++) {
                long from = times.get(i - 1);
                long to = times.get(i);
                if (to >= fromNanos && from <= toNanos && to - from > longest.toNanos() - longest.fromNanos()) {
                    longest = new Gap(entry.getKey(), from, to);
                }
            }
        }
        return longest;
    }

    private static Map<String, List<Long>> successes(List<Op> ops, Function<String, String> group) {
        Map<String, List<Long>> byGroup = new TreeMap<>();
        for (Op op : ops) {
            if (op.isAcknowledged()) {
                byGroup.computeIfAbsent(group.apply(op.key()), g -> new ArrayList<>())
                        .add(op.returnNanos());
            }
        }
        byGroup.values().forEach(times -> times.sort(null));
        return byGroup;
    }
}
