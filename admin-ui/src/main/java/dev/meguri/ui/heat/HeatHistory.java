package dev.meguri.ui.heat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames that are kept: {@value #FINE} as they came, and before them one per minute, {@value #COARSE} in all. That is ten
 * minutes and an hour, in about 20 MiB however many keys there are. Any thread.
 */
final class HeatHistory {
    static final int FINE = 60;
    static final int COARSE = 60;
    static final long COARSE_MILLIS = 60_000;

    private final ArrayDeque<HeatFrame> fine = new ArrayDeque<>();
    private final ArrayDeque<HeatFrame> coarse = new ArrayDeque<>();
    /** Of the minute that is under way. */
    private final List<HeatFrame> minute = new ArrayList<>();

    synchronized void add(HeatFrame frame) {
        if (!minute.isEmpty() && minute.getFirst().atMillis() / COARSE_MILLIS != frame.atMillis() / COARSE_MILLIS) {
            keep(coarse, HeatFrame.folded(minute), COARSE);
            minute.clear();
        }
        HeatFrame last = fine.pollLast();
        if (last != null) {
            fine.addLast(last.rounded());
        }
        keep(fine, frame, FINE);
        minute.add(frame.rounded());
    }

    /** The newest; null: there is none yet. */
    synchronized HeatFrame newest() {
        return fine.peekLast();
    }

    /** The last one that is not newer, or else the oldest; null: there is none yet. */
    synchronized HeatFrame at(long atMillis) {
        HeatFrame found = null;
        for (HeatFrame frame : all()) {
            if (found == null || frame.atMillis() <= atMillis) {
                found = frame;
            }
        }
        return found;
    }

    /** The oldest first: minutes, as far as there is nothing finer, and then what is finer. */
    synchronized List<HeatFrame> all() {
        List<HeatFrame> all = new ArrayList<>();
        long fineFrom = fine.isEmpty() ? Long.MAX_VALUE : fine.peekFirst().atMillis();
        for (HeatFrame frame : coarse) {
            if (frame.atMillis() < fineFrom) {
                all.add(frame);
            }
        }
        all.addAll(fine);
        return all;
    }

    private static void keep(ArrayDeque<HeatFrame> frames, HeatFrame frame, int most) {
        frames.addLast(frame);
        if (frames.size() > most) {
            frames.removeFirst();
        }
    }
}
