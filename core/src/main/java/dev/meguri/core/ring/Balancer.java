package dev.meguri.core.ring;

import java.util.Arrays;

/**
 * Brings the loads of nodes to their quotas with the cheapest moves: successive shortest paths of a minimum-cost flow
 * (Ahuja, Magnanti, Orlin, "Network Flows", 1993, chapter 9) over the graph of nodes, where a -> b stands for a token that
 * can go from a to b. The many moves that lead straight from an overloaded node to an underloaded one were made before, in
 * the ring's order; what is left here are the few that need a chain.
 *
 * <p>A round counts the possible moves, plans paths on the counts, and carries them out in slot order, so that what moves
 * lies together, from the end of the lists, so that home primaries move last. A slot's token counts for several moves and makes one only: when a round gains nothing, the next ones go
 * one path at a time.
 */
final class Balancer {
    private static final int PRICES = 3;
    /** Longest chain. Chains longer than this would cost more than the imbalance. */
    private static final int MAX_HOPS = 8;
    /** More than any chain costs. */
    static final int ANY_PRICE = MAX_HOPS;
    /** Each round removes some excess; the greedy passes before leave little. */
    private static final int MAX_ROUNDS = 256;

    private final Placement placement;
    private final int nodes;
    private final int[] load;
    private final int[] quota;
    /** Possible moves by price + 1, from, to. */
    private final int[][][] possible;

    private final int[][][] planned;

    /** @param load tokens per node, kept up to date by {@link Placement#move} */
    Balancer(Placement placement, int[] load, int[] quota) {
        this.placement = placement;
        this.nodes = quota.length;
        this.load = load;
        this.quota = quota;
        this.possible = new int[PRICES][nodes][nodes];
        this.planned = new int[PRICES][nodes][nodes];
    }

    /** Balances as far as paths go whose price is at most this. */
    void run(int maxPrice) {
        boolean oneByOne = false;
        int excess = excess();
        for (int round = 0; excess > 0 && round < MAX_ROUNDS; round++) {
            countPossible();
            int moves = planPaths(oneByOne, maxPrice);
            if (moves == 0) {
                return;
            }
            carryOut(moves);
            int left = excess();
            if (left >= excess && oneByOne) {
                return;
            }
            oneByOne = left >= excess;
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
        for (int[][] byPrice : possible) {
            for (int[] row : byPrice) {
                Arrays.fill(row, 0);
            }
        }
        for (int slot = 0; slot < placement.slotCount(); slot++) {
            for (int token = 0; token < placement.tokens(slot); token++) {
                int from = placement.nodeOf(slot, token);
                for (int to = 0; from >= 0 && to < nodes; to++) {
                    if (placement.canMove(slot, token, to)) {
                        possible[placement.price(slot, from, to) + 1][from][to]++;
                    }
                }
            }
        }
    }

    /** Returns the number of moves planned. */
    private int planPaths(boolean onlyOne, int maxPrice) {
        int[] expected = load.clone();
        int moves = 0;
        for (Path path = cheapest(expected, maxPrice); path != null; path = cheapest(expected, maxPrice)) {
            int amount =
                    Math.min(expected[path.first()] - quota[path.first()], quota[path.last()] - expected[path.last()]);
            for (int i = 0; i + 1 < path.nodes.length; i++) {
                amount = Math.min(amount, possible[path.prices[i]][path.nodes[i]][path.nodes[i + 1]]);
            }
            amount = onlyOne ? 1 : amount;
            for (int i = 0; i + 1 < path.nodes.length; i++) {
                possible[path.prices[i]][path.nodes[i]][path.nodes[i + 1]] -= amount;
                planned[path.prices[i]][path.nodes[i]][path.nodes[i + 1]] += amount;
                moves += amount;
            }
            expected[path.first()] -= amount;
            expected[path.last()] += amount;
            if (onlyOne) {
                break;
            }
        }
        return moves;
    }

    private void carryOut(int moves) {
        int left = moves;
        for (int slot = 0; slot < placement.slotCount() && left > 0; slot++) {
            for (int token = placement.tokens(slot) - 1; token >= 0; token--) {
                int from = placement.nodeOf(slot, token);
                for (int to = 0; from >= 0 && to < nodes; to++) {
                    int price = wantedPrice(slot, token, from, to);
                    if (price >= 0) {
                        planned[price][from][to]--;
                        left--;
                        placement.move(slot, token, to);
                        break;
                    }
                }
            }
        }
        for (int[][] byPrice : planned) {
            for (int[] row : byPrice) {
                Arrays.fill(row, 0);
            }
        }
    }

    /** The index of the move's price if the move is planned and possible, else -1. */
    private int wantedPrice(int slot, int token, int from, int to) {
        boolean wanted = planned[0][from][to] + planned[1][from][to] + planned[2][from][to] > 0;
        if (!wanted || !placement.canMove(slot, token, to)) {
            return -1;
        }
        int price = placement.price(slot, from, to) + 1;
        return planned[price][from][to] > 0 ? price : -1;
    }

    /** @param prices index of the price of each hop */
    private record Path(int[] nodes, int[] prices) {
        int first() {
            return nodes[0];
        }

        int last() {
            return nodes[nodes.length - 1];
        }
    }

    /**
     * The cheapest path from a node above its quota to one below it, the shortest of these; null when there is none.
     * Bellman-Ford by number of hops, which stays finite even while a cycle of negative price exists.
     */
    private Path cheapest(int[] expected, int maxPrice) {
        int none = Integer.MAX_VALUE / 2;
        int hops = Math.min(MAX_HOPS, nodes);
        int[][] price = new int[hops + 1][nodes];
        int[][] before = new int[hops + 1][nodes];
        int[][] via = new int[hops + 1][nodes];
        int bestHop = -1;
        int bestNode = -1;
        for (int n = 0; n < nodes; n++) {
            price[0][n] = expected[n] > quota[n] ? 0 : none;
        }
        for (int hop = 1; hop <= hops; hop++) {
            Arrays.fill(price[hop], none);
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; price[hop - 1][from] < none && to < nodes; to++) {
                    int edge = cheapestMove(from, to);
                    if (edge >= 0 && price[hop - 1][from] + edge - 1 < price[hop][to]) {
                        price[hop][to] = price[hop - 1][from] + edge - 1;
                        before[hop][to] = from;
                        via[hop][to] = edge;
                    }
                }
            }
            for (int n = 0; n < nodes; n++) {
                boolean reached = price[hop][n] <= maxPrice && expected[n] < quota[n];
                if (reached && (bestHop < 0 || price[hop][n] < price[bestHop][bestNode])) {
                    bestHop = hop;
                    bestNode = n;
                }
            }
        }
        return bestHop < 0 ? null : trace(bestHop, bestNode, before, via);
    }

    private int cheapestMove(int from, int to) {
        for (int edge = 0; edge < PRICES; edge++) {
            if (possible[edge][from][to] > 0) {
                return edge;
            }
        }
        return -1;
    }

    private static Path trace(int hops, int last, int[][] before, int[][] via) {
        int[] nodes = new int[hops + 1];
        int[] prices = new int[hops];
        nodes[hops] = last;
        for (int hop = hops; hop > 0; hop--) {
            prices[hop - 1] = via[hop][nodes[hop]];
            nodes[hop - 1] = before[hop][nodes[hop]];
        }
        return new Path(nodes, prices);
    }
}
