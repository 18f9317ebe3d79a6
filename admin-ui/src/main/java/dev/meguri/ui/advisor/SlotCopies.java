package dev.meguri.ui.advisor;

import dev.meguri.api.cluster.ClusterView;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.ui.advisor.Advice.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Slots that nobody holds, that fewer hold than should, and clusters that are too small for their copies. */
final class SlotCopies implements Rule {
    @Override
    public List<Advice> look(Facts facts) {
        ClusterView cluster = facts.cluster();
        List<Advice> advice = new ArrayList<>();
        if (!cluster.formed()) {
            return advice;
        }
        List<String> down = cluster.nodes().stream()
                .filter(node -> node.state().equals("DOWN"))
                .map(NodeView::nodeId)
                .sorted()
                .toList();
        String start = down.isEmpty() ? "Start a node that held them." : "Start " + Say.names(down) + ".";
        Map<String, Object> whom = down.isEmpty() ? Map.of() : Map.of("nodes", down);
        String startCode = down.isEmpty() ? "start_a_holder" : "start_nodes";
        if (cluster.slotsWithoutHolder() > 0) {
            advice.add(new Advice(
                    "slots_without_holder",
                    Weight.BAD,
                    new Said(
                            "slots_without_holder",
                            Map.of("slots", cluster.slotsWithoutHolder()),
                            Say.slots(cluster.slotsWithoutHolder()) + " cannot be read"),
                    Said.of("no_holder_alive", "No node that holds them is alive."),
                    new Said(startCode, whom, start),
                    down,
                    null,
                    "/nodes"));
        } else if (cluster.slotsUnderReplicated() > 0) {
            advice.add(new Advice(
                    "under_replicated",
                    Weight.WARN,
                    new Said(
                            "under_replicated",
                            Map.of("slots", cluster.slotsUnderReplicated()),
                            Say.slots(cluster.slotsUnderReplicated()) + " below their replica count"),
                    new Said(
                            down.isEmpty() ? "under_replicated_some" : "under_replicated_down",
                            whom,
                            (down.isEmpty()
                                            ? "Some of their holders are not alive"
                                            : Say.names(down) + " " + is(down) + " down")
                                    + ": the next loss may be the loss of what was just written."),
                    new Said(
                            startCode + "_or_wait",
                            whom,
                            start + " A node that stays away is replaced by the others after half a minute, where there"
                                    + " are enough."),
                    down,
                    null,
                    "/nodes"));
        }
        if (cluster.lost() != null && cluster.lost().count() > 0) {
            advice.add(new Advice(
                    "lost_memory",
                    Weight.BAD,
                    new Said(
                            "lost_memory",
                            Map.of("slots", cluster.lost().count()),
                            Say.slots(cluster.lost().count()) + " lost their memory"),
                    Said.of(
                            "lost_memory_why",
                            "Most of their voters forgot what they voted: strong keys there are refused rather than"
                                    + " answered wrongly."),
                    Said.of(
                            "lost_memory_todo",
                            "Start nodes that still have it; or accept the loss with ./meguri accept-loss."),
                    List.of(),
                    null,
                    "/nodes"));
        }
        long members = cluster.nodes().stream()
                .filter(node -> node.state().equals("ACTIVE") || node.state().equals("JOINING"))
                .count();
        if (down.isEmpty() && members > 0 && members < cluster.replicationFactor()) {
            advice.add(new Advice(
                    "too_few_nodes",
                    Weight.WARN,
                    new Said(
                            "too_few_nodes",
                            Map.of("copies", members),
                            members == 1
                                    ? "Every key is kept once only"
                                    : "Every key is kept " + members + " times only"),
                    new Said(
                            "too_few_nodes_why",
                            Map.of("wanted", cluster.replicationFactor(), "copies", members),
                            "The cluster is to keep " + cluster.replicationFactor() + " copies, and has " + members
                                    + (members == 1 ? " node." : " nodes.")),
                    Said.of("too_few_nodes_todo", "Add nodes: ./meguri add, or admit one that stands by."),
                    List.of(),
                    null,
                    "/nodes"));
        }
        return advice;
    }

    private static String is(List<String> names) {
        return names.size() == 1 ? "is" : "are";
    }
}
