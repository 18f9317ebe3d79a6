package dev.meguri.node.resp;

import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;

/** The place of one answer in a connection's order. Completed once, by any thread. */
class Pending {
    private static final int WITHOUT_WRITE = -1;

    private final RespConnection connection;
    private final int protocol;
    /** Written before {@code done}. */
    private byte[] answer;

    /** What is answered, and when it began; null: it is not timed. */
    private Command command;

    private byte[][] arguments;
    private long startNanos;
    private boolean bulk;
    private int confirmed = WITHOUT_WRITE;
    private volatile boolean done;
    private OwedAnswers.Cost cost = OwedAnswers.Cost.NOTHING;

    Pending(RespConnection connection, int protocol) {
        this.connection = connection;
        this.protocol = protocol;
    }

    /** What it keeps while it waits. On the connection's thread. */
    void cost(OwedAnswers.Cost ofCommand) {
        cost = ofCommand;
    }

    OwedAnswers.Cost cost() {
        return cost;
    }

    void started(Command what, byte[][] with, long atNanos) {
        command = what;
        arguments = with;
        startNanos = atNanos;
    }

    /** To be called when done, on the connection's thread. */
    void time(CommandTimer timer) {
        timer.took(command, arguments, startNanos);
    }

    /** For an answer of some size, up to {@link RespLimits#MAX_ANSWER_BYTES}, in the version of the protocol that the command came in. */
    RespWriter writer() {
        RespWriter writer = new RespWriter(64, RespLimits.MAX_ANSWER_BYTES);
        writer.protocol(protocol);
        return writer;
    }

    /** @param bytes a whole answer */
    void complete(byte[] bytes) {
        answer = bytes;
        finish();
    }

    /** @param value read only; null: there is none */
    void bulk(byte[] value) {
        answer = value;
        bulk = true;
        finish();
    }

    void error(String text) {
        complete(writer().error(text).take());
    }

    /** A write is among what is answered. @param replicas that confirmed it, the coordinator apart; before the completion */
    void wrote(int replicas) {
        confirmed = confirmed == WITHOUT_WRITE ? replicas : Math.min(confirmed, replicas);
    }

    private void finish() {
        done = true;
        connection.ready();
    }

    boolean isDone() {
        return done;
    }

    /** To be called when done, on the connection's thread. */
    void writeTo(RespWriter out, Session session) {
        if (confirmed != WITHOUT_WRITE) {
            session.confirmed(confirmed);
        }
        if (!bulk) {
            out.raw(answer);
            return;
        }
        int now = out.protocol();
        out.protocol(protocol);
        out.bulkOrNull(answer);
        out.protocol(now);
    }
}
