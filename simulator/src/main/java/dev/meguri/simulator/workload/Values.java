package dev.meguri.simulator.workload;

import dev.meguri.simulator.time.SplitMix64;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Values that tell which operation wrote them: "w17." and filling. No two operations write the same. */
public final class Values {
    private static final int MAX_FILLING = 120;

    private Values() {}

    public static byte[] of(long operationId, SplitMix64 random) {
        byte[] text = ("w" + operationId + ".").getBytes(StandardCharsets.UTF_8);
        byte[] value = Arrays.copyOf(text, text.length + random.below(MAX_FILLING));
        Arrays.fill(value, text.length, value.length, (byte) 'x');
        return value;
    }

    /** The operation that wrote the value; -1: it is none of these values. */
    public static long operationOf(byte[] value) {
        return operationOf(value, 0, value.length);
    }

    /** The same of a part of the value. @param to excluded */
    public static long operationOf(byte[] value, int from, int to) {
        if (to - from < 3 || value[from] != 'w') {
            return -1;
        }
        long id = 0;
        for (int i = from + 1; i < to; i++) {
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
