package dev.meguri.core.strong;

import dev.meguri.core.ring.Key;

/** What a proposer needs of the shard around it. Called on the shard's thread; never calls back into the proposer. */
public interface StrongPorts {
    /** To the same shard of a node, perhaps this one. It may be lost. */
    void send(String nodeId, StrongMessage message);

    /** This node knows a newer epoch of a slot: its state is wanted. */
    void behind(String nodeId, int slot, long epoch);

    /** This node's clock, in milliseconds: what expiry is stamped and judged by. */
    long clockMillis();

    /** By how much {@link #clockMillis} is further off than it may be, ahead where positive; 0: it is not. */
    default long clockOffMillis() {
        return 0;
    }

    /** The time of timers, in milliseconds. */
    long nowMillis();

    /** From 0 to {@code bound - 1}, seeded. */
    int random(int bound);

    /** For checkers: this ballot is about to be sent with a value that follows from what was accepted under the parent. */
    default void proposing(int slot, Key key, Ballot ballot, Ballot parent) {}
}
