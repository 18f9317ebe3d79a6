package dev.meguri.simulator.faults;

import dev.meguri.core.policy.Policy;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.workload.Policies;

/** In half of all runs strong policies refuse what was lost, and an operator looks now and then, and accepts it. */
public final class LossOperator {
    private static final long MOST_SECONDS = 5;

    private final World world;
    private final SimManager manager;
    private final SplitMix64 random;

    public LossOperator(World world, SimManager manager) {
        this.world = world;
        this.manager = manager;
        this.random = world.random("loss operator");
    }

    /** Once the cluster is formed. */
    public void start() {
        if (random.chance(0.5)) {
            manager.putPolicy(Policy.strong(Policies.STRONG.prefix()));
            lookLater();
        }
    }

    private void lookLater() {
        world.queue().after(random.between(1, MOST_SECONDS) * 1_000_000, () -> {
            if (manager.isRunning()) {
                manager.acceptLoss();
            }
            lookLater();
        });
    }
}
