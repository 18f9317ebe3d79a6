package dev.meguri.core.migration;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.membership.StateDraft;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.RingPlan;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Moves slots to their targets, a window of them at a time (SLOT.md, 13 to 16):
 *
 * <pre>
 * STABLE(current) -> STABLE(target)             nobody climbs, or nobody has a copy
 * STABLE(current) -> JOINT(current, target)     every gainer is there
 * JOINT           -> STABLE(next)               every live climber reported the slot synced at this epoch
 * JOINT           -> STABLE(current)            a gainer is DOWN; the slot waits for it, or for another plan
 * </pre>
 *
 * A gainer is new in the list; a climber is new or comes nearer to its head. A policy with N copies uses the first N of a
 * list, so that who climbs has keys to fetch although it held the slot before.
 *
 * It looks at the state, not at how it came about, so it goes on with whatever an earlier life left. Owned by the
 * manager's thread.
 */
public final class SlotMover {
    private final ManagerSettings.Moving settings;

    /** Slots in JOINT by the published state, and which gainers reported them. */
    private final TreeMap<Integer, Joint> joints = new TreeMap<>();

    /** Slots of the running job that are not at their target, in JOINT or not. */
    private final TreeMap<Integer, List<String>> pending = new TreeMap<>();

    private long switchedMillis = Long.MIN_VALUE / 2;

    /**
     * @param gainers who is in the next list and not in the current one
     * @param climbers who has to report: gainers, and who comes further forward
     */
    private record Joint(long epoch, List<String> gainers, List<String> climbers, TreeSet<String> synced) {}

    public SlotMover(ManagerSettings.Moving settings) {
        this.settings = settings;
    }

    /** Goes on where an earlier life was. @param job null: none; @param targets null: none */
    public void restore(ClusterState state, RebalanceJob job, JobTargets targets) {
        joints.clear();
        pending.clear();
        published(state);
        if (job != null && job.isRunning() && targets != null && targets.jobId() == job.id()) {
            for (int i = 0; i < targets.slots().size(); i++) {
                int slot = targets.slots().get(i);
                SlotAssignment now = state.slot(slot);
                if (now.isJoint() || !now.current().equals(targets.lists().get(i))) {
                    pending.put(slot, targets.lists().get(i));
                }
            }
        }
    }

    /** Takes over a job's targets. Those of the job before are forgotten; what is in JOINT is finished. */
    public void start(JobTargets targets) {
        pending.clear();
        for (int i = 0; i < targets.slots().size(); i++) {
            pending.put(targets.slots().get(i), targets.lists().get(i));
        }
    }

    /** The running job ended: nothing new enters JOINT. */
    public void forget() {
        pending.clear();
    }

    /** Slots in JOINT by the published state. */
    public int slotsMoving() {
        return joints.size();
    }

    /** Slots of the running job that are not at their target yet. */
    public int slotsPending() {
        return pending.size();
    }

    /** A gainer's report. Ones about another epoch than the published one mean nothing. */
    public void reported(String nodeId, int[] slots, long[] epochs) {
        for (int i = 0; i < slots.length; i++) {
            Joint joint = joints.get(slots[i]);
            if (joint != null && joint.epoch() == epochs[i]) {
                joint.synced().add(nodeId);
            }
        }
    }

    /** The state now published: reports about slots whose epoch changed are forgotten. */
    public void published(ClusterState state) {
        for (int slot = 0; slot < state.slotCount(); slot++) {
            SlotAssignment now = state.slot(slot);
            if (!now.isJoint()) {
                joints.remove(slot);
                continue;
            }
            Joint known = joints.get(slot);
            if (known == null || known.epoch() != now.epoch()) {
                List<String> gainers = RingPlan.gainers(now.current(), now.next());
                List<String> climbers = climbers(now.current(), now.next());
                joints.put(slot, new Joint(now.epoch(), gainers, climbers, new TreeSet<>()));
            }
        }
    }

    /**
     * Takes the next steps that are possible.
     *
     * @param startMore whether further slots may enter JOINT; otherwise what is there is finished or turned back
     */
    public void advance(StateDraft draft, long nowMillis, boolean startMore) {
        List<Integer> ready = new ArrayList<>();
        int moving = 0;
        for (var entry : joints.entrySet()) {
            SlotAssignment slot = draft.slot(entry.getKey());
            if (!slot.isJoint()) {
                continue;
            }
            moving++;
            List<String> gainers = entry.getValue().gainers();
            if (!gainers.stream().allMatch(n -> draft.stateOf(n).isLive())) {
                draft.stable(entry.getKey(), slot.current());
                moving--;
            } else if (slot.epoch() == entry.getValue().epoch()
                    && entry.getValue().climbers().stream()
                            .allMatch(n -> !draft.stateOf(n).isLive()
                                    || entry.getValue().synced().contains(n))
                    && someLive(draft, slot.current())) {
                ready.add(entry.getKey());
            }
        }
        boolean due = ready.size() >= settings.slotsPerBatch()
                || ready.size() == moving
                || nowMillis - switchedMillis >= settings.paceMillis();
        if (!ready.isEmpty() && due) {
            for (int slot : ready.subList(0, Math.min(ready.size(), room(draft)))) {
                List<String> list = draft.slot(slot).next();
                draft.stable(slot, list);
                pending.remove(slot, list);
                moving--;
            }
            switchedMillis = nowMillis;
        }
        if (startMore) {
            startMore(draft, moving);
        }
    }

    private void startMore(StateDraft draft, int moving) {
        int window = settings.slotsPerBatch() * settings.batchesInFlight();
        // A batch at a time: a trickle of single slots would make as many ring versions.
        int free = moving == 0 ? window : Math.min(window - moving, settings.slotsPerBatch());
        if (free < Math.min(settings.slotsPerBatch(), pending.size() - moving)) {
            free = 0;
        }
        List<Integer> arrived = new ArrayList<>();
        for (var entry : pending.entrySet()) {
            // The window bounds what is looked at: with thousands pending, every turn would otherwise pass over all.
            if (free == 0 || room(draft) == 0) {
                break;
            }
            int slot = entry.getKey();
            SlotAssignment now = draft.slot(slot);
            List<String> target = entry.getValue();
            // A slot that was turned back in this very turn is looked at again in the next one.
            if (now.isJoint()
                    || now.epoch() == draft.ringVersion()
                    || !target.stream().allMatch(n -> draft.member(n) != null)) {
                continue;
            }
            List<String> gainers = RingPlan.gainers(now.current(), target);
            if (climbers(now.current(), target).isEmpty() || now.current().isEmpty()) {
                draft.stable(slot, target);
                arrived.add(slot);
            } else if (gainers.stream().allMatch(n -> mayGain(draft.stateOf(n))) && someLive(draft, now.current())) {
                draft.joint(slot, now.current(), target);
                free--;
            }
        }
        arrived.forEach(pending::remove);
    }

    private static List<String> climbers(List<String> current, List<String> next) {
        List<String> climbers = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            int before = current.indexOf(next.get(i));
            if (before < 0 || before > i) {
                climbers.add(next.get(i));
            }
        }
        return climbers;
    }

    private static int room(StateDraft draft) {
        return Math.max(0, Limits.MAX_SLOTS_PER_BATCH - draft.changedSlotCount());
    }

    private static boolean mayGain(MemberState state) {
        return state == MemberState.ACTIVE || state == MemberState.JOINING;
    }

    private static boolean someLive(StateDraft draft, List<String> list) {
        return list.stream().anyMatch(n -> draft.stateOf(n).isLive());
    }
}
