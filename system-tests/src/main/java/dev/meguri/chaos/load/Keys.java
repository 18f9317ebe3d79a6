package dev.meguri.chaos.load;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of a run under one policy. Those of one group share a slot, hence a replica list. Most keys are never deleted, so
 * that their absence at the end proves a loss.
 */
public final class Keys {
    static final int GROUPS = 16;
    private static final int REGISTERS = 4;
    private static final int REMOVABLES = 2;

    private final String prefix;

    /** @param policy the preset under which they are kept */
    public Keys(String policy) {
        this.prefix = "chaos-" + policy + ":";
    }

    /** What the keys begin with, and no others. */
    public String prefix() {
        return prefix;
    }

    public boolean contains(String key) {
        return key.startsWith(prefix);
    }

    /** A key that is written once: no later write hides that this one was lost. */
    String once(int group, long id) {
        return prefix + "{g" + group + "}:o" + id;
    }

    /** One key of each group. */
    public List<String> ofGroups() {
        List<String> keys = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            keys.add(prefix + "{g" + group + "}:r0");
        }
        return keys;
    }

    /** What all keys of this key's group begin with. */
    public static String groupPrefix(String key) {
        return key.substring(0, key.indexOf('}') + 2);
    }

    /** The keys that are written again and again, in a fixed order. */
    public List<String> all() {
        List<String> keys = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            for (int i = 0; i < REGISTERS; i++) {
                keys.add(prefix + "{g" + group + "}:r" + i);
            }
            for (int i = 0; i < REMOVABLES; i++) {
                keys.add(prefix + "{g" + group + "}:d" + i);
            }
            keys.add(prefix + "{g" + group + "}:n");
        }
        return keys;
    }

    /** {@code {g3}} of a key. */
    public static String group(String key) {
        return key.substring(key.indexOf('{'), key.indexOf('}') + 1);
    }

    static boolean isCounter(String key) {
        return key.endsWith(":n");
    }

    static boolean isRemovable(String key) {
        return key.charAt(key.length() - 2) == 'd';
    }

    /** As the path of the cache API. */
    public static String path(String key) {
        return "/api/cache/" + key.replace("{", "%7B").replace("}", "%7D");
    }
}
