package dev.meguri.core.membership.gossip;

/** A ping that this node sent for another. Ends with the answer, or with saying that there was none (a nack). */
final class Relay {
    final String asker;
    final long askersNumber;
    final String nodeId;
    /** When to say that there was no answer; after that, when to forget it. */
    long dueMillis;

    boolean nacked;

    Relay(String asker, long askersNumber, String nodeId, long dueMillis) {
        this.asker = asker;
        this.askersNumber = askersNumber;
        this.nodeId = nodeId;
        this.dueMillis = dueMillis;
    }
}
