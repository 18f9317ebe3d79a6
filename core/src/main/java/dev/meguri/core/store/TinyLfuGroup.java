package dev.meguri.core.store;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * W-TinyLFU (Einziger, Friedman and Manes, 2017), as in Caffeine: a small window takes every new entry; what falls out of
 * it must have been used more often than the coldest of the main part to get in. The main part is a segmented LRU: an entry
 * that is used again moves from probation to the protected segment. So a scan passes through the window and leaves what is
 * used often where it is.
 */
final class TinyLfuGroup extends EvictionGroup {
    private static final int WINDOW = 1;
    private static final int PROBATION = 2;
    private static final int PROTECTED = 3;

    private static final double PROTECTED_SHARE = 0.80;
    /** A candidate this warm is let in now and then against the sketch, so that nobody can pin the main part by collisions. */
    private static final int WARM = 6;

    private static final int ONE_IN = 128;
    /** Entries moved per turn after the window's share changed, so that a turn stays short. */
    private static final int MAX_MOVES = 64;

    private final int firstList;
    private final FrequencySketch sketch;
    private final EntryColumns columns;
    private final SplitMix random;

    private final long[] segmentBytes = new long[PROTECTED + 1];
    private final HillClimber climber = new HillClimber();
    private long entries;
    /** Whether entries had to go since the last turn of the climber: before, there is nothing to learn. */
    private boolean wasFull;
    /** The window's share changed, and entries have yet to move. */
    private boolean isResizing;

    TinyLfuGroup(
            Links links,
            int firstList,
            long budgetBytes,
            EntryColumns columns,
            FrequencySketch sketch,
            SplitMix random) {
        super(links, budgetBytes);
        this.firstList = firstList;
        this.columns = columns;
        this.sketch = sketch;
        this.random = random;
    }

    @Override
    void added(int handle, int bytes, boolean full) {
        entries++;
        wasFull |= full;
        enter(WINDOW, handle, bytes);
        if (isResizing) {
            resizeWindow(handle);
        }
        while (!full && isWindowFull()) {
            int oldest = links.first(list(WINDOW));
            if (oldest == handle) {
                return;
            }
            move(oldest, PROBATION);
        }
    }

    @Override
    void removed(int handle, int bytes) {
        entries--;
        leave(handle, bytes);
    }

    @Override
    void resized(int handle, int byBytes) {
        segmentBytes[columns.segment(handle)] += byBytes;
    }

    @Override
    void touch(int handle) {
        int segment = columns.segment(handle);
        if (segment != PROBATION) {
            links.moveToEnd(list(segment), handle);
            return;
        }
        move(handle, PROTECTED);
        long most = (long) (PROTECTED_SHARE * (segmentBytes[PROBATION] + segmentBytes[PROTECTED]));
        while (segmentBytes[PROTECTED] > most) {
            int coldest = links.first(list(PROTECTED));
            if (coldest == handle) {
                return;
            }
            move(coldest, PROBATION);
        }
    }

    @Override
    void read(boolean hit) {
        if (wasFull && climber.read(hit, entries)) {
            isResizing = true;
        }
    }

    @Override
    int victim(IntPredicate isLed) {
        for (int passed = 0; isWindowFull() && !links.isEmpty(list(WINDOW)); passed++) {
            int candidate = links.first(list(WINDOW));
            if (passed < MAX_PASSED_OVER && !isLed.test(candidate)) {
                move(candidate, PROBATION);
                continue;
            }
            int coldest = coldestOfMain(isLed);
            if (coldest == Links.NONE || !isAdmitted(candidate, coldest)) {
                return candidate;
            }
            move(candidate, PROBATION);
            return coldest;
        }
        int coldest = coldestOfMain(isLed);
        return coldest != Links.NONE ? coldest : links.first(list(WINDOW));
    }

    @Override
    void forEach(IntConsumer each) {
        forEachOf(list(PROBATION), each);
        forEachOf(list(PROTECTED), each);
        forEachOf(list(WINDOW), each);
    }

    private int coldestOfMain(IntPredicate isLed) {
        int led = coldestLed(list(PROBATION), isLed);
        if (led == Links.NONE) {
            led = coldestLed(list(PROTECTED), isLed);
        }
        if (led != Links.NONE) {
            return led;
        }
        int any = links.first(list(PROBATION));
        return any != Links.NONE ? any : links.first(list(PROTECTED));
    }

    private boolean isAdmitted(int candidate, int victim) {
        int candidateFrequency = sketch.frequency(columns.hash(candidate));
        if (candidateFrequency > sketch.frequency(columns.hash(victim))) {
            return true;
        }
        return candidateFrequency >= WARM && random.below(ONE_IN) == 0;
    }

    private boolean isWindowFull() {
        return segmentBytes[WINDOW] > climber.share() * bytes();
    }

    /** Goes on moving entries between window and main part until the window has its share. */
    private void resizeWindow(int newest) {
        for (int i = 0; i < MAX_MOVES; i++) {
            int from = isWindowFull() ? WINDOW : PROBATION;
            int oldest = links.first(list(from));
            if (oldest == Links.NONE || oldest == newest) {
                isResizing = false;
                return;
            }
            move(oldest, from == WINDOW ? PROBATION : WINDOW);
            if (isWindowFull() != (from == WINDOW)) {
                isResizing = false;
                return;
            }
        }
    }

    private void leave(int handle, int bytes) {
        segmentBytes[columns.segment(handle)] -= bytes;
        columns.setSegment(handle, 0);
        links.remove(handle);
    }

    private void enter(int segment, int handle, int bytes) {
        columns.setSegment(handle, segment);
        segmentBytes[segment] += bytes;
        links.append(list(segment), handle);
    }

    private void move(int handle, int segment) {
        int bytes = columns.bytes(handle);
        leave(handle, bytes);
        enter(segment, handle, bytes);
    }

    private int list(int segment) {
        return firstList + segment - 1;
    }
}
