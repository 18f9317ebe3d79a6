package dev.meguri.core.ring;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Decides who holds each slot, where there are at least as many eligible nodes as copies: keep what may stay, fill what is
 * free, take from who has too much, each time in the ring's order as far as quotas allow (consistent hashing with bounded
 * loads, Mirrokni, Thorup, Zadimoghaddam, 2018), and settle the rest with {@link Balancer}.
 */
final class CopyPlacement implements Placement {
    private static final int FREE = -1;

    private final HashRing ring;
    private final ZoneRule zones;
    private final int copies;
    /** By slot, as it was: the eligible nodes that held it. */
    private final int[][] before;
    /** By slot, in list order; a new holder takes the place of the one it replaces. */
    private final int[][] holders;

    private final int[] load;
    private final int[] quota;

    /** @param before by slot, in list order: indexes of eligible nodes, -1 for a holder that has to go; no node twice */
    CopyPlacement(HashRing ring, ZoneRule zones, int[] weights, int copies, int[][] before) {
        this.ring = ring;
        this.zones = zones;
        this.copies = copies;
        this.before = before;
        this.holders = new int[before.length][];
        this.load = new int[weights.length];
        for (int[] list : before) {
            for (int node : list) {
                if (node != FREE) {
                    load[node]++;
                }
            }
        }
        this.quota = quotas(weights);
    }

    /** Whole copies per node: by weight, at most one per slot, within what the zones must and may hold. */
    private int[] quotas(int[] weights) {
        int slots = before.length;
        int nodes = weights.length;
        int[] zoneHeld = new int[zones.zones()];
        for (int n = 0; n < nodes; n++) {
            zoneHeld[zones.zoneOf[n]] += load[n];
        }
        double level = Shares.level((double) slots * copies, l -> Arrays.stream(zoneShares(weights, l))
                .sum());
        int[] zoneQuota = Shares.round(zoneShares(weights, level), slots * copies, zoneHeld);
        int[] result = new int[nodes];
        for (int z = 0; z < zoneQuota.length; z++) {
            int zone = z;
            int[] members = IntStream.range(0, nodes)
                    .filter(n -> zones.zoneOf[n] == zone)
                    .toArray();
            int[] caps = new int[members.length];
            Arrays.fill(caps, slots);
            int[] memberWeights = Arrays.stream(members).map(n -> weights[n]).toArray();
            int[] held = Arrays.stream(members).map(n -> load[n]).toArray();
            int[] rounded = Shares.round(Shares.byWeight(zoneQuota[z], memberWeights, caps), zoneQuota[z], held);
            for (int i = 0; i < members.length; i++) {
                result[members[i]] = rounded[i];
            }
        }
        return result;
    }

    private double[] zoneShares(int[] weights, double level) {
        int slots = before.length;
        double[] shares = new double[zones.zones()];
        for (int n = 0; n < weights.length; n++) {
            shares[zones.zoneOf[n]] += Math.min(slots, level * weights[n]);
        }
        for (int z = 0; z < shares.length; z++) {
            shares[z] = Math.clamp(shares[z], (double) zones.least[z] * slots, (double) zones.most[z] * slots);
        }
        return shares;
    }

    /** Places all copies. The result is by slot, in list order; every list is complete. */
    int[][] place() {
        for (int slot = 0; slot < holders.length; slot++) {
            keep(slot);
        }
        for (int slot = 0; slot < holders.length; slot++) {
            fill(slot);
        }
        Balancer balancer = new Balancer(this, load, quota);
        // First turn what was filled above a quota to other nodes, which costs nothing; then take what was held.
        balancer.run(0);
        takeOver(copies);
        takeOver(quota.length);
        balancer.run(MoveGraph.ANY_PRICE);
        return holders;
    }

    /** A lower bound of what any plan with these quotas moves. To be asked before {@link #place}. */
    int leastMoved() {
        int byNode = IntStream.range(0, quota.length)
                .map(n -> Math.max(0, quota[n] - load[n]))
                .sum();
        int bySlot = 0;
        for (int[] list : before) {
            int keepable = 0;
            int[] counts = new int[zones.zones()];
            for (int node : list) {
                if (node != FREE) {
                    counts[zones.zoneOf[node]]++;
                    keepable++;
                    if (!zones.isCompletable(counts)) {
                        counts[zones.zoneOf[node]]--;
                        keepable--;
                    }
                }
            }
            bySlot += copies - keepable;
        }
        return Math.max(byNode, bySlot);
    }

