package dev.meguri.core.ring;

/**
 * What one node holds under a plan.
 *
 * @param nodeId the node
 * @param primaries slots whose list it heads
 * @param replicas slots whose list it is in, but does not head; {@code primaries + replicas} are its copies
 * @param gainedCopies slots it holds now and did not before: what has to be streamed to it
 * @param lostCopies slots it held before and does not now
 */
public record NodeLoad(String nodeId, int primaries, int replicas, int gainedCopies, int lostCopies) {
    public int copies() {
        return primaries + replicas;
    }
}
