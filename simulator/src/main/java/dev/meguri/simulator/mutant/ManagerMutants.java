package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import java.util.List;

/** Bugs in what the manager and its nodes tell each other. */
final class ManagerMutants {
    private ManagerMutants() {}

    static Object aDeltaIsToldWithoutItsSlots(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ManagerMessage.StateDelta m && m.changedSlots().length > 0 && to.index() == 3
                ? new ManagerMessage.StateDelta(
                        m.clusterId(),
                        m.term(),
                        m.fromRingVersion(),
                        m.ringVersion(),
                        m.replicationFactor(),
                        m.members(),
                        new int[0],
                        List.of(),
                        m.policies())
                : message;
    }

    static Object progressOfMovesIsNotTold(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ManagerMessage.SlotsSynced ? null : message;
    }

    static Object progressOfStrongMovesIsNotTold(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return message instanceof ManagerMessage.SlotsCarried ? null : message;
    }

    static Object lostSlotsKeepWhatIsLeft(
            Network network, Endpoint from, Endpoint to, Object message, SplitMix64 random) {
        return switch (message) {
            case ManagerMessage.StateDelta m ->
                new ManagerMessage.StateDelta(
                        m.clusterId(),
                        m.term(),
                        m.fromRingVersion(),
                        m.ringVersion(),
                        m.replicationFactor(),
                        m.members(),
                        m.changedSlots(),
                        m.assignments().stream()
                                .map(ManagerMutants::asIfNothingWasLost)
                                .toList(),
                        m.policies());
            case ManagerMessage.FullState(var s) ->
                new ManagerMessage.FullState(new ClusterState(
                        s.clusterId(),
                        s.term(),
                        s.ringVersion(),
                        s.replicationFactor(),
                        s.members(),
                        s.slots().stream()
                                .map(ManagerMutants::asIfNothingWasLost)
                                .toList(),
                        s.policies()));
            default -> message;
        };
    }

    /** Voters that are to begin anew are told that they have been there all the while. */
    private static SlotAssignment asIfNothingWasLost(SlotAssignment slot) {
        boolean anew = !slot.isJoint() && slot.voters().stream().allMatch(v -> v.since() == slot.epoch());
        return anew
                ? SlotAssignment.stableOf(
                        slot.epoch(),
                        slot.voters().stream()
                                .map(v -> new Voter(v.nodeId(), v.incarnation(), 1))
                                .toList())
                : slot;
    }
}
