package dev.meguri.simulator.check;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.HintVerdict;
import dev.meguri.core.message.ShardMessage.Verdict;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.Effect;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;

/** No replica acts on a message below the epoch that it adopted: it refuses it. */
public final class FencingChecker implements Observer {
    private static final long NONE = -1;
    private final World world;

    public FencingChecker(World world) {
        this.world = world;
    }

    @Override
    public void onEffect(SimNode node, ShardInput input, Effect effect) {
        if (!(input instanceof ShardInput.Receive(var from, var request))
                || !(effect instanceof Effect.Send(var to, var answer))
                || !from.equals(to)) {
            return;
        }
        ClusterState state = node.adopted();
        if (request instanceof ShardMessage.CompareSlots compare
                && answer instanceof ShardMessage.SlotsCompared compared
                && compare.requestId() == compared.requestId()) {
            check(node, state, compare, compared);
            return;
        }
        if (request instanceof ShardMessage.DeliverHints hints
                && answer instanceof ShardMessage.HintsTaken taken
                && hints.requestId() == taken.requestId()) {
            check(node, state, hints, taken);
            return;
        }
        long epoch = epochOf(request);
        if (epoch != NONE
                && epoch < state.slot(request.slot()).epoch()
                && isPositive(answer)
                && requestId(answer) == requestId(request)) {
            throw world.violated(
                    "no-act-below-epoch",
                    node + " at epoch " + state.slot(request.slot()).epoch() + " answers " + from + "'s " + request
                            + " with " + answer);
        }
    }

    private void check(
            SimNode node, ClusterState state, ShardMessage.CompareSlots compare, ShardMessage.SlotsCompared compared) {
        for (int i = 0; i < compared.slots().length; i++) {
            int slot = compared.slots()[i];
            for (int j = 0; j < compare.slots().length; j++) {
                if (compare.slots()[j] == slot
                        && compare.epochs()[j] < state.slot(slot).epoch()
                        && compared.verdicts()[i] != Verdict.STALE) {
                    throw world.violated(
                            "no-act-below-epoch",
                            node + " compares slot " + slot + " of epoch " + compare.epochs()[j] + " at epoch "
                                    + state.slot(slot).epoch());
                }
            }
        }
    }

    private void check(
            SimNode node, ClusterState state, ShardMessage.DeliverHints hints, ShardMessage.HintsTaken taken) {
        for (int i = 0; i < taken.slots().length; i++) {
            int slot = taken.slots()[i];
            for (int j = 0; j < hints.slots().length; j++) {
                if (hints.slots()[j] == slot
                        && hints.epochs()[j] < state.slot(slot).epoch()
                        && taken.verdicts()[i] == HintVerdict.KEPT) {
                    throw world.violated(
                            "no-act-below-epoch",
                            node + " takes hints of slot " + slot + " of epoch " + hints.epochs()[j] + " at epoch "
                                    + state.slot(slot).epoch());
                }
            }
        }
    }

    private static long epochOf(ShardMessage request) {
        return switch (request) {
            case ShardMessage.Replicate m -> m.epoch();
            case ShardMessage.Read m -> m.epoch();
            case ShardMessage.ListVersions m -> m.epoch();
            case ShardMessage.FetchEntries m -> m.epoch();
            case ShardMessage.PushEntries m -> m.epoch();
            default -> NONE;
        };
    }

    private static boolean isPositive(ShardMessage answer) {
        return answer instanceof ShardMessage.Ack
                || answer instanceof ShardMessage.ReadAnswer
                || answer instanceof ShardMessage.VersionList
                || answer instanceof ShardMessage.Entries;
    }

    private static long requestId(ShardMessage message) {
        return switch (message) {
            case ShardMessage.Replicate m -> m.requestId();
            case ShardMessage.Read m -> m.requestId();
            case ShardMessage.ListVersions m -> m.requestId();
            case ShardMessage.FetchEntries m -> m.requestId();
            case ShardMessage.PushEntries m -> m.requestId();
            case ShardMessage.Ack m -> m.requestId();
            case ShardMessage.ReadAnswer m -> m.requestId();
            case ShardMessage.VersionList m -> m.requestId();
            case ShardMessage.Entries m -> m.requestId();
            default -> NONE;
        };
    }
}
