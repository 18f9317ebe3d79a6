package dev.meguri.node.peer;

import dev.meguri.node.NodeLimits;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What waits to be sent to one peer, and how much of it the peer has room for. Bounded: where it is full, new envelopes are
 * dropped and counted. Any thread may call; the lock is held for moments only.
 */
final class SendQueue {
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    /** What the peer still takes. One frame may overdraw it, so that a frame of any size gets through. */
    private long creditBytes = NodeLimits.CREDIT_WINDOW_BYTES;

    /** How many of the envelopes had to be dropped. */
    int add(List<byte[]> envelopes) {
        return add(envelopes, NodeLimits.MAX_QUEUED_BYTES_PER_PEER);
    }

    /** As the other one. @param limitBytes what may wait then */
    synchronized int add(List<byte[]> envelopes, int limitBytes) {
        int dropped = 0;
        for (byte[] envelope : envelopes) {
            if (waitingBytes + envelope.length > limitBytes) {
                dropped++;
            } else {
                waiting.add(envelope);
                waitingBytes += envelope.length;
            }
        }
        return dropped;
    }

    synchronized void addCredit(long bytes) {
        creditBytes = Math.min(creditBytes + bytes, NodeLimits.CREDIT_WINDOW_BYTES);
    }

    /** The next frame; null when nothing waits or the peer has no room. */
    synchronized byte[] nextFrame() {
        if (waiting.isEmpty() || creditBytes <= 0) {
            return null;
        }
        byte[] frame = join(frameLength());
        waitingBytes -= frame.length;
        creditBytes -= frame.length;
        return frame;
    }

    /** What is sent beside the queue (credits, the greeting) counts, too. */
    synchronized void spend(long bytes) {
        creditBytes -= bytes;
    }

    synchronized long waitingBytes() {
        return waitingBytes;
    }

    private int frameLength() {
        int length = 0;
        for (byte[] envelope : waiting) {
            if (length > 0 && length + envelope.length > NodeLimits.MAX_JOINED_FRAME_BYTES) {
                break;
            }
            length += envelope.length;
        }
        return length;
    }

    private byte[] join(int length) {
        if (waiting.peek().length == length) {
            return waiting.poll();
        }
        byte[] frame = new byte[length];
        for (int at = 0; at < length; ) {
            byte[] envelope = waiting.poll();
            System.arraycopy(envelope, 0, frame, at, envelope.length);
            at += envelope.length;
        }
        return frame;
    }
}
