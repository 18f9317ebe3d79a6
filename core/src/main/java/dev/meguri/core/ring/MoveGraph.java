package dev.meguri.core.ring;

import java.util.Arrays;

/**
 * The graph of nodes in which an edge stands for the tokens that can move from one node to another, counted by price, and
 * the search for its cheapest paths.
 */
final class MoveGraph {
    /** Longest chain looked for. In lists of at least two nodes far shorter ones exist where any does. */
    private static final int MAX_HOPS = 32;
    /** Dearer than any path. */
    static final int ANY_PRICE = MAX_HOPS + 1;

    private static final int PRICES = 3;

    private final int nodes;
    /** By price + 1, from, to. */
    private final int[][][] counts;

    MoveGraph(int nodes) {
        this.nodes = nodes;
        this.counts = new int[PRICES][nodes][nodes];
    }

    int count(int price, int from, int to) {
        return counts[price + 1][from][to];
    }

    /** Whether a move is there at any price. */
    boolean has(int from, int to) {
        return counts[0][from][to] > 0 || counts[1][from][to] > 0 || counts[2][from][to] > 0;
    }

    void add(int price, int from, int to, int amount) {
        counts[price + 1][from][to] += amount;
    }

    void clear() {
        for (int[][] byPrice : counts) {
            for (int[] row : byPrice) {
                Arrays.fill(row, 0);
            }
        }
    }

    /**
     * A path that meets no node twice.
     *
     * @param nodes from the giver to the taker
     * @param prices of each hop
     */
    record Path(int[] nodes, int[] prices) {
        int giver() {
            return nodes[0];
        }

        int taker() {
            return nodes[nodes.length - 1];
        }

        int hops() {
            return prices.length;
        }
    }

    /**
     * The cheapest path from a node above its quota to one below it, the shortest of these, at most at this price; null
     * when there is none. Bellman-Ford by number of hops: every node that can be reached is, by a shortest path first, and
     * then by cheaper ones.
     */
    Path cheapest(int[] load, int[] quota, int maxPrice) {
        int hops = Math.min(MAX_HOPS, nodes);
        int[] best = new int[nodes];
        int[][] before = new int[hops + 1][nodes];
        int[][] via = new int[hops + 1][nodes];
        boolean[][] reached = new boolean[hops + 1][nodes];
        int bestPrice = maxPrice + 1;
        int bestHop = -1;
        int bestNode = -1;
        for (int n = 0; n < nodes; n++) {
            reached[0][n] = load[n] > quota[n];
            best[n] = reached[0][n] ? 0 : ANY_PRICE;
        }
        boolean improved = true;
        for (int hop = 1; hop <= hops && improved; hop++) {
            int[] last = best.clone();
            improved = false;
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; reached[hop - 1][from] && to < nodes; to++) {
                    if (has(from, to)) {
                        int price = cheapestPrice(from, to);
                        if (last[from] + price < best[to] && !isOnPath(to, hop - 1, from, before)) {
                            best[to] = last[from] + price;
                            before[hop][to] = from;
                            via[hop][to] = price;
                            reached[hop][to] = true;
                            improved = true;
                        }
                    }
                }
            }
            for (int n = 0; n < nodes; n++) {
                if (reached[hop][n] && load[n] < quota[n] && best[n] < bestPrice) {
                    bestPrice = best[n];
                    bestHop = hop;
                    bestNode = n;
                }
            }
        }
        return bestHop < 0 ? null : trace(bestHop, bestNode, before, via);
    }

    private int cheapestPrice(int from, int to) {
        return counts[0][from][to] > 0 ? -1 : counts[1][from][to] > 0 ? 0 : 1;
    }

    private static boolean isOnPath(int node, int hops, int last, int[][] before) {
        int at = last;
        for (int hop = hops; hop > 0; hop--) {
            if (at == node) {
                return true;
            }
            at = before[hop][at];
        }
        return at == node;
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
