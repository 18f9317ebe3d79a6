package dev.meguri.core.migration;

import static dev.meguri.core.limits.Requirements.require;

/**
 * A rebalance job: its account, not its targets.
 *
 * @param id grows by one
 * @param reason node_joined, node_leaving, node_replaced, node_recovered, node_removed, membership_changed, requested,
 *     cancelled (it takes back the job before)
 * @param slots how many change their list
 * @param slotsDone how many of them have
 * @param copies (slot, node) copies to be made
 * @param leastCopies the least possible for the same loads
 * @param finishedAtMillis 0 while RUNNING or PAUSED
 */
public record RebalanceJob(
        long id,
        State state,
        String reason,
        int slots,
        int slotsDone,
        int copies,
        int leastCopies,
        long startedAtMillis,
        long finishedAtMillis) {
    public enum State {
        RUNNING,
        /** What had begun to move is finished, nothing more begins until it is resumed. */
        PAUSED,
        DONE,
        /** Given up by an operator, or because the state it was made for is no longer the cluster's. */
        CANCELLED,
        /** A newer plan took over. */
        REPLACED
    }

    public RebalanceJob {
        require(id >= 1, "id must be at least 1");
        require(slotsDone >= 0 && slotsDone <= slots, "slotsDone must be from 0 to slots");
        require(isOpen(state) == (finishedAtMillis == 0), "a job is finished unless it is running or paused");
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    /** Whether it may still move slots: running, or paused. */
    public boolean isOpen() {
        return isOpen(state);
    }

    private static boolean isOpen(State state) {
        return state == State.RUNNING || state == State.PAUSED;
    }

    public RebalanceJob paused() {
        require(state == State.RUNNING, "only a running job is paused");
        return withState(State.PAUSED);
    }

    public RebalanceJob resumed() {
        require(state == State.PAUSED, "only a paused job is resumed");
        return withState(State.RUNNING);
    }

    private RebalanceJob withState(State next) {
        return new RebalanceJob(id, next, reason, slots, slotsDone, copies, leastCopies, startedAtMillis, 0);
    }

    public RebalanceJob withSlotsDone(int next) {
        return new RebalanceJob(id, state, reason, slots, next, copies, leastCopies, startedAtMillis, finishedAtMillis);
    }

    /** Where nothing remains to be done, {@code slotsDone} is all of them. */
    public RebalanceJob finished(State as, long nowMillis) {
        require(!isOpen(as), "a finished job is neither running nor paused");
        return new RebalanceJob(
                id, as, reason, slots, slotsDone, copies, leastCopies, startedAtMillis, Math.max(1, nowMillis));
    }
}
