package dev.meguri.node.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.meguri.core.limits.Limits;
import dev.meguri.node.NodeLimits;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendQueueTest {
    private final SendQueue queue = new SendQueue();

    @Test
    void envelopesThatWait_areJoinedInOrder() {
        queue.add(List.of(new byte[] {1}, new byte[] {2, 3}));
        queue.add(List.of(new byte[] {4}));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, queue.nextFrame());
        assertNull(queue.nextFrame());
        assertEquals(0, queue.waitingBytes());
    }

    @Test
    void envelopesOverTheFramesLimit_goInSeveralFrames() {
        byte[] half = new byte[NodeLimits.MAX_JOINED_FRAME_BYTES / 2];
        queue.add(List.of(half, half, half));
        assertEquals(NodeLimits.MAX_JOINED_FRAME_BYTES, queue.nextFrame().length);
        assertEquals(half.length, queue.nextFrame().length);
    }

    @Test
    void envelopeLargerThanAFrame_goesAlone() {
        byte[] large = new byte[Limits.MAX_VALUE_BYTES];
        queue.add(List.of(new byte[1], large, new byte[1]));
        assertEquals(1, queue.nextFrame().length);
        assertEquals(large.length, queue.nextFrame().length);
        assertEquals(1, queue.nextFrame().length);
    }

    @Test
    void withoutCredit_nothingIsSentUntilSomeComes() {
        byte[] large = new byte[Limits.MAX_VALUE_BYTES];
        int sent = 0;
        queue.add(Collections.nCopies(8, large));
        while (queue.nextFrame() != null) {
            sent++;
        }
        assertEquals(NodeLimits.CREDIT_WINDOW_BYTES / large.length, sent);
        queue.addCredit(1);
        assertNotNull(queue.nextFrame());
        assertNull(queue.nextFrame());
    }

    @Test
    void creditNeverExceedsTheWindow() {
        queue.addCredit(Long.MAX_VALUE / 2);
        queue.spend(NodeLimits.CREDIT_WINDOW_BYTES);
        queue.add(List.of(new byte[1]));
        assertNull(queue.nextFrame());
    }

    @Test
    void fullQueue_dropsWhatIsNewAndSaysHowMany() {
        byte[] large = new byte[Limits.MAX_VALUE_BYTES];
        int fit = NodeLimits.MAX_QUEUED_BYTES_PER_PEER / large.length;
        assertEquals(2, queue.add(Collections.nCopies(fit + 2, large)));
        assertEquals((long) fit * large.length, queue.waitingBytes());
    }

    @Test
    void messagesToChannels_areDroppedWhereDataHasRoom() {
        byte[] large = new byte[Limits.MAX_VALUE_BYTES];
        int fit = NodeLimits.MAX_QUEUED_PUBLISH_BYTES_PER_PEER / large.length;
        assertEquals(0, queue.add(Collections.nCopies(fit, large)));
        assertEquals(1, queue.add(List.of(large), NodeLimits.MAX_QUEUED_PUBLISH_BYTES_PER_PEER));
        assertEquals(0, queue.add(List.of(large)));
    }
}
