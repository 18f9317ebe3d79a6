package dev.meguri.core.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @Test
    void order_isByTimeThenNodeThenIncarnation() {
        Version version = new Version(10, "b", 2);
        assertTrue(new Version(11, "a", 1).isNewerThan(version));
        assertTrue(new Version(10, "c", 1).isNewerThan(version));
        assertTrue(new Version(10, "b", 3).isNewerThan(version));
        assertFalse(version.isNewerThan(new Version(10, "b", 2)));
        assertEquals(0, version.compareTo(new Version(10, "b", 2)));
    }

    @ParameterizedTest
    @CsvSource({"0,n,0", "111411200000000000,node-1,1", "9223372036854775807,a-b-c,9223372036854775807"})
    void parse_ofPrinted_isTheSame(long time, String nodeId, long incarnation) {
        Version version = new Version(time, nodeId, incarnation);
        assertEquals(version, Version.parse(version.toString()));
    }

    @Test
    void toString_isTimeIncarnationNode() {
        assertEquals("18f3a2b4c5d60000-1-node-1", new Version(0x18f3a2b4c5d60000L, "node-1", 1).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1-2", "1-2-", "x-1-node", "1-x-node", "-1-node", "11112222333344445-1-node"})
    void parse_ofAnythingElse_saysHowItMustLook(String text) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> Version.parse(text));
        assertTrue(error.getMessage().contains("must look like"));
        assertFalse(error instanceof NumberFormatException);
    }

    @Test
    void millis_isTheWallClockPart() {
        assertEquals(1_700_000_000_000L, new Version(HybridClock.ofMillis(1_700_000_000_000L) + 9, "n", 1).millis());
    }

    @Test
    void hash64_differsWithEachPart() {
        long hash = new Version(10, "node-1", 1).hash64();
        assertEquals(hash, new Version(10, "node-1", 1).hash64());
        assertNotEquals(hash, new Version(11, "node-1", 1).hash64());
        assertNotEquals(hash, new Version(10, "node-2", 1).hash64());
        assertNotEquals(hash, new Version(10, "node-1", 2).hash64());
    }
}
