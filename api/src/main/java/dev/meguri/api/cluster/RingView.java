package dev.meguri.api.cluster;

import java.util.List;

/** @param nodes each with its virtual nodes' positions: fractions of the ring, 0 (included) to 1 */
public record RingView(long ringVersion, List<NodeOnRing> nodes) {
    public record NodeOnRing(String nodeId, List<Double> virtualNodes) {}
}