    /** Gives up holders only as far as the list's length and the zones demand it; first who has too much, last in the list. */
    private void keep(int slot) {
        int[] kept = before[slot].clone();
        for (int[] counts = zones.count(kept); !zones.isCompletable(counts); counts = zones.count(kept)) {
            int victim = victim(kept, counts);
            load[kept[victim]]--;
            kept[victim] = FREE;
        }
        if (kept.length > copies) {
            kept = Arrays.stream(kept).filter(n -> n != FREE).toArray();
        }
        holders[slot] = Arrays.copyOf(kept, copies);
        Arrays.fill(holders[slot], Math.min(kept.length, copies), copies, FREE);
    }

    /** The place in the list that is given up: of one that holds too much, else any; the last of these, the first never if
     * there is another. */
    private int victim(int[] kept, int[] counts) {
        int victim = FREE;
        for (int i = kept.length - 1; i >= 0; i--) {
            if (kept[i] != FREE && mayGo(kept[i], counts)) {
                if (isOver(kept[i]) && (i > 0 || victim == FREE)) {
                    return i;
                }
                victim = victim == FREE ? i : victim;
            }
        }
        return victim;
    }

    /** A zone that is too full gives first; without one, any that has more than it must. */
    private boolean mayGo(int node, int[] counts) {
        int zone = zones.zoneOf[node];
        boolean anyTooFull = IntStream.range(0, counts.length).anyMatch(z -> counts[z] > zones.most[z]);
        return anyTooFull ? counts[zone] > zones.most[zone] : counts[zone] > zones.least[zone];
    }

    private boolean isOver(int node) {
        return load[node] > quota[node];
    }

    private boolean isUnder(int node) {
        return load[node] < quota[node];
    }

    private void fill(int slot) {
        int[] list = holders[slot];
        int[] walk = ring.walk(slot, holders.length);
        for (int i = 0; i < list.length; i++) {
            if (list[i] == FREE) {
                int node = firstAddable(list, walk, true);
                list[i] = node == FREE ? firstAddable(list, walk, false) : node;
                load[list[i]]++;
            }
        }
    }

    private int firstAddable(int[] list, int[] walk, boolean underQuota) {
        int[] counts = zones.count(list);
        for (int node : walk) {
            if ((!underQuota || isUnder(node)) && !contains(list, node)) {
                counts[zones.zoneOf[node]]++;
                if (zones.isCompletable(counts)) {
                    return node;
                }
                counts[zones.zoneOf[node]]--;
            }
        }
        return FREE;
    }

    /** Nodes below their quota take slots from nodes above, where they are among the first {@code ranks} of the walk. */
    private void takeOver(int ranks) {
        for (int slot = 0; slot < holders.length; slot++) {
            int[] walk = ring.walk(slot, holders.length);
            for (int rank = 0; rank < Math.min(ranks, walk.length); rank++) {
                if (isUnder(walk[rank]) && !contains(holders[slot], walk[rank])) {
                    takeOver(slot, walk, walk[rank]);
                }
            }
        }
    }

    private void takeOver(int slot, int[] walk, int taker) {
        for (int rank = walk.length - 1; rank >= 0; rank--) {
            int token = indexOf(holders[slot], walk[rank]);
            if (token >= 0 && isOver(walk[rank]) && canMove(slot, token, taker)) {
                move(slot, token, taker);
                return;
            }
        }
    }

    @Override
    public int slotCount() {
        return holders.length;
    }

    @Override
    public int tokens(int slot) {
        return copies;
    }

    @Override
    public int nodeOf(int slot, int token) {
        return holders[slot][token];
    }

    @Override
    public boolean canMove(int slot, int token, int toNode) {
        int[] list = holders[slot];
        return !contains(list, toNode) && zones.allows(list, list[token], toNode);
    }

    @Override
    public int price(int slot, int fromNode, int toNode) {
        return (contains(before[slot], toNode) ? 0 : 1) - (contains(before[slot], fromNode) ? 0 : 1);
    }

    @Override
    public void move(int slot, int token, int toNode) {
        load[holders[slot][token]]--;
        load[toNode]++;
        holders[slot][token] = toNode;
    }

    private static boolean contains(int[] list, int node) {
        return indexOf(list, node) >= 0;
    }

    private static int indexOf(int[] list, int node) {
        for (int i = 0; i < list.length; i++) {
            if (list[i] == node) {
                return i;
            }
        }
        return -1;
    }
}
