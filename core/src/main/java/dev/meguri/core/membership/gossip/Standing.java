package dev.meguri.core.membership.gossip;

/** What the members' gossip says of one of them. Only the manager's ClusterState decides; this is what it asks for. */
public enum Standing {
    ALIVE,
    /** It did not answer in time, and has yet to refute it. */
    SUSPECT,
    /** It did not refute the suspicion in time. It may still: a member is never forgotten here. */
    FAILED
}
