package dev.meguri.client;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Names of writes: UUIDs of version 7. The time is the nodes', as this machine's clock may be off and a node refuses names that seem
 * to be of long ago; what follows it is a number of this client and a count, so that no two are the same.
 */
final class Tokens {
    private static final int COUNT_BITS = 34;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    /** Of 12 and 62 bits that are free, the count takes 34. */
    private static final int CLIENT_BITS_BESIDE_COUNT = 28;

    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final LongSupplier wallMillis;
    private final long clientHigh;
    private final long clientLow;
    private final AtomicLong count = new AtomicLong();
    /** What to add to this machine's clock to have the nodes', or a little less: an answer takes its time. */
    private volatile long offsetMillis;

    Tokens(LongSupplier wallMillis) {
        SecureRandom random = new SecureRandom();
        this.wallMillis = wallMillis;
        this.clientHigh = random.nextLong() & 0xfff;
        this.clientLow = (random.nextLong() & (1L << CLIENT_BITS_BESIDE_COUNT) - 1) << COUNT_BITS;
    }

    /** A node told its time just now. */
    void nodeTime(long millis) {
        offsetMillis = millis - wallMillis.getAsLong();
    }

    String next() {
        long millis = wallMillis.getAsLong() + offsetMillis;
        long high = millis << 16 | VERSION_7 | clientHigh;
        return new UUID(high, VARIANT | clientLow | count.getAndIncrement() & COUNT_MASK).toString();
    }
}
