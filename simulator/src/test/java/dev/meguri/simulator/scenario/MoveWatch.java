package dev.meguri.simulator.scenario;

import static dev.meguri.core.limits.Requirements.requireState;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.simulator.check.Observer;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.Tap;
import java.util.List;

/**
 * Follows one slot through its move, by what is said about it, and does something at one moment: when all that happens in
 * that microsecond has happened, so that what was said is on its way.
 */
final class MoveWatch implements Tap, Observer {
    /** In this order. */
    enum Moment {
        /** A job is to move the slot, which is STABLE(old) still. */
        PLANNED,
        /** The manager says JOINT; nobody has heard of it. */
        JOINT_PUBLISHED,
        /** Whom it is about follows JOINT: if that one drives the slot, its fence is on its way. */
        JOINT_ADOPTED,
        /** The driver sends the first value to voters. */
        CARRYING,
        /** The driver says that both majorities have the strong keys; the manager has not heard of it. */
        CARRIED,
        /** The manager says STABLE(new); nobody has heard of it. */
        SWITCH_PUBLISHED,
        /** Whom it is about follows STABLE(new). */
        SWITCH_ADOPTED
    }

    private final Moment awaited;
    private SimCluster cluster;
    private int slot = -1;
    private List<String> target;
    private String driver;
    private String adopter;
    private Runnable then;
    private Moment last = Moment.PLANNED;

    MoveWatch(Moment awaited) {
        this.awaited = awaited;
    }

    /**
     * @param slot that is to move, and has not begun to
     * @param target the list that it moves to
     * @param driver of its strong keys
     * @param adopter whose adoption of states is meant
     * @param then what is to be done at the moment
     */
    void follow(SimCluster ofCluster, int slot, List<String> target, String driver, String adopter, Runnable then) {
        this.cluster = ofCluster;
        this.slot = slot;
        this.target = target;
        this.driver = driver;
        this.adopter = adopter;
        this.then = then;
        cluster.world().observers().add(this);
        if (awaited == Moment.PLANNED) {
            act();
        }
    }

    boolean hasActed() {
        return slot >= 0 && then == null;
    }

    @Override
    public Object onSend(Network network, Endpoint from, Endpoint to, Object message) {
        if (slot >= 0 && !hasActed()) {
            switch (message) {
                case ManagerMessage.StateDelta delta when from.name().equals(SimManager.NAME) -> published(delta);
                case ManagerMessage.SlotsCarried(var slots, var epochs) -> carried(from, slots, epochs);
                case ShardMessage.Strong(var strong, var _) -> carrying(from, strong);
                case ShardMessage.StrongBatch(var batch, var _) -> batch.forEach(strong -> carrying(from, strong));
                default -> {}
            }
        }
        return message;
    }

    private void published(ManagerMessage.StateDelta delta) {
        for (int i = 0; i < delta.changedSlots().length; i++) {
            if (delta.changedSlots()[i] == slot) {
                SlotAssignment now = delta.assignments().get(i);
                if (now.isJoint() || isThere(now)) {
                    reached(now.isJoint() ? Moment.JOINT_PUBLISHED : Moment.SWITCH_PUBLISHED);
                }
            }
        }
    }

    @Override
    public void onAdopted(SimNode node, ClusterState state) {
        SlotAssignment now = state.slot(slot);
        if (!hasActed() && node.name().equals(adopter) && (now.isJoint() || isThere(now))) {
            reached(now.isJoint() ? Moment.JOINT_ADOPTED : Moment.SWITCH_ADOPTED);
        }
    }

    private void carrying(Endpoint from, StrongMessage message) {
        if (message instanceof StrongMessage.Accept accept
                && accept.slot() == slot
                && accept.epoch() == now().epoch()
                && now().isJoint()
                && from.name().equals(driver)) {
            reached(Moment.CARRYING);
        }
    }

    private void carried(Endpoint from, int[] slots, long[] epochs) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] == slot && epochs[i] == now().epoch() && from.name().equals(driver)) {
                reached(Moment.CARRIED);
            }
        }
    }

    private SlotAssignment now() {
        return cluster.manager().state().slot(slot);
    }

    private boolean isThere(SlotAssignment now) {
        return !now.isJoint() && now.current().equals(target);
    }

    private void reached(Moment moment) {
        last = moment.compareTo(last) > 0 ? moment : last;
        if (moment == awaited) {
            act();
        }
    }

    private void act() {
        if (then != null) {
            Runnable what = then;
            then = null;
            cluster.world().queue().after(0, () -> {
                requireState(last == awaited, "it is " + last + " already");
                requireState(
                        switch (awaited) {
                            case PLANNED -> !now().isJoint() && !isThere(now());
                            case JOINT_PUBLISHED, JOINT_ADOPTED, CARRYING, CARRIED -> now().isJoint();
                            case SWITCH_PUBLISHED, SWITCH_ADOPTED -> isThere(now());
                        },
                        awaited + ", but the slot is " + now());
                what.run();
            });
        }
    }
}
