package dev.meguri.ui.traffic;

import dev.meguri.api.cache.NodeStats;
import dev.meguri.api.cache.NodeStats.LinkStats;
import dev.meguri.ui.node.NodeRound.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Makes rates of what the nodes counted, and remembers the counts: a rate is the difference to the answer before, by the node's own
 * time. Pure but for that; one thread at a time.
 */
final class TrafficMaker {
    /** Of more links, the weakest are left out. Higher: more for every browser, each second; lower: less of a large cluster. */
    static final int MAX_LINKS_PER_KIND = 64;

    /** Two answers that are closer say too little. */
    private static final long LEAST_ELAPSED_MILLIS = 100;

    private static final List<String> ORDER = List.of(
            "replicate",
            "write",
            "read",
            "vote",
            "hint",
            "repair",
            "migration",
            "publish",
            "gossip",
            "heartbeat",
            "state");
    private static final Comparator<String> BY_KIND =
            Comparator.comparingInt(TrafficMaker::place).thenComparing(Comparator.naturalOrder());
    private static final Comparator<Link> STRONGEST_FIRST = Comparator.comparingDouble(Link::messages)
            .reversed()
            .thenComparing(Link::from)
            .thenComparing(Link::to);

    private record Wire(String peer, String kind) {}

    private record Counted(long uptimeMillis, Map<Wire, LinkStats> links) {}

    private record Link(String from, String to, double messages, double bytes) {}

    private final Map<String, Counted> before = new HashMap<>();

    Traffic next(long atMillis, List<Answer<NodeStats>> answers) {
        Map<String, List<Link>> byKind = new HashMap<>();
        for (Answer<NodeStats> answer : answers) {
            if (answer.isThere() && answer.nodeId().equals(answer.document().nodeId())) {
                addRates(answer.document(), byKind);
            }
        }
        before.keySet()
                .removeIf(nodeId -> answers.stream().noneMatch(a -> a.nodeId().equals(nodeId)));
        return packed(atMillis, byKind);
    }

    private void addRates(NodeStats now, Map<String, List<Link>> byKind) {
        Map<Wire, LinkStats> counts = new HashMap<>();
        for (LinkStats link : now.links() == null ? List.<LinkStats>of() : now.links()) {
            counts.put(new Wire(link.peer(), link.kind()), link);
        }
        Counted then = before.put(now.nodeId(), new Counted(now.uptimeMillis(), counts));
        long elapsed = then == null ? 0 : now.uptimeMillis() - then.uptimeMillis();
        if (elapsed < LEAST_ELAPSED_MILLIS) {
            return;
        }
        counts.forEach((wire, link) -> {
            LinkStats was = then.links().get(wire);
            long messages = link.messages() - (was == null ? 0 : was.messages());
            long bytes = link.bytes() - (was == null ? 0 : was.bytes());
            // fewer than before: the counts began anew, and nobody knows when
            if (messages > 0 && bytes >= 0) {
                byKind.computeIfAbsent(wire.kind(), kind -> new ArrayList<>())
                        .add(new Link(
                                now.nodeId(), wire.peer(), messages * 1000.0 / elapsed, bytes * 1000.0 / elapsed));
            }
        });
    }

    private static Traffic packed(long atMillis, Map<String, List<Link>> byKind) {
        TreeSet<String> names = new TreeSet<>();
        byKind.values().forEach(links -> {
            links.sort(STRONGEST_FIRST);
            links.stream().limit(MAX_LINKS_PER_KIND).forEach(link -> names.addAll(List.of(link.from(), link.to())));
        });
        List<String> nodes = List.copyOf(names);
        Map<String, Integer> places = new LinkedHashMap<>();
        nodes.forEach(node -> places.put(node, places.size()));
        List<Traffic.OfKind> kinds = byKind.keySet().stream()
                .sorted(BY_KIND)
                .map(kind -> ofKind(kind, byKind.get(kind), places))
                .toList();
        return new Traffic(atMillis, nodes, kinds);
    }

    private static Traffic.OfKind ofKind(String kind, List<Link> links, Map<String, Integer> places) {
        float[] strongest = new float[4 * Math.min(MAX_LINKS_PER_KIND, links.size())];
        for (int i = 0; i < strongest.length; i += 4) {
            Link link = links.get(i / 4);
            strongest[i] = places.get(link.from());
            strongest[i + 1] = places.get(link.to());
            strongest[i + 2] = shown(link.messages());
            strongest[i + 3] = shown(link.bytes());
        }
        return new Traffic.OfKind(
                kind,
                shown(links.stream().mapToDouble(Link::messages).sum()),
                shown(links.stream().mapToDouble(Link::bytes).sum()),
                links.size(),
                strongest);
    }

    /** Kinds that only a newer node knows come last. */
    private static int place(String kind) {
        int place = ORDER.indexOf(kind);
        return place < 0 ? ORDER.size() : place;
    }

    /** More digits are sent for nothing. */
    private static float shown(double value) {
        return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10f;
    }
}
