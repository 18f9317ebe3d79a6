package dev.meguri.core.ring;

/**
 * Brings the loads of nodes to their quotas with the cheapest moves: successive shortest paths of a minimum-cost flow
 * (Ahuja, Magnanti, Orlin, "Network Flows", 1993, chapter 9) over the {@link MoveGraph}. The many moves that lead straight
 * from an overloaded node to an underloaded one were made before, in the ring's order; what is left here are the few that
 * need a chain.
 *
 * <p>A round counts the possible moves, plans paths on the counts, and carries them out in slot order, so that what moves
 * lies together, from the end of the lists, so that home primaries move last. A slot's token counts for several moves and
 * makes one only, so a round may gain less than planned; when it gains nothing, the next plans one path only, which can
 * always be carried out.
 */
final class Balancer {
    /** Each round removes some excess, and the greedy passes before leave little. */
    private static final int MAX_ROUNDS = 256;

    private final Placement placement;
    private final int nodes;
    private final int[] load;
    private final int[] quota;
    private final MoveGraph possible;
    private final MoveGraph planned;

    /** @param load tokens per node, kept up to date by {@link Placement#move} */
    Balancer(Placement placement, int[] load, int[] quota) {
        this.placement = placement;
        this.nodes = quota.length;
        this.load = load;
        this.quota = quota;
        this.possible = new MoveGraph(nodes);
        this.planned = new MoveGraph(nodes);
    }

    /** Balances as far as there are paths whose price is at most this. */
    void run(int maxPrice) {
        boolean onePath = false;
        int excess = excess();
        for (int round = 0; excess > 0 && round < MAX_ROUNDS; round++) {
            countPossible();
            int moves = planPaths(onePath, maxPrice);
            if (moves == 0) {
                return;
            }
            carryOut(moves);
            int left = excess();
            if (onePath && left >= excess) {
                return;
            }
            onePath = left >= excess;
            excess = left;
        }
    }

    private int excess() {
        int sum = 0;
        for (int n = 0; n < nodes; n++) {
            sum += Math.max(0, load[n] - quota[n]);
        }
        return sum;
    }

    private void countPossible() {
        possible.clear();
        for (int slot = 0; slot < placement.slotCount(); slot++) {
            for (int token = 0; token < placement.tokens(slot); token++) {
                int from = placement.nodeOf(slot, token);
                for (int to = 0; from >= 0 && to < nodes; to++) {
                    if (placement.canMove(slot, token, to)) {
                        possible.add(placement.price(slot, from, to), from, to, 1);
                    }
                }
            }
        }
    }

    /** Returns the number of moves planned. */
    private int planPaths(boolean onePath, int maxPrice) {
        planned.clear();
        int[] expected = load.clone();
        int moves = 0;
        MoveGraph.Path path = possible.cheapest(expected, quota, maxPrice);
        while (path != null) {
            int amount = onePath ? 1 : room(path, expected);
            for (int i = 0; i < path.hops(); i++) {
                possible.add(path.prices()[i], path.nodes()[i], path.nodes()[i + 1], -amount);
                planned.add(path.prices()[i], path.nodes()[i], path.nodes()[i + 1], amount);
            }
            moves += amount * path.hops();
            expected[path.giver()] -= amount;
            expected[path.taker()] += amount;
            path = onePath ? null : possible.cheapest(expected, quota, maxPrice);
        }
        return moves;
    }

    private int room(MoveGraph.Path path, int[] expected) {
        int room = Math.min(expected[path.giver()] - quota[path.giver()], quota[path.taker()] - expected[path.taker()]);
        for (int i = 0; i < path.hops(); i++) {
            room = Math.min(room, possible.count(path.prices()[i], path.nodes()[i], path.nodes()[i + 1]));
        }
        return room;
    }

    private void carryOut(int moves) {
        int left = moves;
        for (int slot = 0; slot < placement.slotCount() && left > 0; slot++) {
            for (int token = placement.tokens(slot) - 1; token >= 0; token--) {
                int from = placement.nodeOf(slot, token);
                for (int to = 0; from >= 0 && to < nodes; to++) {
                    if (isPlanned(slot, token, from, to)) {
                        planned.add(placement.price(slot, from, to), from, to, -1);
                        placement.move(slot, token, to);
                        left--;
                        break;
                    }
                }
            }
        }
    }

    private boolean isPlanned(int slot, int token, int from, int to) {
        return planned.has(from, to)
                && placement.canMove(slot, token, to)
                && planned.count(placement.price(slot, from, to), from, to) > 0;
    }
}
