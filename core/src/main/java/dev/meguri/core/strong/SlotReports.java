package dev.meguri.core.strong;

import dev.meguri.core.strong.StrongMessage.Item;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/** What voters answered to a slot prepare, put together from its parts. */
final class SlotReports {
    private static final class Report {
        final BitSet parts = new BitSet();
        final List<Item> items = new ArrayList<>();
    }

    private final TreeMap<Integer, Report> reports = new TreeMap<>();
    private int complete;

    /** What a voter reports, in parts of at most so many bytes (or one item); at least one part. */
    static List<List<Item>> cut(List<Item> items, int maxPartBytes) {
        List<List<Item>> parts = new ArrayList<>();
        List<Item> part = new ArrayList<>();
        parts.add(part);
        long bytes = 0;
        for (Item item : items) {
            long itemBytes = StrongMemory.bytesOf(item.key(), item.value());
            if (!part.isEmpty() && bytes + itemBytes > maxPartBytes) {
                part = new ArrayList<>();
                parts.add(part);
                bytes = 0;
            }
            part.add(item);
            bytes += itemBytes;
        }
        return parts;
    }

    void clear() {
        reports.clear();
        complete = 0;
    }

    void add(int bit, StrongMessage.SlotReported message) {
        if (bit == 0) {
            return;
        }
        Report report = reports.computeIfAbsent(bit, b -> new Report());
        if (!report.parts.get(message.part())) {
            report.parts.set(message.part());
            report.items.addAll(message.items());
        }
        if (report.parts.cardinality() == message.parts()) {
            complete |= bit;
        }
    }

    /** The voters all of whose parts have come. */
    int complete() {
        return complete;
    }

    /** Of those whose reports are complete. */
    List<List<Item>> all() {
        List<List<Item>> all = new ArrayList<>();
        reports.forEach((bit, report) -> {
            if ((complete & bit) != 0) {
                all.add(report.items);
            }
        });
        return all;
    }
}
