package dev.meguri.client.net;

import java.util.List;

/**
 * Of which keys' changes a node tells on one connection: from when it said so until the connection ends, or is asked to tell of
 * others. What is read meanwhile may be kept; when it is over, changes may have gone untold. Any thread.
 */
public final class Tracking {
    /** Nothing is told. */
    public static final Tracking NONE = new Tracking(List.of());

    private final List<String> prefixes;
    private volatile boolean over;

    Tracking(List<String> prefixes) {
        this.prefixes = prefixes;
    }

    static {
        NONE.end();
    }

    /** Whether changes of all keys that begin so are told. */
    public boolean tellsOf(String prefix) {
        if (over) {
            return false;
        }
        for (String told : prefixes) {
            if (prefix.startsWith(told)) {
                return true;
            }
        }
        return false;
    }

    public boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }
}
