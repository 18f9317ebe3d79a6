package dev.meguri.ui.performance;

import dev.meguri.api.cache.LatencyScale;
import dev.meguri.api.cache.NodeStats;
import dev.meguri.ui.node.NodeRound.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a sample of what the nodes answered, and remembers it: rates are differences to the answer before. Pure but for that; one
 * thread at a time.
 */
final class SampleMaker {
    /** An answer that took longer says too little about the node's clock. */
    private static final long MAX_CLOCK_ROUND_TRIP_MILLIS = 200;

    private static final String ALL = "all";

    private final Map<String, NodeStats> before = new HashMap<>();

    /** What several nodes add to. */
    private static final class Sums {
        double reads;
        double hits;
        double evictions;
        double entries;
        double bytes;
    }

    Sample next(long atMillis, List<Answer<NodeStats>> answers) {
        Sample sample = Sample.empty(atMillis);
        Map<String, Sums> policies = new TreeMap<>();
        Map<String, long[]> counts = new TreeMap<>();
        double seconds = 0;
        for (Answer<NodeStats> answer : answers) {
            if (!answer.isThere() || !answer.nodeId().equals(answer.document().nodeId())) {
                sample.problems()
                        .put(answer.nodeId(), answer.isThere() ? "another node answers there" : answer.problem());
                continue;
            }
            NodeStats now = answer.document();
            NodeStats then = before.put(now.nodeId(), now);
            if (then != null && then.uptimeMillis() >= now.uptimeMillis()) {
                then = null;
            }
            Map<String, Float> values = new TreeMap<>();
            gauges(values, now);
            clock(values, answer);
            policyGauges(policies, now);
            if (then != null) {
                double elapsed = (now.uptimeMillis() - then.uptimeMillis()) / 1000.0;
                rates(values, then, now, elapsed);
                policyRates(policies, then, now, elapsed);
                addCounts(counts, then, now);
                seconds = Math.max(seconds, elapsed);
            }
            sample.nodes().put(now.nodeId(), values);
        }
        before.keySet()
                .removeIf(nodeId -> answers.stream().noneMatch(a -> a.nodeId().equals(nodeId)));
        boolean hasRates = seconds > 0;
        policies.forEach((prefix, sums) -> sample.policies().put(prefix, ofPolicy(sums, hasRates)));
        for (Map.Entry<String, long[]> kind : counts.entrySet()) {
            sample.operations().put(kind.getKey(), ofKind(kind.getValue(), seconds));
        }
        return sample;
    }

    private static void gauges(Map<String, Float> values, NodeStats now) {
        put(values, Metric.ENTRIES, now.entries());
        put(values, Metric.MEMORY, now.memoryBytes());
        if (now.memoryLimitBytes() > 0) {
            put(values, Metric.MEMORY_RATIO, (double) now.memoryBytes() / now.memoryLimitBytes());
        }
        put(values, Metric.LAG, now.replicationLagMillis());
        put(values, Metric.HINTS, now.hints() == null ? 0 : now.hints().waiting());
        put(values, Metric.UNSYNCED, now.unsyncedSlots());
        put(values, Metric.BUSY, now.busyPercent() / 100.0);
        if (now.snapshotAgeMillis() != null) {
            put(values, Metric.SNAPSHOT_AGE, now.snapshotAgeMillis() / 1000.0);
        }
    }

    private static void clock(Map<String, Float> values, Answer<NodeStats> answer) {
        long roundTrip = answer.answeredAtMillis() - answer.askedAtMillis();
        if (answer.document().atMillis() > 0 && roundTrip <= MAX_CLOCK_ROUND_TRIP_MILLIS) {
            put(
                    values,
                    Metric.CLOCK_OFFSET,
                    answer.document().atMillis() - (answer.askedAtMillis() + answer.answeredAtMillis()) / 2.0);
        }
    }

    private static void rates(Map<String, Float> values, NodeStats then, NodeStats now, double seconds) {
        put(values, Metric.READS, grown(then.reads(), now.reads()) / seconds);
        put(values, Metric.WRITES, grown(then.writes(), now.writes()) / seconds);
        long hits = grown(then.hits(), now.hits());
        long looked = hits + grown(then.misses(), now.misses());
        if (looked > 0) {
            put(values, Metric.HIT_RATIO, (double) hits / looked);
        }
        put(values, Metric.EVICTIONS, grown(of(then.removals(), "evicted"), of(now.removals(), "evicted")) / seconds);
        put(values, Metric.EXPIRATIONS, grown(of(then.removals(), "expired"), of(now.removals(), "expired")) / seconds);
        put(values, Metric.FAILURES, grown(failures(then), failures(now)) / seconds);
        if (then.peers() != null && now.peers() != null) {
            put(
                    values,
                    Metric.BYTES_IN,
                    grown(then.peers().bytesIn(), now.peers().bytesIn()) / seconds);
            put(
                    values,
                    Metric.BYTES_OUT,
                    grown(then.peers().bytesOut(), now.peers().bytesOut()) / seconds);
        }
        long[] counts = new long[LatencyScale.STEPS];
        latencies(now).forEach((kind, steps) -> addGrown(counts, latencies(then).get(kind), steps));
        percentiles(values, counts);
    }

