package dev.meguri.node.resp.push;

/** A client that caches keys. Any thread calls. */
public interface TrackingClient {
    long id();

    /** Whether it does not want to be told of its own changes. */
    boolean isNoLoop();

    void invalidated(Invalidation what);
}
