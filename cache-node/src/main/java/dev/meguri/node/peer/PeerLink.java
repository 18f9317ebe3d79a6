package dev.meguri.node.peer;

import dev.meguri.node.NodeLimits;
import dev.meguri.wire.PeerCodec;
import dev.meguri.wire.PeerMessage;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.Connection;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sending side of one open connection to a peer. Any thread sends; frames are made and written on the connection's
 * event loop, a few at a time, as the peer's credit allows.
 */
final class PeerLink {
    private static final int POLICY_VIOLATION = 1008;
    /** Of a close frame: 125 bytes, less the status (RFC 6455, 5.5). */
    static final int MAX_REASON_BYTES = 123;

    private final Connection connection;
    private final Context context;
    private final PeerCounters counters;
    private final SendQueue queue = new SendQueue();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong handledBytes = new AtomicLong();
    /** Frames given to the socket and not yet written; belongs to the context. */
    private int inFlight;

    private volatile long lastHeardMillis;

    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile Runnable whenClosed = () -> {};

    PeerLink(Connection connection, Context context, PeerCounters counters, long nowMillis) {
        this.connection = connection;
        this.context = context;
        this.counters = counters;
        this.lastHeardMillis = nowMillis;
    }

    void send(List<byte[]> envelopes) {
        int dropped = queue.add(envelopes);
        if (dropped > 0) {
            counters.droppedOut.add(dropped);
        }
        schedule();
    }

    /** For what may be lost sooner than data. */
    void publish(byte[] envelope) {
        if (queue.add(List.of(envelope), NodeLimits.MAX_QUEUED_PUBLISH_BYTES_PER_PEER) > 0) {
            counters.droppedPublishes.increment();
        }
        schedule();
    }

    /** Beside the queue, at once: greetings and credits must not wait for credit. */
    void sendNow(PeerMessage message) {
        byte[] frame = PeerCodec.encode(message);
        queue.spend(frame.length);
        context.runOnContext(v -> write(frame));
    }

    /** The peer has room for so many more bytes. */
    void credited(long bytes) {
        queue.addCredit(bytes);
        schedule();
    }

    /** A received frame of this size is handled: in portions, the peer is told. */
    void handled(int bytes) {
        long sum = handledBytes.addAndGet(bytes);
        if (sum >= NodeLimits.CREDIT_PORTION_BYTES) {
            long portion = handledBytes.getAndSet(0);
            if (portion > 0) {
                sendNow(new PeerMessage.Credit(portion));
            }
        }
    }

    void heard(long nowMillis) {
        lastHeardMillis = nowMillis;
    }

    long lastHeardMillis() {
        return lastHeardMillis;
    }

    /** What happens, on the connection's event loop, as soon as this side closes the connection. */
    void whenClosed(Runnable task) {
        whenClosed = task;
    }

    /**
     * The connection is over for this side at once. The socket may stay for a while, and a peer that dies before it answers the
     * close is never told of by the connection's own handler (a close without an answer has the status 1006, at which
     * websockets-next fails).
     */
    void close(String why) {
        if (closing.compareAndSet(false, true)) {
            if (connection.isOpen()) {
                connection
                        .close(new CloseReason(POLICY_VIOLATION, cut(why)))
                        .subscribe()
                        .with(v -> {}, failure -> {});
            }
            context.runOnContext(v -> whenClosed.run());
        }
    }

    /** A longer reason would make the close itself a frame that is refused. */
    static String cut(String why) {
        String cut = why;
        while (cut.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(v -> flush());
        }
    }

    private void flush() {
        scheduled.set(false);
        while (inFlight < NodeLimits.MAX_FRAMES_IN_FLIGHT) {
            byte[] frame = queue.nextFrame();
            if (frame == null) {
                return;
            }
            write(frame);
        }
    }

    private void write(byte[] frame) {
        if (!connection.isOpen()) {
            return;
        }
        inFlight++;
        counters.framesOut.increment();
        counters.bytesOut.add(frame.length);
        connection
                .sendBinary(Buffer.buffer(frame))
                .subscribe()
                .with(v -> context.runOnContext(w -> written()), failure -> close("write failed"));
    }

    private void written() {
        inFlight--;
        flush();
    }
}
