package dev.meguri.simulator.time;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What happened in a run: always a hash over every event, which two runs of one seed must share, and lines of text where
 * somebody wants to read them.
 */
public final class Trace {
    private final EventQueue queue;
    private final Consumer<String> sink;
    private long hash = 0x6d6567757269L;
    private long entries;

    /** @param sink where the lines go; null: nobody reads, and no text is made */
    public Trace(EventQueue queue, Consumer<String> sink) {
        this.queue = queue;
        this.sink = sink;
    }

    /**
     * @param what a number for the kind of the event and a number for its content, both equal in every run of the seed
     * @param text only asked for when somebody reads
     */
    public void add(int what, long content, Supplier<String> text) {
        entries++;
        hash = SplitMix64.mix(hash ^ queue.nowMicros() * 0x9e3779b97f4a7c15L) + SplitMix64.mix(content + what);
        if (sink != null) {
            sink.accept(at(queue.nowMicros()) + " " + text.get());
        }
    }

    public long hash() {
        return hash;
    }

    public long entries() {
        return entries;
    }

    /** "12.345678 s" as trace lines and violations show times. */
    public static String at(long micros) {
        String fraction = Long.toString(1_000_000 + micros % 1_000_000).substring(1);
        return micros / 1_000_000 + "." + fraction;
    }
}
