package dev.meguri.bench.hits;

import java.util.Arrays;
import java.util.Random;

/** Access traces: each number is a key. The same arguments give the same trace. */
final class Traces {
    private Traces() {}

    /** Key i is asked for with a probability proportional to 1 / (i + 1)^exponent. */
    static int[] zipf(int length, int keys, double exponent, long seed) {
        double[] cumulative = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += 1 / Math.pow(i + 1, exponent);
            cumulative[i] = sum;
        }
        Random random = new Random(seed);
        int[] trace = new int[length];
        for (int i = 0; i < length; i++) {
            int at = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
            trace[i] = at < 0 ? -at - 1 : at;
        }
        return trace;
    }

    /** A trace, and after every {@code every} accesses a scan of {@code scan} keys that are never asked for again. */
    static int[] scanned(int[] base, int every, int scan) {
        int[] trace = new int[base.length + base.length / every * scan];
        int next = 1 << 24;
        int n = 0;
        for (int i = 0; i < base.length; i++) {
            trace[n++] = base[i];
            if ((i + 1) % every == 0) {
                for (int j = 0; j < scan; j++) {
                    trace[n++] = next++;
                }
            }
        }
        return trace;
    }

    /** All keys in turn, over and over. */
    static int[] loop(int length, int keys) {
        int[] trace = new int[length];
        for (int i = 0; i < length; i++) {
            trace[i] = i % keys;
        }
        return trace;
    }
}
