package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.resp.RespLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientMemoryTest {
    private final Client small = new Client();
    private final Client large = new Client();
    private final ClientMemory memory =
            ClientMemory.ofHeap(1_000L * RespLimits.CLIENT_MEMORY_PART, () -> List.of(small, large));

    private final class Client implements ClientMemory.Keeper {
        long kept;
        boolean isCutOff;

        void keeps(long bytes) {
            long by = bytes - kept;
            kept = bytes;
            memory.changed(by);
        }

        @Override
        public long keptBytes() {
            return kept;
        }

        @Override
        public void keepsMost() {
            isCutOff = true;
        }
    }

    @Test
    void nobodyIsCutOff_whileThereIsRoom() {
        small.keeps(400);
        large.keeps(600);
        assertEquals(1_000, memory.bytes());
        assertFalse(small.isCutOff || large.isCutOff);
    }

    @Test
    void whoKeepsMost_isCutOff_whoeverAsksForMore() {
        large.keeps(700);
        small.keeps(301);
        assertTrue(large.isCutOff);
        assertFalse(small.isCutOff);
    }

    @Test
    void whoKeepsLess_costsNobodyAnything() {
        large.keeps(2_000);
        large.isCutOff = false;
        large.keeps(1_500);
        assertFalse(large.isCutOff);
        large.keeps(0);
        assertEquals(0, memory.bytes());
    }
}
