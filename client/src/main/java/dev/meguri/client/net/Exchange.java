package dev.meguri.client.net;

import dev.meguri.client.protocol.Reply;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A command and its answer, on one connection.
 *
 * <pre>
 * WAITING -> SENT -> SILENT     nothing came in time; the answer may still come
 *                 -> ENDED      answered or lost
 *         -> ENDED              lost, or not wanted any more, before it was sent
 * </pre>
 *
 * What becomes of it is told on the connection's loop, or, if the connection is closed already, on the caller's thread.
 */
public abstract class Exchange {
    private static final int WAITING = 0;
    private static final int SENT = 1;
    private static final int SILENT = 2;
    private static final int ENDED = 3;

    private final byte[] command;
    private final long untilNanos;
    private final AtomicInteger state = new AtomicInteger(WAITING);

    /** @param untilNanos by the steady clock: then it is given up, here */
    protected Exchange(byte[] command, long untilNanos) {
        this.command = command;
        this.untilNanos = untilNanos;
    }

    /** Whether anybody waits for it yet; if not, it need not be sent. */
    protected boolean isWanted() {
        return true;
    }

    /** Also after {@link #silent}. */
    protected abstract void answered(Reply reply);

    /** @param sent whether the node may have got it; then it was not told to be silent before */
    protected abstract void lost(boolean sent, IOException why);

    /** Nothing came in time; it was sent. */
    protected abstract void silent();

    byte[] command() {
        return command;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - untilNanos >= 0;
    }

    /** False: it was given up meanwhile. */
    boolean send() {
        boolean wanted = isWanted();
        return state.compareAndSet(WAITING, wanted ? SENT : ENDED) && wanted;
    }

    void answer(Reply reply) {
        state.set(ENDED);
        answered(reply);
    }

    void end(boolean wasSent, IOException why) {
        int before = state.getAndSet(ENDED);
        if (before == WAITING || before == SENT) {
            lost(wasSent, why);
        }
    }

    /** Its time is over while it waits to be sent. */
    void giveUpUnsent(IOException why) {
        if (state.compareAndSet(WAITING, ENDED)) {
            lost(false, why);
        }
    }

    /** Its time is over while it waits for an answer. */
    void giveUpSent() {
        if (state.compareAndSet(SENT, SILENT)) {
            silent();
        }
    }
}
