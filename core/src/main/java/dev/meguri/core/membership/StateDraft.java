package dev.meguri.core.membership;

import static dev.meguri.core.limits.Requirements.require;
import static dev.meguri.core.limits.Requirements.requireState;

import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;

/**
 * The next cluster state in the making: all changes of one turn share its ring version. Belongs to one turn of the manager.
 */
public final class StateDraft {
    private final ClusterState base;
    private final long term;
    private final long ringVersion;
    /** By name; null: those of the base, as in most turns. */
    private TreeMap<String, Member> members;

    /** Null: to be made, because members have changed. */
    private List<Member> memberList;

    private final TreeMap<Integer, SlotAssignment> changedSlots = new TreeMap<>();
    /** What became of assignments in this version: slots by the thousand change alike, and share what they change to. */
    private final HashMap<SlotAssignment, SlotAssignment> readmitted = new HashMap<>();

    private final HashMap<SlotAssignment, SlotAssignment> arrived = new HashMap<>();
    private PolicyTable policies;
    private boolean dirty;

    /**
     * @param ringVersion that the changes are made at, over the base's. Where it is not the next one, there are versions
     *     whose content the manager never learned: then every slot gets a new epoch
     */
    public StateDraft(ClusterState base, long term, long ringVersion) {
        require(term >= base.term(), "a term never goes back");
        require(ringVersion > base.ringVersion(), "a ring version never goes back");
        this.base = base;
        this.term = term;
        this.ringVersion = ringVersion;
        this.policies = base.policies();
        this.memberList = base.members();
    }

    /** To change them. */
    private TreeMap<String, Member> ownMembers() {
        if (members == null) {
            members = new TreeMap<>();
            base.members().forEach(m -> members.put(m.nodeId(), m));
        }
        return members;
    }

    public long ringVersion() {
        return ringVersion;
    }

    public int slotCount() {
        return base.slotCount();
    }

    public int replicationFactor() {
        return base.replicationFactor();
    }

    /** Sorted by nodeId. */
    public List<Member> members() {
        if (memberList == null) {
            memberList = List.copyOf(members.values());
        }
        return memberList;
    }

    /** Null when there is no such member. */
    public Member member(String nodeId) {
        return members == null ? base.member(nodeId) : members.get(nodeId);
    }

    public MemberState stateOf(String nodeId) {
        Member member = member(nodeId);
        return member == null ? MemberState.REMOVED : member.state();
    }

    public SlotAssignment slot(int slot) {
        SlotAssignment changed = changedSlots.get(slot);
        return changed == null ? base.slot(slot) : changed;
    }

    public PolicyTable policies() {
        return policies;
    }

    /** A node that was no member, in the state it starts with. */
    public void add(Member member) {
        require(member.state() == MemberState.JOINING || member.state() == MemberState.STANDBY, "a member starts so");
        requireState(member(member.nodeId()) == null, "already a member: " + member.nodeId());
        ownMembers().put(member.nodeId(), member.withState(member.state(), ringVersion));
        memberList = null;
        dirty = true;
    }

    /** Refuses what {@link MemberState} does not allow. */
    public void transition(String nodeId, MemberState next) {
        Member member = member(nodeId);
        requireState(member != null, "no member: " + nodeId);
        requireState(member.state().mayBecome(next), nodeId + " is " + member.state() + " and must not become " + next);
        if (next == MemberState.REMOVED) {
            ownMembers().remove(nodeId);
        } else {
            ownMembers().put(nodeId, member.withState(next, ringVersion));
        }
        memberList = null;
        dirty = true;
    }

    /** Anything but the state: incarnation, address, zone, weight. */
    void update(Member next) {
        Member member = member(next.nodeId());
        requireState(member != null, "no member: " + next.nodeId());
        require(next.state() == member.state(), "states change by transition");
        require(next.incarnation() >= member.incarnation(), "an incarnation never goes back");
        if (!member.equals(next)) {
            ownMembers().put(next.nodeId(), next);
            memberList = null;
            dirty = true;
        }
    }

    /** Of a JOINT slot the list it has or the one it moves to keeps the very voters that the move was made for. */
    public void stable(int slot, List<String> list) {
        SlotAssignment before = slot(slot);
        List<Voter> voters;
        if (list.equals(before.next())) {
            voters = before.nextVoters();
        } else if (list.equals(before.current())) {
            voters = before.voters();
        } else {
            voters = voters(before, list, false);
        }
        assign(slot, SlotAssignment.stableOf(ringVersion, voters));
    }

    /** Back to the list that the slot has. */
    public void back(int slot) {
        assign(slot, SlotAssignment.stableOf(ringVersion, slot(slot).voters()));
    }

