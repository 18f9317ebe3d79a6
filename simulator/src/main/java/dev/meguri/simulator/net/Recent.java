package dev.meguri.simulator.net;

import dev.meguri.simulator.time.SplitMix64;
import java.util.Arrays;

/** The last messages of one way, to be drawn from: a ring that grows until it is full. */
final class Recent {
    private static final int LEAST = 64;

    /** A power of two: at an ordinary load, what one node tells another in about ten seconds. */
    private static final int MOST = 1_024;

    private Object[] messages = new Object[LEAST];
    private long[] times = new long[LEAST];
    /** Of all that were added; those still there are the last ones. */
    private long first;

    private long next;

    void add(Object message, long atMicros) {
        if (next - first == messages.length) {
            if (messages.length < MOST) {
                grow();
            } else {
                first++;
            }
        }
        int at = (int) (next++ & messages.length - 1);
        messages[at] = message;
        times[at] = atMicros;
    }

    /** Any of those that are not older; the last one added always may be drawn. */
    Object draw(SplitMix64 random, long notBeforeMicros) {
        while (first < next - 1 && times[(int) (first & messages.length - 1)] < notBeforeMicros) {
            messages[(int) (first & messages.length - 1)] = null;
            first++;
        }
        return messages[(int) (first + random.below((int) (next - first)) & messages.length - 1)];
    }

    void clear() {
        Arrays.fill(messages, null);
        first = 0;
        next = 0;
    }

    /** Begins at 0 again, with room for twice as many. */
    private void grow() {
        int size = messages.length;
        Object[] moreMessages = new Object[2 * size];
        long[] moreTimes = new long[2 * size];
        for (int i = 0; i < size; i++) {
            int from = (int) (first + i & size - 1);
            moreMessages[i] = messages[from];
            moreTimes[i] = times[from];
        }
        messages = moreMessages;
        times = moreTimes;
        first = 0;
        next = size;
    }
}
