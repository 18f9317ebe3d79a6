package dev.meguri.manager.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.cluster.RebalancePreview;
import dev.meguri.core.membership.LostSlots;
import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.membership.NodeStatus;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.migration.MovePace;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.manager.driver.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three nodes hold 1,024 slots each, and a fourth is to be admitted: it gets three quarters of them. */
class PreviewsTest {
    private static final int SLOTS = 1_024;
    private static final int COPIES = 768;
    private static final ManagerSettings.Moving MOVING = new ManagerSettings.Moving(256, 32, 1, 50, 300, 100, 1_000);
    private static final int IDLE = 0;

    @Test
    void bytes_areThoseOfTheCopies_byWhatTheirHoldersHold() {
        assertEquals(COPIES, preview(1_024_000, IDLE).copies());
        assertEquals(COPIES * 1_000, preview(1_024_000, IDLE).estimatedBytes());
        assertEquals(0, preview(0, IDLE).estimatedBytes());
    }

    @Test
    void time_isThatOfAMoveNow_soBusyNodesMakeItLonger() {
        for (int busyPercent : new int[] {IDLE, 70, 100}) {
            RebalancePreview preview = preview(0, busyPercent);
            assertEquals(pace(busyPercent).millis(preview.slots(), 0), preview.estimatedMillis());
        }
        // 16, 32, 64, 128, 256, 256 and the rest, against 16 and many of 32.
        assertEquals(7 * 100 + 6 * 50, preview(0, IDLE).estimatedMillis());
        assertEquals(25 * 100 + 24 * 300, preview(0, 100).estimatedMillis());
    }

    @Test
    void time_isThatOfTheBytes_whereTheyAreMany() {
        long heldBytes = 200_000L * 1_024 * 100;
        RebalancePreview preview = preview(heldBytes, IDLE);
        assertEquals(pace(IDLE).millis(preview.slots(), preview.estimatedBytes()), preview.estimatedMillis());
        long copying = preview.estimatedBytes() / 20_000;
        assertTrue(preview.estimatedMillis() > copying, preview.estimatedMillis() + " ms");
    }

    private static RebalancePreview preview(long heldBytes, int busyPercent) {
        return Previews.of(picture(heldBytes, pace(busyPercent)), List.of("node-4"), List.of());
    }

    private static MovePace pace(int busyPercent) {
        return new MovePace(MOVING, busyPercent, 100);
    }

    private static Picture picture(long heldBytes, MovePace pace) {
        List<Member> members = new ArrayList<>();
        List<NodeStatus> nodes = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            MemberState state = i == 4 ? MemberState.STANDBY : MemberState.ACTIVE;
            members.add(new Member("node-" + i, 1, state, 1, "127.0.0.1", 8100 + i, 7000 + i, "", "", 100));
            long memoryBytes = i == 4 ? 0 : heldBytes;
            ManagerMessage.NodeLoad load =
                    new ManagerMessage.NodeLoad(0, memoryBytes, 1L << 40, 0, 0, 0, 0, 0, 0, 0, 0);
            nodes.add(new NodeStatus("node-" + i, true, null, 0, load));
        }
        List<SlotAssignment> slots = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            List<String> list = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                list.add("node-" + (1 + (slot + i) % 3));
            }
            slots.add(SlotAssignment.stable(1, list));
        }
        ClusterState state = new ClusterState("c", 1, 1, 3, members, slots, PolicyTable.defaults());
        return new Picture(state, nodes, List.of(), Map.of(), null, 0, pace, LostSlots.NONE, null);
    }
}