    /** To the list it moves to. */
    public void arrive(int slot) {
        assign(
                slot,
                arrived.computeIfAbsent(slot(slot), now -> SlotAssignment.stableOf(ringVersion, now.nextVoters())));
    }

    /** To the list it moves to, without one of its nodes. */
    void arriveWithout(int slot, String nodeId) {
        List<Voter> voters = slot(slot).nextVoters().stream()
                .filter(voter -> !voter.nodeId().equals(nodeId))
                .toList();
        assign(slot, SlotAssignment.stableOf(ringVersion, voters));
    }

    /** To the list that it has, of voters in their present incarnations. */
    public void readmit(int slot) {
        assign(
                slot,
                readmitted.computeIfAbsent(
                        slot(slot),
                        now -> SlotAssignment.jointOf(ringVersion, now.voters(), voters(now, now.current(), true))));
    }

    /** @param next its nodes vote in their present incarnations */
    public void joint(int slot, List<String> current, List<String> next) {
        SlotAssignment before = slot(slot);
        List<Voter> old = current.equals(before.current()) ? before.voters() : voters(before, current, false);
        assign(slot, SlotAssignment.jointOf(ringVersion, old, voters(before, next, true)));
    }

    /** The same lists and voters under a new epoch: who has not adopted this version is refused everywhere else. */
    public void renewEpochs() {
        for (int slot = 0; slot < slotCount(); slot++) {
            assign(slot, slot(slot).withEpoch(ringVersion));
        }
    }

    /** The same lists, of voters that begin anew: there are no strong keys that anybody could have voted on. */
    public void renewVoters() {
        for (int slot = 0; slot < slotCount(); slot++) {
            SlotAssignment old = slot(slot);
            List<Voter> current = newVoters(old.current());
            assign(
                    slot,
                    old.isJoint()
                            ? SlotAssignment.jointOf(ringVersion, current, newVoters(old.next()))
                            : SlotAssignment.stableOf(ringVersion, current));
        }
    }

    /** The list that the slot has, of voters that begin anew: the strong keys are lost. */
    public void reset(int slot) {
        beginAnew(slot, slot(slot).current());
    }

    /** A list of voters that begin anew, whoever had the slot before: all its copies are given up. */
    void beginAnew(int slot, List<String> list) {
        assign(slot, SlotAssignment.stableOf(ringVersion, newVoters(list)));
    }

    private List<Voter> newVoters(List<String> list) {
        return list.stream()
                .map(node -> new Voter(node, member(node).incarnation(), ringVersion))
                .toList();
    }

    /** @param present in their present incarnations; else whoever is listed stays the voter that it is */
    private List<Voter> voters(SlotAssignment before, List<String> list, boolean present) {
        List<Voter> voters = new ArrayList<>(list.size());
        for (String node : list) {
            require(member(node) != null, "a list names no member: " + node);
            long incarnation = member(node).incarnation();
            Voter voter = null;
            for (Voter known : before.nextVoters()) {
                voter = known.is(node, incarnation) ? known : voter;
            }
            for (Voter known : before.voters()) {
                boolean same =
                        present ? known.is(node, incarnation) : known.nodeId().equals(node);
                voter = same ? known : voter;
            }
            voters.add(voter == null ? new Voter(node, incarnation, ringVersion) : voter);
        }
        return voters;
    }

    private void assign(int slot, SlotAssignment assignment) {
        for (String node : assignment.current()) {
            require(member(node) != null, "a list names no member: " + node);
        }
        for (String node : assignment.next()) {
            require(member(node) != null, "a list names no member: " + node);
        }
        changedSlots.put(slot, assignment);
        dirty = true;
    }

    public void policies(PolicyTable next) {
        if (!policies.equals(next)) {
            policies = next;
            dirty = true;
        }
    }

    /** Publish a new version even if nothing else changes. */
    void touch() {
        dirty = true;
    }

    /** Slots whose phase changes in this version. */
    public int changedSlotCount() {
        return changedSlots.size();
    }

    boolean isDirty() {
        return dirty;
    }

    ClusterState build() {
        if (ringVersion != base.ringVersion() + 1) {
            for (int slot = 0; slot < base.slotCount(); slot++) {
                SlotAssignment old = slot(slot);
                changedSlots.put(slot, old.withEpoch(ringVersion));
            }
        }
        List<SlotAssignment> slots = base.slots();
        if (!changedSlots.isEmpty()) {
            slots = new ArrayList<>(slots);
            for (var change : changedSlots.entrySet()) {
                slots.set(change.getKey(), change.getValue());
            }
        }
        return new ClusterState(
                base.clusterId(), term, ringVersion, base.replicationFactor(), members(), slots, policies);
    }
}
