package dev.meguri.chaos.fault;

import dev.meguri.chaos.history.History;
import dev.meguri.chaos.history.MemoryLoss;
import java.util.List;

/** Which kills may have cost which writes: what promises about acknowledged writes are measured by. One thread. */
final class MemoryLog {
    private final History history;
    private int episode;
    private boolean lossSinceWell;

    MemoryLog(History history) {
        this.history = history;
    }

    /** The cluster was found well: what is lost from now on does not add up with what was lost before. */
    void well() {
        if (lossSinceWell) {
            lossSinceWell = false;
            episode++;
        }
    }

    /**
     * To be told right after the processes were killed.
     *
     * @param fromNanos right before
     * @param onDiskNanos writes that returned before are on the disks of all that confirmed them, or
     *     {@link MemoryLoss#NOTHING}
     */
    void killed(List<String> nodes, long fromNanos, long onDiskNanos) {
        long goneNanos = history.nowNanos();
        for (String node : nodes) {
            history.add(new MemoryLoss(node, fromNanos, goneNanos, onDiskNanos, episode));
        }
        lossSinceWell = true;
    }
}
