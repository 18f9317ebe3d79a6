package dev.meguri.simulator.workload;

import dev.meguri.core.ring.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All keys of a run and what clients know of them. */
public final class Keyspace {
    private final Map<String, KeyHistory> byName = new LinkedHashMap<>();
    private final Map<Key, KeyHistory> byKey = new LinkedHashMap<>();
    private final List<KeyHistory> eventual = new ArrayList<>();
    private final List<KeyHistory> strong = new ArrayList<>();

    /** The key's history; begins one for a key not seen before. Names that end in a colon and n are counters. */
    public KeyHistory key(String name) {
        return byName.computeIfAbsent(name, n -> {
            KeyHistory history = new KeyHistory(Key.of(n), Policies.of(n), isCounter(n));
            byKey.put(history.key, history);
            (history.policy.isStrong() ? strong : eventual).add(history);
            return history;
        });
    }

    /** Null for a key that no client ever named. */
    public KeyHistory find(Key key) {
        return byKey.get(key);
    }

    /** Of eventual policies. */
    public List<KeyHistory> eventual() {
        return eventual;
    }

    /** Of strong policies: what is known of them is in the history of the linearizability checker. */
    public List<KeyHistory> strong() {
        return strong;
    }

    private static boolean isCounter(String name) {
        return name.startsWith("n", name.indexOf(':') + 1);
    }
}
