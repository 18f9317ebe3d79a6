package dev.meguri.core.operation;

/**
 * What an operation really achieved.
 *
 * @param source PRIMARY only when the slot's home primary answered (a read) or coordinated (a write)
 * @param nodeId the node whose copy answered a read, or that coordinated a write
 * @param slot of the key
 * @param ringVersion that the coordinator had adopted
 * @param acks replicas that answered a read, or confirmed a write, when the reply was made
 * @param replicas copies that the policy keeps, clamped by the list's length
 */
public record Receipt(Source source, String nodeId, int slot, long ringVersion, int acks, int replicas) {
    public enum Source {
        PRIMARY,
        REPLICA
    }
}
