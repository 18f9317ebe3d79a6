package dev.meguri.core.ring;

/**
 * An entry of a slot's list. A node that lost its memory is another voter.
 *
 * @param nodeId the node
 * @param incarnation of that node; messages of another one are not its votes
 * @param since the first epoch of its unbroken run in the slot's lists
 */
public record Voter(String nodeId, long incarnation, long since) {
    /** Whether it is this incarnation of the node. */
    public boolean is(String node, long itsIncarnation) {
        return incarnation == itsIncarnation && nodeId.equals(node);
    }
}
