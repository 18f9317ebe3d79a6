package dev.meguri.simulator.cluster;

import dev.meguri.core.operation.Result;

/** Where the results of clients' operations go. */
public interface Replies {
    void onReply(SimNode node, long operationId, Result result);

    /** The node's process ended: what it had not answered, it never will. */
    void onProcessEnded(SimNode node);
}
