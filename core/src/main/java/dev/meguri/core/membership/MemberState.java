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
 * JOINING, SUSPECT, LEAVING -> DOWN   heartbeat missing, and its peers cannot reach it either; or it stopped cleanly
 * DOWN, SUSPECT, ACTIVE, LEAVING -> JOINING   it registered anew, or came back after DOWN: to be repaired first
 * ACTIVE, JOINING, SUSPECT, DOWN -> LEAVING   being drained: it holds and serves its slots until they are moved
 * LEAVING      -> STANDBY    drained, its process lives on
 *              -> ACTIVE     the drain was taken back
 * LEAVING, DOWN, STANDBY -> REMOVED   no longer a member
 * </pre>
 *
 * A member that is being drained and restarts, or comes back after DOWN, is JOINING until it is repaired, then LEAVING.
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

    /** Whether the transition is in the table above. JOINING to JOINING is: a process that registered anew. */
    public boolean mayBecome(MemberState next) {
        return switch (next) {
            case JOINING -> this != REMOVED;
            case ACTIVE -> this == JOINING || this == SUSPECT || this == LEAVING;
            case SUSPECT -> this == ACTIVE;
            case DOWN -> this == JOINING || this == SUSPECT || this == LEAVING;
            case LEAVING -> this == ACTIVE || this == JOINING || this == SUSPECT || this == DOWN;
            case STANDBY -> this == LEAVING;
            case REMOVED -> this == LEAVING || this == DOWN || this == STANDBY;
        };
    }
}
