package dev.meguri.node.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One direction of a link with faults at work: each message passes at once, later, twice, or never. Messages that are late
 * stay in order, as on one TCP connection, and none overtakes them when the fault is over. Any thread calls; what is
 * delivered runs on the caller's thread or on the timer's, never under the lock.
 */
public final class LinkFilter {
    /** Something to be run after a time; the real one is Vert.x. */
    interface Timer {
        void after(long millis, Runnable task);
    }

    private record Late(long dueMillis, int bytes, Runnable delivery) {}

    private final Supplier<LinkCondition> condition;
    private final LinkCounters counters;
    private final LongSupplier clock;
    private final DoubleSupplier random;
    private final Timer timer;
    private final long maxWaitingBytes;

    private final ArrayDeque<Late> late = new ArrayDeque<>();
    private long waitingBytes;
    private long lastDueMillis;
    /** When the last byte that was let through has passed, under a bandwidth; in microseconds, as messages are small. */
    private long busyUntilMicros;

    private boolean armed;

    /**
     * @param clock steady milliseconds
     * @param random from 0 to 1, 1 excluded
     * @param maxWaitingBytes of late messages; beyond, messages are dropped and counted
     */
    LinkFilter(
            Supplier<LinkCondition> condition,
            LinkCounters counters,
            LongSupplier clock,
            DoubleSupplier random,
            Timer timer,
            long maxWaitingBytes) {
        this.condition = condition;
        this.counters = counters;
        this.clock = clock;
        this.random = random;
        this.timer = timer;
        this.maxWaitingBytes = maxWaitingBytes;
    }

    /**
     * Decides about one message.
     *
     * @param delivery runs once, twice, or not at all; now or later
     * @param dropped runs instead when it never will
     */
    public void pass(int bytes, Runnable delivery, Runnable dropped) {
        LinkCondition now = condition.get();
        if (now.cut() || now.lossRate() > 0 && random.getAsDouble() < now.lossRate()) {
            counters.dropped.increment();
            dropped.run();
            return;
        }
        if (!passOnce(now, bytes, delivery)) {
            counters.dropped.increment();
            dropped.run();
            return;
        }
        if (now.duplicationRate() > 0
                && random.getAsDouble() < now.duplicationRate()
                && passOnce(now, bytes, delivery)) {
            counters.duplicated.increment();
        }
    }

    /** Whether nothing passes now. */
    public boolean isCut() {
        return condition.get().cut();
    }

    private boolean passOnce(LinkCondition now, int bytes, Runnable delivery) {
        synchronized (this) {
            long nowMillis = clock.getAsLong();
            long dueMillis = dueMillis(now, bytes, nowMillis);
            if (dueMillis > nowMillis || !late.isEmpty() || armed) {
                if (waitingBytes + bytes > maxWaitingBytes) {
                    return false;
                }
                counters.delayed.increment();
                late.add(new Late(dueMillis, bytes, delivery));
                waitingBytes += bytes;
                arm(nowMillis);
                return true;
            }
        }
        delivery.run();
        return true;
    }

    private long dueMillis(LinkCondition now, int bytes, long nowMillis) {
        long due = nowMillis + now.delayMillis();
        if (now.jitterMillis() > 0) {
            due += (long) (random.getAsDouble() * (now.jitterMillis() + 1));
        }
        if (now.bytesPerSecond() > 0) {
            busyUntilMicros = Math.max(busyUntilMicros, nowMillis * 1_000) + bytes * 1_000_000L / now.bytesPerSecond();
            due = Math.max(due, busyUntilMicros / 1_000 + now.delayMillis());
        } else {
            busyUntilMicros = 0;
        }
        // Those before it may have been late by a fault that is over: they keep their time unless this one has none.
        lastDueMillis = late.isEmpty() ? due : Math.max(lastDueMillis, due);
        return lastDueMillis;
    }

    private void arm(long nowMillis) {
        if (!armed && !late.isEmpty()) {
            armed = true;
            timer.after(Math.max(1, late.peek().dueMillis() - nowMillis), this::deliverDue);
        }
    }

    private void deliverDue() {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            long nowMillis = clock.getAsLong();
            while (!late.isEmpty() && late.peek().dueMillis() <= nowMillis) {
                Late next = late.poll();
                waitingBytes -= next.bytes();
                due.add(next.delivery());
            }
        }
        // Still armed: what is passed meanwhile queues up behind these.
        due.forEach(Runnable::run);
        synchronized (this) {
            armed = false;
            arm(clock.getAsLong());
        }
    }
}
