package dev.meguri.core.migration;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.membership.StateDraft;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.RingPlan;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.ring.VoterMemory;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
 * Slots that only admit voters anew have their own pace ({@link Readmission}).
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
    /** When the first of those slots entered JOINT that have not all arrived; meaningless while none is there. */
    private long busySinceMillis;

    /**
     * A slot on its way. Gainers are in the next list and not in the current one; climbers have to report. {@code carried}:
     * somebody reported that majorities of both lists hold the strong keys.
     */
    private static final class Joint {
        final SlotAssignment slot;
        final List<String> gainers;
        final List<String> climbers;
        final TreeSet<String> synced = new TreeSet<>();
        /** Whether the node that has to be admitted is in the list already, with nothing in its memory. */
        final boolean readmits;

        final boolean movesVoters;
        boolean carried;

        Joint(SlotAssignment slot) {
            this.slot = slot;
            this.readmits = Readmission.isFor(slot);
            this.movesVoters = slot.movesVoters();
            this.gainers = RingPlan.gainers(slot.current(), slot.next());
            this.climbers = SlotMover.climbers(slot.current(), slot.next());
        }
    }

    private final Readmission readmission;
    private final Pace pace;
    private Map<Integer, Long> carriedAlone = new TreeMap<>();

    /** The published state that all this is by; null: none yet. */
    private ClusterState last;

    public SlotMover(ManagerSettings.Moving settings) {
        this.settings = settings;
        this.readmission = new Readmission(settings.paceMillis());
        this.pace = new Pace(settings);
    }

    /** Goes on where an earlier life was. @param job null: none; @param targets null: none; @param carried epochs by slot */
    public void restore(ClusterState state, RebalanceJob job, JobTargets targets, Map<Integer, Long> carried) {
        joints.clear();
        pending.clear();
        last = null;
        published(state);
        carried.forEach(this::carried);
        if (job != null && job.isOpen() && targets != null && targets.jobId() == job.id()) {
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
        pace.begin();
        for (int i = 0; i < targets.slots().size(); i++) {
            pending.put(targets.slots().get(i), targets.lists().get(i));
        }
    }

    /**
     * Slots in JOINT go back to the list they had, as far as one version has room for them. Not those whose strong keys that
     * list may not have any more: they arrive first, if they can (STRONG.md, rule 19).
     */
    public void turnBack(StateDraft draft) {
        boolean strong = draft.policies().hasStrong();
        for (int slot : joints.keySet()) {
            SlotAssignment now = draft.slot(slot);
            if (now.isJoint() && room(draft) > 0 && !(strong && !hasMajority(draft, now.voters()))) {
                draft.back(slot);
            }
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

    /** How fast another job would be. @param busyPercent see {@link #advance} */
    public MovePace pace(int busyPercent) {
        return new MovePace(settings, busyPercent, pace.batchMillis());
    }

    /** A gainer's report. Ones about another epoch than the published one mean nothing. */
    public void reported(String nodeId, int[] slots, long[] epochs) {
        for (int i = 0; i < slots.length; i++) {
            Joint joint = joints.get(slots[i]);
            if (joint != null && joint.slot.epoch() == epochs[i]) {
                joint.synced.add(nodeId);
            }
        }
    }

    /** The strong keys of these slots are held by majorities of both lists of this epoch (STRONG.md, rule 18). */
    public void carried(int[] slots, long[] epochs) {
        for (int i = 0; i < slots.length; i++) {
            carried(slots[i], epochs[i]);
        }
    }

    private void carried(int slot, long epoch) {
        Joint joint = joints.get(slot);
        if (joint != null && joint.slot.epoch() == epoch) {
            joint.carried = true;
        }
    }

    /** Whether the strong keys of the slot, in JOINT, are safe with the list it moves to. */
    public boolean isCarried(int slot) {
        Joint joint = joints.get(slot);
        return joint != null && joint.carried;
    }

    /** Of the slots that only the next list holds any more, by what {@link #advance} saw: their epochs. */
    public Map<Integer, Long> carriedAlone() {
        return carriedAlone;
    }

    /** The state now published: reports about slots whose epoch changed are forgotten. */
    public void published(ClusterState state) {
        boolean strong = state.policies().hasStrong();
        boolean sameNodes = last != null
                && last.policies().hasStrong() == strong
                && last.members().equals(state.members());
        for (int slot = 0; slot < state.slotCount(); slot++) {
            SlotAssignment now = state.slot(slot);
            if (sameNodes && last.slot(slot) == now) {
                continue;
            }
            readmission.published(slot, now, state);
            if (!now.isJoint()) {
                joints.remove(slot);
                continue;
            }
            Joint known = joints.get(slot);
            if (known == null || known.slot.epoch() != now.epoch()) {
                joints.put(slot, new Joint(now));
            }
        }
        last = state;
    }

    /**
     * Takes the next steps that are possible.
     *
     * @param startMore whether further slots may enter JOINT; otherwise what is there is finished or turned back
     * @param busyPercent of the busiest node that clients may need; 0: no client is there
     */
    public void advance(StateDraft draft, long nowMillis, boolean startMore, int busyPercent) {
        boolean strong = draft.policies().hasStrong();
        List<Integer> ready = new ArrayList<>();
        List<Integer> readmitted = new ArrayList<>();
        int moving = 0;
        int readmitting = 0;
        TreeMap<Integer, Long> alone = new TreeMap<>();
        Majorities majorities = new Majorities(draft);
        for (var entry : joints.entrySet()) {
            SlotAssignment slot = draft.slot(entry.getKey());
            if (!slot.isJoint()) {
                continue;
            }
            Joint joint = entry.getValue();
            boolean lost = strong && !majorities.ofCurrent(slot);
            if (mustTurnBack(draft, joint, strong, majorities) && !lost) {
                draft.back(entry.getKey());
                continue;
            }
            if (lost && joint.carried && slot.epoch() == joint.slot.epoch()) {
                alone.put(entry.getKey(), slot.epoch());
            }
            moving += joint.readmits ? 0 : 1;
            readmitting += joint.readmits ? 1 : 0;
            if (slot.epoch() == joint.slot.epoch() && isReady(draft, joint, strong)) {
                (joint.readmits ? readmitted : ready).add(entry.getKey());
            }
        }
        carriedAlone = alone;
        moving -= arrive(draft, ready, moving, busyPercent, nowMillis);
        if (readmission.mayEnd(readmitted.size(), readmitting, nowMillis)) {
            readmitted.forEach(draft::arrive);
            readmission.changed(nowMillis);
            readmitting -= readmitted.size();
        }
        if (strong) {
            readmitting += readmission.begin(draft, nowMillis);
        }
        if (startMore && !pace.rests(nowMillis)) {
            if (moving + readmitting == 0) {
                busySinceMillis = nowMillis;
            }
            startMore(draft, moving + readmitting, pace.slots(busyPercent));
        }
    }

    /** Ends the moves that are ready, if it is time. Returns how many. @param moving with those */
    private int arrive(StateDraft draft, List<Integer> ready, int moving, int busyPercent, long nowMillis) {
        boolean due = ready.size() >= Math.max(settings.slotsPerBatch(), moving / 2)
                || ready.size() == moving
                || nowMillis - switchedMillis >= settings.paceMillis();
        if (ready.isEmpty() || !due) {
            return 0;
        }
        List<Integer> arriving = ready.subList(0, Math.min(ready.size(), room(draft)));
        for (int slot : arriving) {
            pending.remove(slot, draft.slot(slot).next());
            draft.arrive(slot);
        }
        switchedMillis = nowMillis;
        if (arriving.size() == moving) {
            pace.arrived(nowMillis - busySinceMillis, busyPercent, nowMillis);
        }
        return arriving.size();
    }

    /** A gainer is DOWN, or (strong) whoever is to vote in the next list lost its memory meanwhile. */
    private static boolean mustTurnBack(StateDraft draft, Joint joint, boolean strong, Majorities majorities) {
        for (String gainer : joint.gainers) {
            if (!draft.stateOf(gainer).isLive()) {
                return true;
            }
        }
        return strong && !majorities.ofNext(joint.slot);
    }

    private static boolean isReady(StateDraft draft, Joint joint, boolean strong) {
        for (String climber : joint.climbers) {
            if (draft.stateOf(climber).isLive() && !joint.synced.contains(climber)) {
                return false;
            }
        }
        if (strong && joint.movesVoters) {
            return joint.carried;
        }
        return someLive(draft, joint.slot.current());
    }

    /** Whether lists have the memory of a majority: slots by the thousand share an assignment, and are looked at every turn. */
    private static final class Majorities {
        private final StateDraft draft;
        private final IdentityHashMap<SlotAssignment, Boolean> current = new IdentityHashMap<>();
        private final IdentityHashMap<SlotAssignment, Boolean> next = new IdentityHashMap<>();

        Majorities(StateDraft draft) {
            this.draft = draft;
        }

        boolean ofCurrent(SlotAssignment slot) {
            return current.computeIfAbsent(slot, s -> hasMajority(draft, s.voters()));
        }

        boolean ofNext(SlotAssignment slot) {
            return next.computeIfAbsent(slot, s -> hasMajority(draft, s.nextVoters()));
        }
    }

    private static boolean hasMajority(StateDraft draft, List<Voter> voters) {
        return VoterMemory.hasMajority(voters, draft::member);
    }

    private void startMore(StateDraft draft, int moving, int batch) {
        int window = batch * settings.batchesInFlight();
        // A batch at a time: a trickle of single slots would make as many ring versions.
        int free = moving == 0 ? window : Math.min(window - moving, batch);
        if (free < Math.min(batch, pending.size() - moving)) {
            free = 0;
        }
        boolean strong = draft.policies().hasStrong();
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
            if (strong && VoterMemory.isGone(now.voters(), draft::member)) {
                // It could never leave JOINT. Whoever accepts the loss lets it go on.
                continue;
            }
            List<String> gainers = RingPlan.gainers(now.current(), target);
            boolean sameVoters =
                    now.current().size() == target.size() || !draft.policies().hasStrong();
            if (climbers(now.current(), target).isEmpty() && sameVoters
                    || now.current().isEmpty()) {
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
