package dev.meguri.core.ring;

import java.util.Arrays;

/**
 * Decides who of a slot's holders is its home primary. Whoever was stays, unless its node leads too many slots; a node
 * that is kept although it is down stays the home primary of what it was, and becomes that of nothing else.
 */
final class PrimaryPlacement implements Placement {
    private static final int UNDECIDED = -1;

    private final HashRing ring;
    private final int eligible;
    /** By slot: who holds it; indexes from {@link #eligible} up are nodes that are only kept. */
    private final int[][] holders;
    /** By slot: the node that was home primary, -1 where there was none or it is gone. */
    private final int[] before;
    /** By slot: the node that leads. */
    private final int[] primary;

    private final boolean[] frozen;
    private final int[] load;
    private final int[] quota;

    /** @param weights of the eligible nodes, whose indexes come first */
    PrimaryPlacement(HashRing ring, int[] weights, int[][] holders, int[] before) {
        this.ring = ring;
        this.eligible = weights.length;
        this.holders = holders;
        this.before = before.clone();
        this.primary = new int[holders.length];
        this.frozen = new boolean[holders.length];
        this.load = new int[eligible];
        int[] caps = new int[eligible];
        int open = 0;
        for (int slot = 0; slot < holders.length; slot++) {
            boolean stays = before[slot] >= 0 && holds(slot, before[slot]);
            primary[slot] = stays ? before[slot] : UNDECIDED;
            frozen[slot] = stays && before[slot] >= eligible;
            if (frozen[slot]) {
                continue;
            }
            this.before[slot] = primary[slot];
            open++;
            for (int node : holders[slot]) {
                if (node < eligible) {
                    caps[node]++;
                }
            }
            if (stays) {
                load[primary[slot]]++;
            }
        }
        quota = Shares.round(Shares.byWeight(open, weights, caps), open, load);
    }

    /** The home primary of every slot. */
    int[] place() {
        for (int slot = 0; slot < holders.length; slot++) {
            if (primary[slot] == UNDECIDED) {
                primary[slot] = choose(slot);
                load[primary[slot]]++;
            }
        }
        for (int slot = 0; slot < holders.length; slot++) {
            handOver(slot, ring.walk(slot, holders.length)[0]);
        }
        for (int slot = 0; slot < holders.length; slot++) {
            for (int node : holders[slot]) {
                handOver(slot, node);
            }
        }
        new Balancer(this, load, quota).run(MoveGraph.ANY_PRICE);
        return primary;
    }

    /** The first in the list that leads too little; else the first. */
    private int choose(int slot) {
        int first = UNDECIDED;
        for (int node : holders[slot]) {
            if (node < eligible) {
                if (load[node] < quota[node]) {
                    return node;
                }
                first = first == UNDECIDED ? node : first;
            }
        }
        return first;
    }

    private void handOver(int slot, int node) {
        if (canMove(slot, 0, node) && load[primary[slot]] > quota[primary[slot]] && load[node] < quota[node]) {
            move(slot, 0, node);
        }
    }

    private boolean holds(int slot, int node) {
        return Arrays.stream(holders[slot]).anyMatch(n -> n == node);
    }

    @Override
    public int slotCount() {
        return holders.length;
    }

    @Override
    public int tokens(int slot) {
        return 1;
    }

    @Override
    public int nodeOf(int slot, int token) {
        return frozen[slot] ? -1 : primary[slot];
    }

    @Override
    public boolean canMove(int slot, int token, int toNode) {
        return !frozen[slot] && toNode < eligible && toNode != primary[slot] && holds(slot, toNode);
    }

    @Override
    public int price(int slot, int fromNode, int toNode) {
        if (before[slot] == UNDECIDED) {
            return 0;
        }
        return (toNode == before[slot] ? 0 : 1) - (fromNode == before[slot] ? 0 : 1);
    }

    @Override
    public void move(int slot, int token, int toNode) {
        load[primary[slot]]--;
        load[toNode]++;
        primary[slot] = toNode;
    }
}
