package dev.meguri.chaos.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether the replicas of every key hold the same. */
public final class Replicas {
    private Replicas() {}

    /**
     * The first difference, for people; null: there is none.
     *
     * @param lists by key: the nodes that keep it
     * @param held by node: the version of each key that it holds
     */
    public static String difference(Map<String, List<String>> lists, Map<String, Map<String, String>> held) {
        for (Map.Entry<String, List<String>> entry : lists.entrySet()) {
            String key = entry.getKey();
            String first = entry.getValue().getFirst();
            String expected = held.getOrDefault(first, Map.of()).get(key);
            for (String other : entry.getValue()) {
                String there = held.getOrDefault(other, Map.of()).get(key);
                if (!Objects.equals(expected, there)) {
                    return key + ": " + first + " has " + said(expected) + ", " + other + " has " + said(there);
                }
            }
        }
        return null;
    }

    private static String said(String version) {
        return version == null ? "nothing" : version;
    }
}
