package dev.meguri.resp.push;

/** What can be subscribed to, with the words that tell a client of it. */
public enum SubscriptionKind {
    /** A channel of the whole cluster. */
    CHANNEL("subscribe", "unsubscribe", "message"),
    /** All channels of the whole cluster that match. */
    PATTERN("psubscribe", "punsubscribe", "pmessage"),
    /** A channel of a slot, known to the nodes that hold the slot. */
    SHARD("ssubscribe", "sunsubscribe", "smessage");

    private final String subscribed;
    private final String unsubscribed;
    private final String message;

    SubscriptionKind(String subscribed, String unsubscribed, String message) {
        this.subscribed = subscribed;
        this.unsubscribed = unsubscribed;
        this.message = message;
    }

    public String subscribed() {
        return subscribed;
    }

    public String unsubscribed() {
        return unsubscribed;
    }

    public String message() {
        return message;
    }
}
