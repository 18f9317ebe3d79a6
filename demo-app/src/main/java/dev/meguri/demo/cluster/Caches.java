package dev.meguri.demo.cluster;

import java.util.List;

/** Ways to the one cluster. */
public interface Caches {
    /** Of this application. */
    Cache shared();

    /** As other applications have them, each with a client of its own: what one does not know of the other, the cluster does. */
    List<Cache> ofApplications();

    /** Whether a node can be asked now, as far as this application knows. */
    boolean isReachable();
}
