package dev.meguri.bench.load.open;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Sends each request as soon as its time has come, however many are unanswered, and notes how late it was. One thread. */
final class PacedSender {
    /** All were sent. */
    static final long DONE = -1;

    private final Pace pace;
    private final LongSupplier nanoClock;
    private final LongConsumer send;
    private final Histogram lateness = Latencies.histogram();
    private long next;

    /** @param send is given the request's number */
    PacedSender(Pace pace, LongSupplier nanoClock, LongConsumer send) {
        this.pace = pace;
        this.nanoClock = nanoClock;
        this.send = send;
    }

    /** Sends what is due. @return nanoseconds until the next is, or {@link #DONE} */
    long step() {
        while (next < pace.requests()) {
            long late = nanoClock.getAsLong() - pace.intendedNanos(next);
            if (late < 0) {
                return -late;
            }
            send.accept(next);
            lateness.recordValue(Math.min(late, Latencies.MAX_NANOS));
            next++;
        }
        return DONE;
    }

    /** Nanoseconds between the time that a request was meant for and its sending. */
    Histogram lateness() {
        return lateness;
    }
}
