package dev.meguri.node.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.node.NodeLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final int MIB = 1024 * 1024;

    private final StoredRows stored = new StoredRows();
    private final long[] live = new long[SlotGroups.COUNT];

    @Test
    void groupWithLittleWaste_isLeftAlone() {
        group(3, MIB, MIB);
        group(4, NodeLimits.SPARE_BYTES_PER_GROUP, 0);
        assertEquals(List.of(), choose(100L * MIB));
    }

    @Test
    void mostWastefulGroups_areWrittenAnew_asMuchAsTheSnapshotWrote() {
        group(1, 2 * MIB, MIB);
        group(2, 4 * MIB, MIB);
        group(3, 3 * MIB, MIB);
        assertEquals(List.of(2, 3), choose(2 * MIB));
        assertEquals(List.of(2), choose(0), "a little at least");
    }

    @Test
    void groupThatIsEmpty_isOutOfDateAltogether() {
        group(7, NodeLimits.SPARE_BYTES_PER_GROUP + 1, 0);
        assertEquals(List.of(7), choose(0));
    }

    @Test
    void groupOfManySmallRows_isWrittenAnew() {
        live[9] = MIB;
        for (int row = 0; row <= NodeLimits.MAX_ROWS_PER_GROUP; row++) {
            stored.add(9, stored.nextId(), 10);
        }
        assertEquals(List.of(9), choose(0));
    }

    private List<Integer> choose(long writtenBytes) {
        return Compaction.choose(stored, live, writtenBytes);
    }

    private void group(int group, int storedBytes, long liveBytes) {
        stored.add(group, stored.nextId(), storedBytes);
        live[group] = liveBytes;
    }
}