    private static void policyGauges(Map<String, Sums> policies, NodeStats now) {
        for (NodeStats.PolicyStats policy : orEmpty(now.policies())) {
            Sums sums = policies.computeIfAbsent(policy.prefix(), prefix -> new Sums());
            sums.entries += policy.entries();
            sums.bytes += policy.memoryBytes();
        }
    }

    private static void policyRates(Map<String, Sums> policies, NodeStats then, NodeStats now, double seconds) {
        Map<String, NodeStats.PolicyStats> old = new HashMap<>();
        orEmpty(then.policies()).forEach(policy -> old.put(policy.prefix(), policy));
        for (NodeStats.PolicyStats policy : orEmpty(now.policies())) {
            NodeStats.PolicyStats was = old.get(policy.prefix());
            if (was != null) {
                Sums sums = policies.get(policy.prefix());
                long hits = grown(was.hits(), policy.hits());
                sums.hits += hits / seconds;
                sums.reads += (hits + grown(was.misses(), policy.misses())) / seconds;
                sums.evictions += grown(was.evictions(), policy.evictions()) / seconds;
            }
        }
    }

    private static Map<String, Float> ofPolicy(Sums sums, boolean hasRates) {
        Map<String, Float> values = new TreeMap<>();
        put(values, Metric.ENTRIES, sums.entries);
        put(values, Metric.MEMORY, sums.bytes);
        if (hasRates) {
            put(values, Metric.READS, sums.reads);
            put(values, Metric.EVICTIONS, sums.evictions);
        }
        if (sums.reads > 0) {
            put(values, Metric.HIT_RATIO, sums.hits / sums.reads);
        }
        return values;
    }

    private static void addCounts(Map<String, long[]> counts, NodeStats then, NodeStats now) {
        Map<String, long[]> old = latencies(then);
        latencies(now).forEach((kind, steps) -> {
            addGrown(counts.computeIfAbsent(kind, k -> new long[LatencyScale.STEPS]), old.get(kind), steps);
            addGrown(counts.computeIfAbsent(ALL, k -> new long[LatencyScale.STEPS]), old.get(kind), steps);
        });
    }

    private static Map<String, Float> ofKind(long[] counts, double seconds) {
        Map<String, Float> values = new TreeMap<>();
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        put(values, Metric.RATE, all / seconds);
        percentiles(values, counts);
        return values;
    }

    /** Where there is nothing to count, there is no percentile. */
    private static void percentiles(Map<String, Float> values, long[] counts) {
        put(values, Metric.P50, LatencyScale.percentileMicros(counts, 0.5));
        put(values, Metric.P99, LatencyScale.percentileMicros(counts, 0.99));
        put(values, Metric.P999, LatencyScale.percentileMicros(counts, 0.999));
    }

    private static Map<String, long[]> latencies(NodeStats stats) {
        Map<String, long[]> byKind = new TreeMap<>();
        orEmpty(stats.latencies()).forEach(latency -> byKind.put(latency.kind(), latency.counts()));
        return byKind;
    }

    private static void addGrown(long[] sums, long[] then, long[] now) {
        for (int step = 0; step < Math.min(sums.length, now.length); step++) {
            sums[step] += grown(then == null || step >= then.length ? 0 : then[step], now[step]);
        }
    }

    private static long failures(NodeStats stats) {
        long sum = stats.failedCommands();
        for (long count :
                stats.failures() == null ? List.<Long>of() : stats.failures().values()) {
            sum += count;
        }
        return sum;
    }

    private static long of(Map<String, Long> counts, String name) {
        return counts == null ? 0 : counts.getOrDefault(name, 0L);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static long grown(long then, long now) {
        return Math.max(0, now - then);
    }

    private static void put(Map<String, Float> values, Metric metric, double value) {
        if (!Double.isNaN(value)) {
            values.put(metric.wire(), (float) value);
        }
    }
}
