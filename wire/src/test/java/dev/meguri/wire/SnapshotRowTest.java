package dev.meguri.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotRowTest {
    /** What a decoder is told, in order: entries, keys, slots. */
    private static final class Records implements SnapshotDecoder.Reader {
        final List<Object> told = new ArrayList<>();

        @Override
        public void voidSlot(int slot) {
            told.add(slot);
        }

        @Override
        public void removed(Key key) {
            told.add(key);
        }

        @Override
        public void entry(Entry entry) {
            told.add(entry);
        }
    }

    private final SnapshotEncoder encoder = new SnapshotEncoder();

    @Test
    void records_comeBackInTheirOrder() throws WireException {
        Samples samples = new Samples(5);
        List<Object> written = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Entry entry = samples.entry();
            encoder.entry(entry);
            encoder.removed(entry.key());
            encoder.voidSlot(i);
            written.addAll(List.of(entry, entry.key(), i));
        }
        assertTrue(Same.as(written, decode(encoder.toByteArray())));
    }

    @Test
    void entryWithOneOrigin_costsFewBytes() {
        encoder.entry(plain("key:000000000001"));
        int first = encoder.size();
        encoder.entry(plain("key:000000000002"));
        assertEquals(1 + 1 + 1 + 8 + 1 + (1 + 16) + (1 + 100), encoder.size() - first);
    }

    @Test
    void rowThatWasCut_isRefused_whereverThatWas() {
        encoder.entry(plain("key"));
        encoder.entry(plain("key").goneBy(Removal.EVICTED));
        byte[] row = encoder.toByteArray();
        int whole = 0;
        for (int length = 1; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            try {
                decode(cut);
                whole++;
            } catch (WireException e) {
                assertTrue(e.getMessage().contains("whole"), e.getMessage());
            }
        }
        assertEquals(3, whole, "after an origin, an entry, and another origin");
    }

    @Test
    void whatNobodyWrote_isRefused() {
        encoder.voidSlot(Slots.COUNT);
        assertThrows(WireException.class, () -> decode(encoder.toByteArray()));
        assertThrows(WireException.class, () -> decode(new byte[] {9}));
        assertThrows(WireException.class, () -> decode(new byte[] {SnapshotRecord.PLAIN_ENTRY, 0}), "no such origin");
        assertThrows(WireException.class, () -> decode(new byte[] {SnapshotRecord.REMOVED, 0}), "an empty key");
    }

    private static Entry plain(String key) {
        return Entry.value(Key.of(key), new Version(77, "node-1", 3), new byte[100], "text/plain", 0);
    }

    private static List<Object> decode(byte[] row) throws WireException {
        Records records = new Records();
        SnapshotDecoder.decode(row, records);
        return records.told;
    }
}
