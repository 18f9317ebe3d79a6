package dev.meguri.simulator.time;

import static dev.meguri.core.limits.Requirements.require;
import static dev.meguri.core.limits.Requirements.requireState;

import java.util.Arrays;

/**
 * Virtual time and what is to happen in it: a heap in arrays, four below each (half as deep as one of two). Events of one microsecond happen in the order in
 * which they were scheduled, so that a run depends on nothing but its seed. Time and order are one number to compare: a
 * microsecond in the upper 40 bits, and a number that grows with every event in the lower ones; when these are used up, what
 * still waits is numbered anew.
 */
public final class EventQueue {
    /** A run that has more waiting events than this has gone astray. */
    static final int MAX_EVENTS = 4_000_000;

    private static final int NUMBER_BITS = 24;
    private static final long MAX_MICROS = Long.MAX_VALUE >>> NUMBER_BITS;

    private long[] keys = new long[1024];
    private Event[] events = new Event[1024];
    private int size;
    private long scheduled;
    private long nextNumber;
    private long nowMicros;

    /** Microseconds since the run began. */
    public long nowMicros() {
        return nowMicros;
    }

    public int size() {
        return size;
    }

    /** Events scheduled so far. */
    public long scheduled() {
        return scheduled;
    }

    public void after(long delayMicros, Event event) {
        at(nowMicros + delayMicros, event);
    }

    public void at(long micros, Event event) {
        require(micros >= nowMicros, "an event cannot be in the past");
        require(micros <= MAX_MICROS, "an event must come within " + MAX_MICROS + " microseconds");
        requireState(size < MAX_EVENTS, "more than " + MAX_EVENTS + " waiting events");
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        if (nextNumber == 1L << NUMBER_BITS) {
            numberAnew();
        }
        scheduled++;
        siftUp(size++, micros << NUMBER_BITS | nextNumber++, event);
    }

    /** Lets the next event happen, when it is not after {@code untilMicros}; else time moves there and false is returned. */
    public boolean runNext(long untilMicros) {
        if (size == 0 || keys[0] >>> NUMBER_BITS > untilMicros) {
            nowMicros = Math.max(nowMicros, untilMicros);
            return false;
        }
        nowMicros = keys[0] >>> NUMBER_BITS;
        removeFirst().run();
        return true;
    }

    private Event removeFirst() {
        Event first = events[0];
        size--;
        Event last = events[size];
        events[size] = null;
        if (size > 0) {
            siftDown(keys[size], last);
        }
        return first;
    }

    /** Those that come first get the lowest numbers: sorted as they then are, they are a heap again. */
    private void numberAnew() {
        int waiting = size;
        long[] newKeys = new long[keys.length];
        Event[] newEvents = new Event[events.length];
        for (int i = 0; i < waiting; i++) {
            newKeys[i] = keys[0] >>> NUMBER_BITS << NUMBER_BITS | i;
            newEvents[i] = removeFirst();
        }
        keys = newKeys;
        events = newEvents;
        size = waiting;
        nextNumber = waiting;
    }

    private void siftUp(int from, long key, Event event) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 2;
            if (key > keys[parent]) {
                break;
            }
            keys[at] = keys[parent];
            events[at] = events[parent];
            at = parent;
        }
        keys[at] = key;
        events[at] = event;
    }

    private void siftDown(long key, Event event) {
        int at = 0;
        while (true) {
            int child = 4 * at + 1;
            if (child >= size) {
                break;
            }
            int end = Math.min(child + 4, size);
            for (int other = child + 1; other < end; other++) {
                child = keys[other] < keys[child] ? other : child;
            }
            if (key < keys[child]) {
                break;
            }
            keys[at] = keys[child];
            events[at] = events[child];
            at = child;
        }
        keys[at] = key;
        events[at] = event;
    }
}
