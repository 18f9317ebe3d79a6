package dev.meguri.demo.sessions;

import dev.meguri.demo.loading.Latencies;
import jakarta.enterprise.context.ApplicationScoped;

/** Figures of the session store, since the start. Any thread; one lock, held for a few steps. */
@ApplicationScoped
public class SessionStats {
    private final Latencies reads = new Latencies();
    private final Latencies changes = new Latencies();
    private long absent;
    private long conflicts;
    private long failed;

    /**
     * @param absent reads of sessions that are over, or never were
     * @param conflicts compare-and-sets that another came before, and that were made again
     * @param failed operations that no node carried out, or that are in doubt
     * @param readMillis the median of the last 512; null: none yet
     */
    public record View(
            long reads,
            long absent,
            long changes,
            long conflicts,
            long failed,
            Double readMillis,
            Double readP95Millis,
            Double changeMillis,
            Double changeP95Millis) {}

    synchronized void read(double millis, boolean isThere) {
        reads.add(millis);
        absent += isThere ? 0 : 1;
    }

    synchronized void changed(double millis, int afterConflicts) {
        changes.add(millis);
        conflicts += afterConflicts;
    }

    synchronized void failed() {
        failed++;
    }

    synchronized View view() {
        return new View(
                reads.count(),
                absent,
                changes.count(),
                conflicts,
                failed,
                reads.percentile(50),
                reads.percentile(95),
                changes.percentile(50),
                changes.percentile(95));
    }
}
