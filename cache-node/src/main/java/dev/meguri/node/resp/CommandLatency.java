package dev.meguri.node.resp;

import dev.meguri.api.cache.LatencyScale;
import dev.meguri.node.metrics.LatencyCounts;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.command.Flag;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How long reads and writes of Redis clients took, from the read that brought them to the answer. Each event loop counts for
 * itself; the sums are for any thread.
 */
final class CommandLatency {
    private enum Kind {
        READ,
        WRITE,
        NEITHER
    }

    /** By the command's ordinal: asked for with every command. */
    private static final Kind[] KINDS = Arrays.stream(Command.values())
            .map(command -> command.is(Flag.WRITE) ? Kind.WRITE : command.is(Flag.READONLY) ? Kind.READ : Kind.NEITHER)
            .toArray(Kind[]::new);

    /** Of the connections of one event loop, which alone counts. */
    static final class OfLoop {
        private final LatencyCounts reads = new LatencyCounts();
        private final LatencyCounts writes = new LatencyCounts();
        private int readsNow;
        private int writesNow;

        /** Answered in a later turn than it came in. */
        void took(Command command, long nanos) {
            switch (KINDS[command.ordinal()]) {
                case READ -> reads.addAlone(nanos, 1);
                case WRITE -> writes.addAlone(nanos, 1);
                case NEITHER -> {}
            }
        }

        /** Answered in the turn that it came in: {@link #turnEnds} will tell how long that was. */
        void tookThisTurn(Command command) {
            switch (KINDS[command.ordinal()]) {
                case READ -> readsNow++;
                case WRITE -> writesNow++;
                case NEITHER -> {}
            }
        }

        boolean isOpen() {
            return readsNow + writesNow > 0;
        }

        void turnEnds(long nanos) {
            if (readsNow > 0) {
                reads.addAlone(nanos, readsNow);
            }
            if (writesNow > 0) {
                writes.addAlone(nanos, writesNow);
            }
            readsNow = 0;
            writesNow = 0;
        }
    }

    private final List<OfLoop> loops = new CopyOnWriteArrayList<>();
    private final ThreadLocal<OfLoop> ofThread = ThreadLocal.withInitial(() -> {
        OfLoop made = new OfLoop();
        loops.add(made);
        return made;
    });

    /** For connections of the event loop that calls. */
    OfLoop ofThisLoop() {
        return ofThread.get();
    }

    /** By the steps of {@link LatencyScale}. */
    long[] reads() {
        long[] sums = new long[LatencyScale.STEPS];
        loops.forEach(loop -> loop.reads.addTo(sums));
        return sums;
    }

    long[] writes() {
        long[] sums = new long[LatencyScale.STEPS];
        loops.forEach(loop -> loop.writes.addTo(sums));
        return sums;
    }
}
