package dev.meguri.chaos.check;

import dev.meguri.chaos.history.MemoryLoss;
import dev.meguri.chaos.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the checks judge: the history, and what was there at the end, once everything was healed.
 *
 * @param copies, writeQuorum, readQuorum of the policy, clamped by the number of nodes
 * @param finals by key: what a read found; no entry: nothing
 */
public record Evidence(
        List<Op> ops,
        List<MemoryLoss> losses,
        int copies,
        int writeQuorum,
        int readQuorum,
        Map<String, FinalValue> finals) {
    /** @param version as receipts have it */
    public record FinalValue(String value, String version) {}

    /** The operations of each key, in the order of the keys. */
    public Map<String, List<Op>> byKey() {
        Map<String, List<Op>> byKey = new TreeMap<>();
        for (Op op : ops) {
            byKey.computeIfAbsent(op.key(), key -> new ArrayList<>()).add(op);
        }
        return byKey;
    }

    /** Whether an acknowledged write must still be there: in no episode did as many nodes as confirmed it forget it. */
    public boolean mustSurvive(Op write) {
        Map<Integer, List<String>> forgot = new TreeMap<>();
        for (MemoryLoss loss : losses) {
            List<String> nodes = forgot.computeIfAbsent(loss.episode(), episode -> new ArrayList<>());
            if (loss.mayForget(write) && !nodes.contains(loss.node())) {
                nodes.add(loss.node());
            }
        }
        return forgot.values().stream().allMatch(nodes -> nodes.size() < writeQuorum);
    }
}
