package dev.meguri.core.membership;

/**
 * The states of a member, and every allowed transition:
 *
 * <pre>
 * (registers)  -> JOINING    it may hold slots; it is repairing, accepts writes, leads nothing
 *              -> STANDBY    a member that owns no slot: capacity to admit
 * STANDBY      -> JOINING    admitted
 * JOINING      -> ACTIVE     it reported every slot of its lists synced
 * ACTIVE       -> SUSPECT    its heartbeat is missing
 * SUSPECT      -> ACTIVE     the heartbeat came back in time
 * JOINING, SUSPECT -> DOWN   heartbeat missing, and its peers cannot reach it either
 * DOWN, SUSPECT, ACTIVE -> JOINING   it registered anew, or came back after DOWN: to be repaired first
 * ACTIVE, JOINING, SUSPECT, DOWN -> LEAVING   being drained: it holds and serves its slots until they are moved
 * LEAVING      -> STANDBY    drained, its process lives on
 * LEAVING, DOWN, STANDBY -> REMOVED   no longer a member
 * </pre>
 */
public enum MemberState {
    JOINING,
    ACTIVE,
    SUSPECT,
    DOWN,
    LEAVING,
    STANDBY,
    REMOVED;

    /** Whether the replicas of its slots should expect answers from it. */
    public boolean isLive() {
        return this != DOWN && this != REMOVED;
    }
}
