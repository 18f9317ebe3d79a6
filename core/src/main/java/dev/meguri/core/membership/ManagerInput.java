package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.Policy;
import java.util.BitSet;

/** What can happen to the manager. */
public sealed interface ManagerInput {
    /**
     * The first input, and only the first.
     *
     * @param stored what an earlier life persisted; {@link StoredManager#EMPTY}: nothing
     * @param newClusterId name for the cluster, should this manager form one: never used by another cluster
     * @param databaseLost whether there was a database that could not be read: the manager then gives nodes that know the
     *     cluster time to register before it forms a new one
     */
    record Started(StoredManager stored, String newClusterId, boolean databaseLost) implements ManagerInput {}

    /** @param connectionId never used before in the manager's life */
    record NodeConnected(long connectionId) implements ManagerInput {}

    record FromNode(long connectionId, ManagerMessage message) implements ManagerInput {}

    record NodeDisconnected(long connectionId) implements ManagerInput {}

    /** An operator's command; answered once by {@link ManagerEffect.Answer}, possibly in a later step. */
    sealed interface Command extends ManagerInput {
        /** The driver's, to match the answer. */
        long commandId();
    }

    /** Admit a STANDBY node. */
    record Admit(long commandId, String nodeId) implements Command {}

    /**
     * Move a node's slots away, then make it STANDBY, or remove it when its process is gone.
     *
     * @param force remove a dead node from all lists at once, even where its copies were the last
     */
    record Drain(long commandId, String nodeId, boolean force) implements Command {}

    /** Plan anew and move what is out of place. */
    record Rebalance(long commandId) implements Command {}

    /** What has begun to move is finished; nothing more begins. */
    record PauseRebalance(long commandId, long jobId) implements Command {}

    record ResumeRebalance(long commandId, long jobId) implements Command {}

    /**
     * Give a job up and move back what it moved, in a job of its own whose id is the answer (the job's own id where nothing
     * had moved). Who joined for it is drained; who was drained for it stays.
     */
    record CancelRebalance(long commandId, long jobId) implements Command {}

    /**
     * Slots whose memory is lost begin anew, empty.
     *
     * @param slots empty: all that are lost
     * @param confirmed how many slots that is, so that nobody gives up more than he looked at
     */
    record AcceptLoss(long commandId, BitSet slots, int confirmed) implements Command {}

    record PutPolicy(long commandId, Policy policy) implements Command {}

    record DeletePolicy(long commandId, String prefix) implements Command {}

    /**
     * Something outside breaks a node's network or its process on purpose, or has healed it: told for the log.
     *
     * @param kind as its maker calls it
     * @param what in words
     */
    record ReportFault(long commandId, String nodeId, String kind, String what, boolean healed) implements Command {}

    /** Time has passed: {@link ManagerMachine#nextWakeMillis()} has come. */
    record Wake() implements ManagerInput {}
}
