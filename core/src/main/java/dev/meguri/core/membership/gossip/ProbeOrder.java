package dev.meguri.core.membership.gossip;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Whose turn it is: every member once per round, in an order that is drawn anew for each, so that a failure is found within
 * two rounds at the latest (SWIM, section 4.3). Somebody may be put first.
 */
final class ProbeOrder {
    private final List<String> members = new ArrayList<>();
    private final LinkedHashSet<String> urgent = new LinkedHashSet<>();
    private final SplittableRandom random;
    private int next;

    ProbeOrder(SplittableRandom random) {
        this.random = random;
    }

    /** At a position drawn at random, so that members that join together are not probed together. */
    void add(String nodeId) {
        int position = random.nextInt(members.size() + 1);
        members.add(position, nodeId);
        if (position < next) {
            next++;
        }
    }

    void remove(String nodeId) {
        urgent.remove(nodeId);
        int position = members.indexOf(nodeId);
        if (position >= 0) {
            members.remove(position);
            if (position < next) {
                next--;
            }
        }
    }

    /** It comes next. */
    void urge(String nodeId) {
        urgent.add(nodeId);
    }

    /** Null: there is nobody to probe. */
    String next(Predicate<String> isProbed) {
        while (!urgent.isEmpty()) {
            String first = urgent.removeFirst();
            if (isProbed.test(first)) {
                return first;
            }
        }
        for (int tried = 0; tried < members.size(); tried++) {
            if (next >= members.size()) {
                shuffle();
                next = 0;
            }
            String nodeId = members.get(next++);
            if (isProbed.test(nodeId)) {
                return nodeId;
            }
        }
        return null;
    }

    private void shuffle() {
        for (int i = members.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            String swapped = members.get(i);
            members.set(i, members.get(j));
            members.set(j, swapped);
        }
    }
}
