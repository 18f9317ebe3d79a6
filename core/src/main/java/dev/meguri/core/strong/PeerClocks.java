package dev.meguri.core.strong;

import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What peers' clocks say about this node's own (STRONG.md, rule 13). A peer that answers shows its clock at some moment
 * between question and answer, so each answer bounds how far the two are apart, however long it was under way. Our own jumps
 * count at once: a steady clock tells of them.
 */
public final class PeerClocks {
    /** At least, and at most, so far ahead of the peer, when the wall clock was so far from the steady one. */
    private record Bounds(long leastMillis, long mostMillis, long wallMinusSteadyMillis) {}

    private final long maxSkewMillis;
    private final TreeMap<String, Bounds> byPeer = new TreeMap<>();

    public PeerClocks(long maxSkewMillis) {
        this.maxSkewMillis = maxSkewMillis;
    }

    /**
     * @param sentMillis and receivedMillis by our wall clock as it is now
     * @param wallMinusSteadyMillis now
     */
    public void heard(String peer, long peerMillis, long sentMillis, long receivedMillis, long wallMinusSteadyMillis) {
        byPeer.put(peer, new Bounds(sentMillis - peerMillis, receivedMillis - peerMillis, wallMinusSteadyMillis));
    }

    /** Others have no say any more. */
    public void keepOnly(Predicate<String> peers) {
        byPeer.keySet().removeIf(peers.negate());
    }

    /**
     * By how much our clock is off, ahead where positive, as far as is certain; 0: not by more than the skew that is allowed,
     * or nobody knows. Off is who is apart, to the same side, from at least as many as agree with him, himself included.
     */
    public long offMillis(long wallMinusSteadyMillis) {
        int agree = 1;
        int ahead = 0;
        int behind = 0;
        long leastAhead = Long.MAX_VALUE;
        long leastBehind = Long.MAX_VALUE;
        for (Bounds bounds : byPeer.values()) {
            long drift = wallMinusSteadyMillis - bounds.wallMinusSteadyMillis();
            long least = bounds.leastMillis() + drift;
            long most = bounds.mostMillis() + drift;
            if (least > maxSkewMillis) {
                ahead++;
                leastAhead = Math.min(leastAhead, least);
            } else if (-most > maxSkewMillis) {
                behind++;
                leastBehind = Math.min(leastBehind, -most);
            } else {
                agree++;
            }
        }
        if (ahead > 0 && ahead >= agree + behind) {
            return leastAhead;
        }
        return behind > 0 && behind >= agree + ahead ? -leastBehind : 0;
    }
}
