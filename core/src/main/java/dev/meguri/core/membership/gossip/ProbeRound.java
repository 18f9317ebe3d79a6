package dev.meguri.core.membership.gossip;

import java.util.TreeSet;

/**
 * One probe of one member.
 *
 * <pre>
 * direct (pinged) -> indirect (others are asked to ping) -> failed
 *        \-> answered        \-> answered
 * </pre>
 *
 * Without a connection to the member it begins as indirect.
 */
final class ProbeRound {
    final String nodeId;
    long directUntilMillis;
    long endMillis;
    boolean indirect;

    /** Who was asked and has said nothing yet. */
    final TreeSet<String> silentHelpers = new TreeSet<>();

    boolean helped;

    ProbeRound(String nodeId, long directUntilMillis, long endMillis) {
        this.nodeId = nodeId;
        this.directUntilMillis = directUntilMillis;
        this.endMillis = endMillis;
    }

    /** When something is due. */
    long dueMillis() {
        return indirect ? endMillis : directUntilMillis;
    }

    void forgive(long millis) {
        directUntilMillis += millis;
        endMillis += millis;
    }
}
