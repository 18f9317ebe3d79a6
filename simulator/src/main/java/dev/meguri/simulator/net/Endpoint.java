package dev.meguri.simulator.net;

/** A process at the network: a node or the manager. The network calls it at the moment something reaches it. */
public interface Endpoint {
    /** Position in the network, from 0. */
    int index();

    String name();

    /** Whether its process runs (a paused one does). */
    boolean isRunning();

    /** Grows with each start of the process: what was sent to an earlier process never reaches a later one. */
    long process();

    /** Whether it wants a connection to the other, and so dials. */
    boolean wants(Endpoint other);

    void linkUp(Endpoint peer);

    void linkDown(Endpoint peer);

    void receive(Endpoint from, Object message);
}
