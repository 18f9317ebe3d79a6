package dev.meguri.ui.advisor;

import dev.meguri.api.cluster.NodeView;

/**
 * What is known of one node, of the last seconds. NaN: it is not known.
 *
 * @param view as the manager has it
 * @param operations of its clients, per second
 * @param p99Micros of its clients' operations
 * @param evictions per second
 * @param memoryRatio of the pool, 0 to 1
 * @param lagMillis the age of its oldest write that a replica has not confirmed
 * @param busy 0 to 1
 * @param clockOffsetMillis ahead of this server's clock
 * @param snapshotAgeSeconds since its last complete snapshot
 * @param silentBecause why it could not be asked; null: it could
 */
record NodeFacts(
        NodeView view,
        double operations,
        double p99Micros,
        double evictions,
        double memoryRatio,
        double lagMillis,
        double hints,
        double busy,
        double clockOffsetMillis,
        double snapshotAgeSeconds,
        String silentBecause) {
    String nodeId() {
        return view.nodeId();
    }

    boolean isActive() {
        return "ACTIVE".equals(view.state());
    }
}
