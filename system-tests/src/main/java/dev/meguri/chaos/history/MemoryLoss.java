package dev.meguri.chaos.history;

/**
 * A node's process was killed.
 *
 * @param atNanos when it lived for sure for the last time
 * @param goneNanos when it was dead for sure: in between it may have confirmed writes
 * @param keptUntilNanos writes acknowledged before are on its disk for sure; {@link #NOTHING}: none is
 * @param episode losses of one episode had no moment between them in which the cluster was well
 */
public record MemoryLoss(String node, long atNanos, long goneNanos, long keptUntilNanos, int episode) {
    public static final long NOTHING = Long.MIN_VALUE;

    /** Whether the node may have forgotten a write that was under way or made then. */
    public boolean mayForget(Op write) {
        return goneNanos >= write.invokeNanos() && keptUntilNanos < write.returnNanos();
    }
}
