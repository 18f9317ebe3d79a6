package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import dev.meguri.resp.program.Keyspace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On which conditions what a program changed is written. */
class WorkingSetTest {
    private static final long NOW = 1_000_000;
    private static final Key THERE = Key.of("there");
    private static final Key ABSENT = Key.of("absent");
    private static final Version VERSION = new Version(NOW << 16, "node-1", 1);
    private static final Entry ENTRY = Entry.value(THERE, VERSION, bytes("before"), "text/plain", 0);
    private static final Condition AS_READ =
            new Condition.IfVersion(VERSION, ENTRY.lineage().hash64());

    private final WorkingSet set = new WorkingSet(
            new Key[] {THERE, ABSENT},
            new Entry[] {ENTRY, null},
            new Policy[] {Policy.defaults(), Policy.defaults()},
            NOW);

    @Test
    void whatWasNotLookedAt_isWrittenWhateverIsThere() {
        set.put(THERE.bytes(), bytes("x"), Keyspace.NEVER);
        assertEquals(List.of(Condition.ALWAYS), conditions());
    }

    @Test
    void whatWasLookedAt_isWrittenOnlyIfItIsStillSo() {
        set.value(THERE.bytes());
        set.put(THERE.bytes(), bytes("x"), Keyspace.NEVER);
        set.value(ABSENT.bytes());
        set.put(ABSENT.bytes(), bytes("y"), Keyspace.NEVER);
        assertEquals(List.of(AS_READ, Condition.IF_ABSENT), conditions());
    }

    @Test
    void whatWasWatched_isWrittenOnlyIfItIsStillSo_thoughItWasNotLookedAt() {
        set.dependOn(THERE);
        set.put(THERE.bytes(), bytes("x"), Keyspace.NEVER);
        assertEquals(List.of(AS_READ), conditions());
        assertFalse(set.dependsOnOthers());
    }

    @Test
    void aKeyThatWasLookedAtAndNotChanged_isTold() {
        set.value(ABSENT.bytes());
        set.put(THERE.bytes(), bytes("x"), Keyspace.NEVER);
        assertTrue(set.dependsOnOthers());
    }

    @Test
    void whatIsTakenBack_isAsItWas_andNotWritten() {
        set.put(THERE.bytes(), bytes("kept"), Keyspace.NEVER);
        WorkingSet.Saved saved = set.save();
        set.put(ABSENT.bytes(), bytes("y"), Keyspace.NEVER);
        set.remove(THERE.bytes());
        set.restore(saved);
        assertNull(set.value(ABSENT.bytes()));
        assertEquals("kept", new String(set.value(THERE.bytes()), StandardCharsets.UTF_8));
        assertEquals(1, set.changes().size());
    }

    private List<Condition> conditions() {
        return set.changes().stream()
                .map(change -> ((Operation.Put) change).condition())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
