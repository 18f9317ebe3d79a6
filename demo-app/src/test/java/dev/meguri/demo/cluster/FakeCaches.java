package dev.meguri.demo.cluster;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;

/** A cluster in this process, which four applications share, instead of the real one. */
@Alternative
@Priority(1)
@Singleton
public class FakeCaches implements Caches {
    private static final int APPLICATIONS = 4;
    private final FakeCluster cluster = new FakeCluster();

    /** What tests change and look into. */
    public FakeCluster cluster() {
        return cluster;
    }

    @Override
    public Cache shared() {
        return cluster;
    }

    @Override
    public List<Cache> ofApplications() {
        return Collections.nCopies(APPLICATIONS, cluster);
    }

    @Override
    public boolean isReachable() {
        return !cluster.isAway();
    }
}
