package dev.meguri.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.Key;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotTableTest {
    private final EntryColumns columns = new EntryColumns();
    private final SlotTable table = new SlotTable(columns);

    @Test
    void table_whileItGrowsAndShrinks_findsWhatIsInIt_andNothingElse() {
        Map<Key, Integer> handles = new HashMap<>();
        Random random = new Random(1);
        for (int phase = 0; phase < 6; phase++) {
            // mostly grows, then mostly shrinks
            int puts = phase % 2 == 0 ? 80 : 15;
            for (int i = 0; i < 2_000; i++) {
                Key key = Key.of("k" + random.nextInt(1_500));
                Integer held = handles.get(key);
                if (random.nextInt(100) < puts && held == null) {
                    int handle = columns.add(Stores.value(key.toString(), Stores.NOW, 1), 0);
                    table.insert(handle);
                    handles.put(key, handle);
                } else if (random.nextInt(100) >= puts && held != null) {
                    table.remove(held);
                    columns.remove(held);
                    handles.remove(key);
                }
            }
            requireHolds(handles);
        }
        for (int handle : table.handles()) {
            table.remove(handle);
            columns.remove(handle);
        }
        requireHolds(Map.of());
    }

    private void requireHolds(Map<Key, Integer> handles) {
        for (int i = 0; i < 1_500; i++) {
            Key key = Key.of("k" + i);
            assertEquals(handles.getOrDefault(key, Links.NONE), table.find(key));
        }
        assertEquals(handles.size(), table.size());
        int[] expected =
                handles.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        int[] held = table.handles();
        Arrays.sort(held);
        assertTrue(Arrays.equals(expected, held));
    }

    @Test
    void digests_ofAnyNumbersOfReplicas_areThoseOfOneArray() {
        SlotDigests digests = new SlotDigests();
        long[] expected = new long[Limits.MAX_REPLICAS + 1];
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            // at first all alike, as in most slots
            int replicas = i < 50 ? 3 : 1 + random.nextInt(Limits.MAX_REPLICAS);
            long digest = random.nextLong();
            digests.toggle(replicas, digest);
            for (int copies = 1; copies <= replicas; copies++) {
                expected[copies] ^= digest;
            }
            for (int copies = 1; copies <= Limits.MAX_REPLICAS; copies++) {
                assertEquals(expected[copies], digests.of(copies));
            }
        }
        digests.clear();
        assertEquals(0, digests.of(1));
    }
}
