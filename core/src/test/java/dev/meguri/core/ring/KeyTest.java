package dev.meguri.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {
    @Test
    void equality_ofTheSameBytes_holdsWithHash() {
        assertEquals(Key.of("user:1"), Key.of("user:1"));
        assertEquals(Key.of("user:1").hashCode(), Key.of("user:1").hashCode());
        assertEquals(Key.of("user:1").hash64(), Key.of("user:1").hash64());
        assertNotEquals(Key.of("user:1"), Key.of("user:2"));
        assertNotEquals(Key.of("user:1").hash64(), Key.of("user:2").hash64());
    }

    @Test
    void hash64_isTheSameInEveryRelease() {
        // Digests are made of it and compared between nodes: a change needs a change of the peer protocol.
        assertEquals(7_795_703_949_265_931_210L, Key.of("foo").hash64());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4097})
    void length_outsideTheBounds_isRefusedWithTheBound(int length) {
        String message = assertThrows(IllegalArgumentException.class, () -> Key.of(new byte[length]))
                .getMessage();
        assertTrue(message.startsWith("key must"), message);
    }

    @Test
    void length_atTheBounds_isAccepted() {
        assertEquals(1, Key.of(new byte[1]).length());
        assertEquals(4096, Key.of(new byte[Limits.MAX_KEY_BYTES]).length());
    }

    @Test
    void slot_inASmallCluster_isTheRealSlotModuloItsSize() {
        Key key = Key.of("somekey");
        assertEquals(11_058, key.slot(Slots.COUNT));
        assertEquals(11_058 % 64, key.slot(64));
        assertEquals(0, key.slot(1));
    }

    @Test
    void order_isThatOfUnsignedBytes() {
        assertTrue(Key.of(new byte[] {(byte) 0x80}).compareTo(Key.of(new byte[] {0x7F})) > 0);
        assertTrue(Key.of("a").compareTo(Key.of("ab")) < 0);
        assertEquals(0, Key.of("a").compareTo(Key.of("a")));
    }
}
