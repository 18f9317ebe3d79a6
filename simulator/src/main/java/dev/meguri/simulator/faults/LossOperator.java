package dev.meguri.simulator.faults;

import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.workload.Policies;
import java.util.List;

/** In half of all runs strong policies refuse what was lost, and an operator looks now and then, and accepts it. */
public final class LossOperator {
    private static final long MOST_SECONDS = 5;

    private final World world;
    private final SimManager manager;
    private final List<SimNode> nodes;
    private final SplitMix64 random;

    /** @param nodes all of the cluster; may grow */
    public LossOperator(World world, SimManager manager, List<SimNode> nodes) {
        this.nodes = nodes;
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
            if (manager.isRunning() && manager.state() != null && !isAnyCutOff()) {
                manager.acceptLoss();
            }
            lookLater();
        });
    }

    /** Who is DOWN and runs goes on serving its strong keys until it hears of another list: no loss to accept. */
    private boolean isAnyCutOff() {
        ClusterState state = manager.state();
        for (SimNode node : nodes) {
            Member member = state.member(node.name());
            if (node.isRunning() && member != null && member.state() == MemberState.DOWN) {
                return true;
            }
        }
        return false;
    }
}
