package dev.meguri.simulator.time;

import static dev.meguri.core.limits.Requirements.require;
import static dev.meguri.core.limits.Requirements.requireState;

import java.util.Arrays;

/**
 * Virtual time and what is to happen in it: a binary heap in arrays. Events of one microsecond happen in the order in
 * which they were scheduled, so that a run depends on nothing but its seed.
 */
public final class EventQueue {
    /** A run that has more waiting events than this has gone astray. */
    static final int MAX_EVENTS = 4_000_000;

    private long[] times = new long[1024];
    private long[] numbers = new long[1024];
    private Event[] events = new Event[1024];
    private int size;
    private long lastNumber;
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
        return lastNumber;
    }

    public void after(long delayMicros, Event event) {
        at(nowMicros + delayMicros, event);
    }

    public void at(long micros, Event event) {
        require(micros >= nowMicros, "an event cannot be in the past");
        requireState(size < MAX_EVENTS, "more than " + MAX_EVENTS + " waiting events");
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        siftUp(size++, micros, ++lastNumber, event);
    }

    /** Lets the next event happen, when it is not after {@code untilMicros}; else time moves there and false is returned. */
    public boolean runNext(long untilMicros) {
        if (size == 0 || times[0] > untilMicros) {
            nowMicros = Math.max(nowMicros, untilMicros);
            return false;
        }
        Event event = events[0];
        nowMicros = times[0];
        size--;
        long time = times[size];
        long number = numbers[size];
        Event last = events[size];
        events[size] = null;
        if (size > 0) {
            siftDown(time, number, last);
        }
        event.run();
        return true;
    }

    private void siftUp(int from, long time, long number, Event event) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBefore(time, number, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, number, event);
    }

    private void siftDown(long time, long number, Event event) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(times[child + 1], numbers[child + 1], child)) {
                child++;
            }
            if (isBefore(time, number, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, time, number, event);
    }

    private boolean isBefore(long time, long number, int index) {
        return time != times[index] ? time < times[index] : number < numbers[index];
    }

    private void move(int from, int to) {
        put(to, times[from], numbers[from], events[from]);
    }

    private void put(int at, long time, long number, Event event) {
        times[at] = time;
        numbers[at] = number;
        events[at] = event;
    }
}
