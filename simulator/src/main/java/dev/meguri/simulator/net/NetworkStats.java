package dev.meguri.simulator.net;

/** What the network carried. Counters of one run. */
public final class NetworkStats {
    public long sent;
    public long delivered;
    public long lost;
    public long duplicated;
    public long connections;
}
