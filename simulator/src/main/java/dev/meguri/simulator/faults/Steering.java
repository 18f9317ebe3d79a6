package dev.meguri.simulator.faults;

import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.time.SplitMix64;

/** An operator who pauses rebalance jobs for a while, or cancels them. */
final class Steering {
    private static final int TRIES = 20;
    private static final long RESUME_AGAIN_MILLIS = 500;

    private final World world;
    private final SimManager manager;
    private final SplitMix64 random;
    private final FaultPlan plan;

    Steering(World world, SimManager manager, SplitMix64 random, FaultPlan plan) {
        this.world = world;
        this.manager = manager;
        this.random = random;
        this.plan = plan;
    }

    /** False: there is no manager to tell. */
    boolean begin() {
        if (!manager.isRunning()) {
            return false;
        }
        long pauseMillis = random.chance(0.5) ? 0 : random.between(plan.minMillis(), plan.maxMillis());
        steerSoon(random.between(1, 300), TRIES, pauseMillis);
        return true;
    }

    /** Jobs are short: the operator waits for one. @param pauseMillis 0: it is cancelled */
    private void steerSoon(long inMillis, int tries, long pauseMillis) {
        world.queue().after(inMillis * 1_000, () -> {
            if (!manager.isRunning() || !manager.isMoving() || manager.isPaused()) {
                if (tries > 0) {
                    steerSoon(inMillis, tries - 1, pauseMillis);
                }
            } else if (pauseMillis == 0) {
                manager.cancelRebalance();
            } else {
                manager.pauseRebalance();
                resumeLater(pauseMillis);
            }
        });
    }

    /** Whatever job is paused then: another may have taken its place. Where nobody hears it, it is said again. */
    private void resumeLater(long millis) {
        world.queue().after(millis * 1_000, () -> {
            if (!manager.isRunning()) {
                resumeLater(RESUME_AGAIN_MILLIS);
            } else if (manager.isPaused()) {
                manager.resumeRebalance();
                resumeLater(RESUME_AGAIN_MILLIS);
            }
        });
    }
}
