package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.PlannedNode;
import dev.meguri.core.ring.RingPlan;
import dev.meguri.core.ring.RingPlanner;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Ring version 1 (SLOT.md, 5), or the newest state that a node still knows where the manager's own is older or lost. */
final class Formation {
    private Formation() {}

    static void formIfDue(ManagerTurn turn) {
        ManagerKnowledge knowledge = turn.knowledge;
        ManagerSettings.Formation settings = knowledge.settings.formation();
        List<WaitingNode> there = new ArrayList<>(knowledge.waiting.values());
        // A node that knows a cluster is about to upload its state; forming another one would orphan its data.
        if (there.stream().anyMatch(w -> w.uploadAskedMillis != null)) {
            return;
        }
        List<WaitingNode> holders =
                there.stream().filter(w -> !w.register.standby()).toList();
        if (holders.isEmpty()) {
            return;
        }
        boolean expected = holders.size() >= settings.expectedNodes() && !knowledge.databaseLost;
        boolean waited = turn.nowMillis - holders.getFirst().sinceMillis >= settings.waitMillis();
        if (expected || waited) {
            form(turn, there);
        }
    }

    private static void form(ManagerTurn turn, List<WaitingNode> founders) {
        ManagerKnowledge knowledge = turn.knowledge;
        ManagerSettings.Formation settings = knowledge.settings.formation();
        long ringVersion = knowledge.highestRingVersion + 1;
        List<Member> members = new ArrayList<>();
        List<PlannedNode> nodes = new ArrayList<>();
        for (WaitingNode founder : founders) {
            NodeRecord node = Registrations.issue(knowledge, founder.register);
            turn.store(node.withDraining(false));
            Member member = Joining.member(founder.register, node, founder.register.standby(), ringVersion);
            members.add(member);
            if (member.state() == MemberState.JOINING) {
                nodes.add(PlannedNode.eligible(member.nodeId(), member.zone(), member.weight()));
            }
        }
        nodes.sort((a, b) -> a.nodeId().compareTo(b.nodeId()));
        List<List<String>> none = Collections.nCopies(settings.slotCount(), List.of());
        RingPlan plan = RingPlanner.plan(none, nodes, settings.replicationFactor(), settings.slotCount());
        TreeMap<String, Voter> voters = new TreeMap<>();
        members.forEach(m -> voters.put(m.nodeId(), new Voter(m.nodeId(), m.incarnation(), ringVersion)));
        List<SlotAssignment> slots = plan.lists().stream()
                .map(list -> SlotAssignment.stableOf(
                        ringVersion, list.stream().map(voters::get).toList()))
                .toList();
        turn.form(new ClusterState(
                knowledge.newClusterId,
                knowledge.term,
                ringVersion,
                settings.replicationFactor(),
                members,
                slots,
                PolicyTable.defaults()));
        knowledge.planned = List.copyOf(nodes);
        knowledge.holdUntilMillis = turn.nowMillis;
        turn.store(new ManagerRecord.Planned(nodes));
        Registrations.acceptFounders(turn, founders);
        List<String> names = members.stream().map(Member::nodeId).sorted().toList();
        turn.event(
                ManagerEvent.CLUSTER_FORMED,
                null,
                "The cluster is formed of " + String.join(", ", names),
                EventDetails.of("nodes", names));
        for (Member member : members) {
            boolean standby = member.state() == MemberState.STANDBY;
            turn.event(
                    standby ? ManagerEvent.NODE_STANDBY : ManagerEvent.NODE_ADDED,
                    member.nodeId(),
                    member.nodeId() + (standby ? " waits as a standby at " : " joined at ") + member.host() + ":"
                            + member.httpPort());
        }
    }

    /** A node's newest state, asked for by {@link ManagerMessage.UploadState}. */
    static void uploaded(ManagerTurn turn, long connectionId, ClusterState state) {
        ManagerKnowledge knowledge = turn.knowledge;
        WaitingNode waiting = knowledge.waiting.get(connectionId);
        if (waiting != null) {
            waiting.uploadAskedMillis = null;
        } else if (knowledge.session(connectionId) == null) {
            return;
        }
        boolean sameCluster =
                knowledge.state == null || knowledge.state.clusterId().equals(state.clusterId());
        if (!sameCluster || !Registrations.knowsMore(knowledge, state.term(), state.ringVersion())) {
            return;
        }
        boolean first = knowledge.state == null;
        knowledge.state = state;
        if (state.term() >= knowledge.term) {
            knowledge.term = state.term() + 1;
            turn.store(new ManagerRecord.Term(knowledge.term));
        }
        turn.store(new ManagerRecord.State(state));
        knowledge.learnMembers(turn.nowMillis);
        if (first) {
            knowledge.holdUntilMillis =
                    turn.nowMillis + knowledge.settings.detection().startHoldMillis();
        }
        if (knowledge.job != null && knowledge.job.isOpen()) {
            knowledge.job =
                    knowledge.job.finished(dev.meguri.core.migration.RebalanceJob.State.CANCELLED, turn.nowMillis);
            turn.store(new ManagerRecord.Job(knowledge.job));
        }
        knowledge.planned = null;
        knowledge.mover.restore(state, null, null, new TreeMap<>());
        turn.event(
                ManagerEvent.STATE_RECOVERED,
                waiting == null ? null : waiting.nodeId(),
                "Ring version " + state.ringVersion() + " of term " + state.term() + " was learned from a node",
                EventDetails.of("term", state.term(), "ringVersion", state.ringVersion()));
    }
}
