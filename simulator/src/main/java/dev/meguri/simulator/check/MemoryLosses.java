package dev.meguri.simulator.check;

import dev.meguri.core.ring.ClusterState;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.workload.KeyHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When which node lost what it remembered: what promises about acknowledged writes are measured by. */
public final class MemoryLosses implements Observer {
    /** What was stored after {@code keptUntilMicros} and up to {@code atMicros} is gone. */
    private record Loss(SimNode node, long keptUntilMicros, long atMicros) {}

    private static final long SETTLE_MICROS = 5_000_000;

    private final World world;
    private final List<Long> listChanges = new ArrayList<>();
    private ClusterState newest;
    private final List<Loss> losses = new ArrayList<>();

    public MemoryLosses(World world) {
        this.world = world;
    }

    @Override
    public void onAdopted(SimNode node, ClusterState state) {
        if (newest != null && state.isNewerThan(newest) && !state.slots().equals(newest.slots())) {
            listChanges.add(world.nowMicros());
        }
        if (state.isNewerThan(newest)) {
            newest = state;
        }
    }

    /** When lists last changed before the loss, with the time that copies may take to follow. */
    private long listsChangedMicros(Loss loss) {
        long last = Long.MIN_VALUE;
        for (long change : listChanges) {
            if (change <= loss.atMicros()) {
                last = Math.max(last, Math.min(loss.atMicros(), change + SETTLE_MICROS));
            }
        }
        return last;
    }

    @Override
    public void onMemoryLost(SimNode node, long keptUntilMicros) {
        losses.add(new Loss(node, keptUntilMicros, world.nowMicros()));
    }

    /**
     * Nodes that may have held the write when it was acknowledged and have forgotten it since. A replica that was counted
     * stored it between submission and reply; it is gone if the node's memory was lost after the submission, with nothing on
     * disk from after the reply. Where lists changed before the loss, the node may have got its copy only then, later than
     * what it has on disk.
     */
    public int nodesThatMayHaveForgotten(KeyHistory.Acknowledged write) {
        Set<SimNode> nodes = new HashSet<>();
        for (Loss loss : losses) {
            long heldSinceMicros = Math.max(write.replyMicros(), listsChangedMicros(loss));
            if (loss.atMicros() >= write.submitMicros() && loss.keptUntilMicros() < heldSinceMicros) {
                nodes.add(loss.node());
            }
        }
        return nodes.size();
    }

    /** Whether the write must still be there: fewer nodes than its quorum may have forgotten it. */
    public boolean mustSurvive(KeyHistory.Acknowledged write) {
        return nodesThatMayHaveForgotten(write) < write.needed();
    }

    public int count() {
        return losses.size();
    }
}
