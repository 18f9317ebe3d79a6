package dev.meguri.core.strong;

/** Waits for the outcome of one ask. */
@FunctionalInterface
public interface StrongListener {
    /**
     * Called once, on the shard's thread.
     *
     * @param answered voters that had answered or accepted in the deciding round
     * @param voters of the lists
     */
    void done(StrongOutcome outcome, int answered, int voters);
}
