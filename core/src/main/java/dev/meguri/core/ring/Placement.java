package dev.meguri.core.ring;

/** Tokens (copies, or primaries) that lie at nodes, slot by slot, for {@link Balancer} to move. */
interface Placement {
    int slotCount();

    /** Tokens of this slot that may move. */
    int tokens(int slot);

    /** The node at which the token lies; -1: it cannot move. */
    int nodeOf(int slot, int token);

    boolean canMove(int slot, int token, int toNode);

    /** What the move adds to the price of the plan: 1, 0, or -1 when it takes an earlier move back. */
    int price(int slot, int fromNode, int toNode);

    void move(int slot, int token, int toNode);
}
