package dev.meguri.node.resp;

import dev.meguri.core.membership.Member;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who serves what by one cluster state, as clients of Redis Cluster are told. Immutable. */
final class Topology {
    /** Neighbouring slots with one serving primary and the same replicas. */
    record Range(int from, int to, List<Member> holders) {}

    private final ClusterState state;
    private final List<Range> ranges;
    private final Map<String, List<int[]>> served = new LinkedHashMap<>();

    Topology(ClusterState state) {
        this.state = state;
        this.ranges = ranges(state);
        state.members().forEach(member -> served.put(member.nodeId(), new ArrayList<>()));
        for (int slot = 0; slot < state.slotCount(); slot++) {
            List<int[]> own = served.get(state.servingPrimary(slot));
            if (own == null) {
                continue;
            }
            if (!own.isEmpty() && own.getLast()[1] == slot - 1) {
                own.getLast()[1] = slot;
            } else {
                own.add(new int[] {slot, slot});
            }
        }
    }

    ClusterState state() {
        return state;
    }

    /** For CLUSTER SLOTS: slots that are served. */
    List<Range> ranges() {
        return ranges;
    }

    /** From and to of the slots that the node serves. */
    List<int[]> served(String nodeId) {
        return served.getOrDefault(nodeId, List.of());
    }

    int servedSlots() {
        int count = 0;
        for (List<int[]> of : served.values()) {
            for (int[] range : of) {
                count += range[1] - range[0] + 1;
            }
        }
        return count;
    }

    int servingNodes() {
        return (int) served.values().stream().filter(of -> !of.isEmpty()).count();
    }

    /** Members that clients can be sent to. */
    List<Member> speakers() {
        return state.members().stream().filter(member -> member.respPort() != 0).toList();
    }

    /** Forty hexadecimal digits, as Redis has them, always the same for a node. */
    static String id(String nodeId) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-1").digest(nodeId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static List<Range> ranges(ClusterState state) {
        List<Range> ranges = new ArrayList<>();
        Map<Object, List<Member>> known = new LinkedHashMap<>();
        List<Member> before = null;
        int from = 0;
        for (int slot = 0; slot <= state.slotCount(); slot++) {
            List<Member> now = slot == state.slotCount() ? null : holders(state, slot, known);
            if (slot > 0 && now != before) {
                if (!before.isEmpty()) {
                    ranges.add(new Range(from, slot - 1, before));
                }
                from = slot;
            }
            before = now;
        }
        return ranges;
    }

    /** The serving primary and then the other live holders; empty: nobody serves the slot. Equal lists are the same one. */
    private static List<Member> holders(ClusterState state, int slot, Map<Object, List<Member>> known) {
        SlotAssignment assignment = state.slot(slot);
        return known.computeIfAbsent(assignment.current(), list -> {
            List<Member> holders = new ArrayList<>();
            Member primary = state.member(state.servingPrimary(slot));
            if (primary == null || primary.respPort() == 0) {
                return holders;
            }
            holders.add(primary);
            for (String nodeId : assignment.current()) {
                Member member = state.member(nodeId);
                boolean isReplica =
                        member != null && member != primary && member.state().isLive();
                if (isReplica && member.respPort() != 0) {
                    holders.add(member);
                }
            }
            return holders;
        });
    }
}
