package dev.meguri.core.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What many entries have in common, by a small number: the writer of their version and their content type. Counts how many
 * use each, so that a number is free again when nobody does.
 */
final class Origins {
    /** Distinct origins at once; entries of more are kept unpacked. A client that invents content types costs no more. */
    static final int MAX = 4_096;

    static final int NONE = -1;

    record Origin(String nodeId, long incarnation, String contentType) {}

    private final Map<Origin, Integer> numbers = new HashMap<>();
    private Origin[] origins = new Origin[8];
    private int[] users = new int[8];
    /** Numbers below this were given out at least once. */
    private int used;
    /** How many of those are free again. */
    private int free;

    private int last = NONE;

    /** The number of an entry's origin, counted as used once more; {@link #NONE} when there are too many. */
    int acquire(Entry entry) {
        String nodeId = entry.version().nodeId();
        long incarnation = entry.version().incarnation();
        if (last != NONE && users[last] > 0 && isSame(origins[last], nodeId, incarnation, entry.contentType())) {
            users[last]++;
            return last;
        }
        Origin origin = new Origin(nodeId, incarnation, entry.contentType());
        Integer known = numbers.get(origin);
        int number = known != null ? known : add(origin);
        if (number != NONE) {
            users[number]++;
            last = number;
        }
        return number;
    }

    void release(int number) {
        if (--users[number] == 0) {
            numbers.remove(origins[number]);
            origins[number] = null;
            free++;
        }
    }

    Origin get(int number) {
        return origins[number];
    }

    private int add(Origin origin) {
        int number = free > 0 ? firstFree() : nextUnused();
        if (number != NONE) {
            origins[number] = origin;
            numbers.put(origin, number);
        }
        return number;
    }

    private int firstFree() {
        for (int number = 0; number < used; number++) {
            if (origins[number] == null) {
                free--;
                return number;
            }
        }
        throw new IllegalStateException("a free number is counted but not there");
    }

    private int nextUnused() {
        if (used == MAX) {
            return NONE;
        }
        if (used == origins.length) {
            origins = Arrays.copyOf(origins, used * 2);
            users = Arrays.copyOf(users, used * 2);
        }
        return used++;
    }

    private static boolean isSame(Origin origin, String nodeId, long incarnation, String contentType) {
        return origin.incarnation == incarnation
                && origin.nodeId.equals(nodeId)
                && origin.contentType.equals(contentType);
    }
}
