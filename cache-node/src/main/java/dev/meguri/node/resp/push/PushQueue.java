package dev.meguri.node.resp.push;

import dev.meguri.resp.RespLimits;
import dev.meguri.resp.push.Push;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What waits to be pushed to one client, until its connection has written it. Any thread adds; the connection's own takes. */
public final class PushQueue {
    private final ConcurrentLinkedQueue<Push> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean overflowed = new AtomicBoolean();

    /** False: more waits than may. The client is to be cut off, as it missed something; it is told once, and gets no more. */
    public boolean add(Push push) {
        if (overflowed.get()) {
            return true;
        }
        if (bytes.addAndGet(push.bytes()) > RespLimits.MAX_PUSHED_BYTES) {
            return !overflowed.compareAndSet(false, true);
        }
        queue.add(push);
        return true;
    }

    /** Null: nothing waits. What is taken counts until it is {@link #written}. */
    public Push poll() {
        return queue.poll();
    }

    public void written(Push push) {
        bytes.addAndGet(-push.bytes());
    }

    public long bytes() {
        return bytes.get();
    }
}
