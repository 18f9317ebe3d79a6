package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTableTest {
    @Test
    void lists_areThereOnce_theServingPrimaryFirst_withoutWhoIsDown() {
        RingTable table = RingTable.of(state(
                List.of(
                        member("a", MemberState.DOWN, 7001),
                        member("b", MemberState.ACTIVE, 7002),
                        member("c", MemberState.ACTIVE, 7003),
                        member("mute", MemberState.ACTIVE, 0)),
                List.of("a", "c", "b"),
                List.of("b", "c", "a"),
                List.of("a", "c", "b"),
                List.of("a")));
        assertEquals(
                List.of("a", "b", "c"),
                table.nodes().stream().map(Member::nodeId).toList());
        assertEquals(List.of(List.of(2, 1), List.of(1, 2), List.of()), table.lists());
        assertEquals(List.of(0, 1, 0, 2), List.of(list(table, 0), list(table, 1), list(table, 2), list(table, 3)));
    }

    private static int list(RingTable table, int slot) {
        return (table.slots()[2 * slot] & 0xff) << 8 | table.slots()[2 * slot + 1] & 0xff;
    }

    private static Member member(String nodeId, MemberState state, int port) {
        return new Member(nodeId, 1, state, 1, "host", 8100, port, "", "", Member.ORDINARY_WEIGHT);
    }

    @SafeVarargs
    private static ClusterState state(List<Member> members, List<String>... lists) {
        List<SlotAssignment> slots =
                Arrays.stream(lists).map(list -> SlotAssignment.stable(1, list)).toList();
        return new ClusterState("cluster", 1, 1, 3, members, slots, PolicyTable.defaults());
    }
}
