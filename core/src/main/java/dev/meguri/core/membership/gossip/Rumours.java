package dev.meguri.core.membership.gossip;

import dev.meguri.core.limits.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rumours that this node passes on, with every message that it sends anyway: the least told first, each a number of
 * times that grows with the logarithm of the members, which is enough for all to hear of it (SWIM, section 4.1).
 */
final class Rumours {
    private static final class Spreading {
        final Rumour rumour;
        int told;

        Spreading(Rumour rumour) {
            this.rumour = rumour;
        }
    }

    /** By how often they were told; among equals the newest first. At most {@link Limits#MAX_RUMOURS_WAITING}. */
    private final ArrayList<Spreading> waiting = new ArrayList<>();

    /** News: what it outdoes is told no more. Several may accuse the same member, as long as they say the same. */
    void add(Rumour news) {
        waiting.removeIf(s -> s.rumour.nodeId().equals(news.nodeId()) && !isSameAccusation(s.rumour, news));
        waiting.addFirst(new Spreading(news));
        if (waiting.size() > Limits.MAX_RUMOURS_WAITING) {
            waiting.removeLast();
        }
    }

    private static boolean isSameAccusation(Rumour a, Rumour b) {
        return a.standing() == Standing.SUSPECT
                && b.standing() == Standing.SUSPECT
                && a.refutation() == b.refutation()
                && !a.accuser().equals(b.accuser());
    }

    boolean tellsOf(String nodeId) {
        return waiting.stream().anyMatch(s -> s.rumour.nodeId().equals(nodeId));
    }

    void forget(String nodeId) {
        waiting.removeIf(s -> s.rumour.nodeId().equals(nodeId));
    }

    /**
     * What goes with one message.
     *
     * @param first comes before all others, and is not counted; null: nothing
     * @param transmissions after so many a rumour has been told often enough
     */
    List<Rumour> take(Rumour first, int transmissions) {
        if (waiting.isEmpty()) {
            return first == null ? List.of() : List.of(first);
        }
        List<Rumour> taken = new ArrayList<>();
        int bytes = 0;
        if (first != null) {
            taken.add(first);
            bytes = first.bytes();
        }
        for (Spreading spreading : waiting) {
            Rumour rumour = spreading.rumour;
            bytes += rumour.bytes();
            if (taken.size() >= Limits.MAX_RUMOURS_PER_MESSAGE || bytes > Limits.MAX_RUMOUR_BYTES_PER_MESSAGE) {
                break;
            }
            if (first == null || !first.nodeId().equals(rumour.nodeId())) {
                taken.add(rumour);
                spreading.told++;
            }
        }
        waiting.removeIf(s -> s.told >= transmissions);
        waiting.sort(Comparator.comparingInt(s -> s.told));
        return taken;
    }

    int size() {
        return waiting.size();
    }
}
