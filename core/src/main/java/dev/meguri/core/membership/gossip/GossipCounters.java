package dev.meguri.core.membership.gossip;

/** Since the start; see {@link GossipView}. */
final class GossipCounters {
    long probes;
    long failedProbes;
    long indirectProbes;
    long relayedProbes;
    long suspicionsRaised;
    long suspicionsRefuted;
    long ownRefutations;

    /** Grows whenever any of the above, or what is known of a member, changes. */
    long changes;
}
