package dev.meguri.node.peer;

import dev.meguri.service.frame.Refusal;
import dev.meguri.wire.PeerCodec;
import dev.meguri.wire.PeerMessage;
import dev.meguri.wire.WireException;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The receiving side of one connection to a peer:
 *
 * <pre>
 * GREETING -> OPEN     the first envelope was a Hello, and is accepted
 * GREETING -> CLOSED   anything else came, or the Hello is refused
 * OPEN     -> CLOSED   a frame that is no frame or too large, a second Hello, or the connection broke
 * </pre>
 *
 * Owned by the connection's event loop.
 */
final class PeerSession {
    private enum State {
        GREETING,
        OPEN,
        CLOSED
    }

    private final PeerLinks links;
    private final PeerLink link;
    /** Whether this side connected; it has greeted already. */
    private final boolean dialed;

    private State state = State.GREETING;
    private volatile boolean greeted;
    private String nodeId;

    PeerSession(PeerLinks links, PeerLink link, boolean dialed) {
        this.links = links;
        this.link = link;
        this.dialed = dialed;
    }

    void opened() {
        if (dialed) {
            link.sendNow(links.hello());
        }
    }

    void received(Buffer frame) {
        if (state == State.CLOSED) {
            return;
        }
        int length = frame.length();
        links.counters().framesIn.increment();
        links.counters().bytesIn.add(length);
        if (nodeId == null || !links.isCutFrom(nodeId)) {
            link.heard(links.nowMillis());
        }
        List<PeerMessage> messages;
        try {
            messages = PeerCodec.decode(frame.getBytes());
        } catch (WireException e) {
            refuse(Refusal.MALFORMED, e.getMessage());
            return;
        }
        // One share for this loop, so that the frame is not counted as handled before all of it is handed on.
        AtomicInteger unhandled = new AtomicInteger(messages.size() + 1);
        Runnable handled = () -> {
            if (unhandled.decrementAndGet() == 0) {
                link.handled(length);
            }
        };
        int share = length / Math.max(1, messages.size());
        for (PeerMessage message : messages) {
            handle(message, share, handled);
        }
        handled.run();
    }

    /** The connection failed. Where a frame was the reason, nothing more of it is read; else it is closed next in any case. */
    void failed(Throwable failure) {
        Refusal reason = Refusal.of(failure);
        if (reason != null && state != State.CLOSED) {
            refuse(reason, failure.getMessage());
        }
    }

    /** Whether the peer's greeting was accepted. Any thread may ask. */
    boolean isGreeted() {
        return greeted;
    }

    /** From any thread. */
    void close(String why) {
        link.close(why);
    }

    void closed() {
        boolean wasOpen = state == State.OPEN;
        state = State.CLOSED;
        if (wasOpen) {
            links.closed(nodeId, link);
        }
    }

    private void handle(PeerMessage message, int bytes, Runnable handled) {
        switch (state) {
            case GREETING -> {
                greet(message);
                handled.run();
            }
            case OPEN -> {
                switch (message) {
                    case PeerMessage.Hello hello -> refuse(Refusal.GREETING, "a second greeting");
                    case PeerMessage.Credit credit -> link.credited(credit.bytes());
                    case PeerMessage.Publish publish -> links.receive(nodeId, publish, bytes);
                    case PeerMessage.OfNode node -> links.receive(nodeId, node.message(), bytes);
                    case PeerMessage.OfShard shard -> {
                        links.receive(nodeId, shard.message(), bytes, handled);
                        return;
                    }
                }
                handled.run();
            }
            case CLOSED -> handled.run();
        }
    }

    private void greet(PeerMessage message) {
        if (!(message instanceof PeerMessage.Hello hello)) {
            refuse(Refusal.GREETING, "no greeting");
            return;
        }
        String refusal = links.refusalOf(hello, dialed);
        if (refusal != null) {
            refuse(Refusal.GREETING, refusal);
            return;
        }
        nodeId = hello.nodeId();
        state = State.OPEN;
        greeted = true;
        if (!dialed) {
            link.sendNow(links.hello());
        }
        links.opened(nodeId, link);
    }

    private void refuse(Refusal reason, String why) {
        links.refused(nodeId == null ? "(unknown)" : nodeId, reason, why);
        boolean wasOpen = state == State.OPEN;
        state = State.CLOSED;
        link.close(why);
        if (wasOpen) {
            links.closed(nodeId, link);
        }
    }
}
