package dev.meguri.node.resp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long commands took that took too long, second by second: LATENCY of Redis. Off until a threshold is set. Any thread. */
final class LatencyLog {
    /** The events there are: commands of which Redis would say that they are O(1) or O(log n), and all others. */
    static final String FAST = "fast-command";

    static final String OTHER = "command";
    /** Seconds that an event remembers, as in Redis. */
    private static final int MAX_SAMPLES = 160;

    record Sample(long second, long millis) {}

    /** @param maxMillis of all time, since the last reset */
    record Latest(String event, Sample sample, long maxMillis) {}

    private static final class Series {
        final ArrayDeque<Sample> samples = new ArrayDeque<>();
        long maxMillis;
    }

    private final Map<String, Series> events = new TreeMap<>();
    /** 0: off. */
    private volatile long thresholdMillis;

    long thresholdMillis() {
        return thresholdMillis;
    }

    void thresholdMillis(long millis) {
        thresholdMillis = millis;
    }

    void took(String event, long millis, long nowMillis) {
        if (thresholdMillis == 0 || millis < thresholdMillis) {
            return;
        }
        long second = nowMillis / 1000;
        synchronized (this) {
            Series series = events.computeIfAbsent(event, name -> new Series());
            series.maxMillis = Math.max(series.maxMillis, millis);
            Sample last = series.samples.peekLast();
            if (last != null && last.second() == second) {
                series.samples.removeLast();
                series.samples.addLast(new Sample(second, Math.max(last.millis(), millis)));
                return;
            }
            series.samples.addLast(new Sample(second, millis));
            if (series.samples.size() > MAX_SAMPLES) {
                series.samples.removeFirst();
            }
        }
    }

    synchronized List<Latest> latest() {
        List<Latest> latest = new ArrayList<>();
        events.forEach((name, series) -> latest.add(new Latest(name, series.samples.getLast(), series.maxMillis)));
        return latest;
    }

    /** Oldest first. */
    synchronized List<Sample> history(String event) {
        Series series = events.get(event);
        return series == null ? List.of() : List.copyOf(series.samples);
    }

    /** @param names none: all. @return how many events there were */
    synchronized int reset(List<String> names) {
        int before = events.size();
        if (names.isEmpty()) {
            events.clear();
        }
        names.forEach(events::remove);
        return before - events.size();
    }
}
