package dev.meguri.simulator.workload;

import dev.meguri.simulator.time.SplitMix64;
import java.nio.charset.StandardCharsets;

/** Values that tell which operation wrote them: "w17." and filling. No two operations write the same. */
public final class Values {
    private static final int MAX_FILLING = 120;

    private Values() {}

    public static byte[] of(long operationId, SplitMix64 random) {
        String text = "w" + operationId + ".";
        return (text + "x".repeat(random.below(MAX_FILLING))).getBytes(StandardCharsets.UTF_8);
    }

    /** The operation that wrote the value; -1: it is none of these values. */
    public static long operationOf(byte[] value) {
        if (value.length < 3 || value[0] != 'w') {
            return -1;
        }
        long id = 0;
        for (int i = 1; i < value.length; i++) {
            if (value[i] == '.') {
                return id;
            }
            if (value[i] < '0' || value[i] > '9') {
                return -1;
            }
            id = id * 10 + (value[i] - '0');
        }
        return -1;
    }

    /** The number that a counter's value spells. */
    public static long numberOf(byte[] value) {
        return Long.parseLong(new String(value, StandardCharsets.US_ASCII));
    }
}
