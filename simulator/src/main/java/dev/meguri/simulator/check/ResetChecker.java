package dev.meguri.simulator.check;

import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A slot begins anew only where it is lost (STRONG.md, rule 23): where no majority of its voters has memory; in JOINT none of
 * the old ones, and once the strong keys were carried none of the new ones either. Or where an operator gave up a slot of
 * which no holder is there.
 *
 * <p>What managers believe of memory is not asked. A voter has it if the process that runs, or the one before it that was
 * stopped cleanly, and so on, voted under that incarnation: whatever incarnation the node was given later, by mistake
 * perhaps.
 */
public final class ResetChecker implements Observer {
    private final World world;
    private final Map<String, SimNode> nodes;
    /** By node: the incarnations under which what is in its memory now was voted. */
    private final Map<String, Set<Long>> voted = new HashMap<>();

    private long resets;

    /** @param nodes by name; may grow */
    ResetChecker(World world, Map<String, SimNode> nodes) {
        this.world = world;
        this.nodes = nodes;
    }

    /** Slots that began anew, and were lost. */
    public long resets() {
        return resets;
    }

    @Override
    public void onStarted(SimNode node) {
        if (!node.goesOn()) {
            voted(node.name()).clear();
        }
    }

    @Override
    public void onAdopted(SimNode node, ClusterState state) {
        if (node.running().isWhole()) {
            voted(node.name()).add(node.running().incarnation());
        }
    }

    @Override
    public void onStored(SimManager manager, ClusterState before, ClusterState state) {
        if (before == null
                || !before.policies().hasStrong()
                || !state.policies().hasStrong()) {
            return;
        }
        for (int slot = 0; slot < state.slotCount(); slot++) {
            if (state.slot(slot).epoch() == state.ringVersion() && beginsAnew(state.slot(slot))) {
                requireLost(manager, slot, before, state);
                resets++;
            }
        }
    }

    /** Whether nobody who votes in the slot now did so before. */
    static boolean beginsAnew(SlotAssignment slot) {
        if (slot.isJoint()) {
            return false;
        }
        for (Voter voter : slot.voters()) {
            if (voter.since() != slot.epoch()) {
                return false;
            }
        }
        return true;
    }

    private void requireLost(SimManager manager, int slot, ClusterState before, ClusterState state) {
        SlotAssignment old = before.slot(slot);
        boolean carried = old.isJoint() && manager.wasToldCarried(slot, old.epoch());
        boolean lost = !hasMajority(old.voters(), state) && !(carried && hasMajority(old.nextVoters(), state));
        boolean givenUp = manager.isAcceptingLoss() && isNobodyThere(old.current(), before);
        if (!lost && !givenUp) {
            throw world.violated(
                    "slots-begin-anew-only-when-lost",
                    "slot " + slot + " begins anew in " + state + " as " + state.slot(slot) + ", and was " + old
                            + (carried ? ", carried" : "") + "; in memory is what was voted under " + voted);
        }
    }

    private boolean hasMajority(List<Voter> voters, ClusterState state) {
        int have = 0;
        for (Voter voter : voters) {
            have += hasMemory(voter, state) ? 1 : 0;
        }
        return 2 * have > voters.size();
    }

    /** Who was removed has none, wherever it is: somebody wanted that. */
    private boolean hasMemory(Voter voter, ClusterState state) {
        SimNode node = nodes.get(voter.nodeId());
        return state.member(voter.nodeId()) != null
                && (node.isRunning() || node.isStoppedCleanly())
                && voted(voter.nodeId()).contains(voter.incarnation());
    }

    private static boolean isNobodyThere(List<String> holders, ClusterState state) {
        for (String holder : holders) {
            Member member = state.member(holder);
            if (member != null && member.state() != MemberState.DOWN) {
                return false;
            }
        }
        return true;
    }

    private Set<Long> voted(String node) {
        return voted.computeIfAbsent(node, _ -> new HashSet<>());
    }
}
