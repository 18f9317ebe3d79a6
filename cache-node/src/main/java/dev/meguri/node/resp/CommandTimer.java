package dev.meguri.node.resp;

import dev.meguri.resp.command.Command;
import dev.meguri.resp.command.Flag;

/**
 * How long the commands of one connection take, for SLOWLOG and LATENCY: from the read that brought them, or the end of the one
 * before, to the answer. The clock is asked once per read, and around those commands alone that may take long by themselves; around
 * all of them when microseconds are asked for.
 *
 * <p>Owned by the connection's event loop.
 */
final class CommandTimer {
    /** Below such a threshold each command is timed by itself. */
    private static final long FINE_MICROS = 1_000;

    private final SlowLog slow;
    private final LatencyLog latency;
    private final RespConnection connection;
    private final RespNode node;
    private final CommandLatency.OfLoop took;
    private long turnNanos;
    private long nowNanos;
    private long beganNanos;
    private int waitingBefore;
    private Command command;
    private byte[][] arguments;

    CommandTimer(RespNode node, RespConnection connection) {
        this.node = node;
        this.slow = node.slow();
        this.latency = node.latency();
        this.connection = connection;
        this.took = node.took().ofThisLoop();
    }

    /** Some commands are worked on, and some answers sent. */
    void turnBegins() {
        lap();
        turnNanos = nowNanos;
    }

    void turnEnds() {
        if (took.isOpen()) {
            took.turnEnds(System.nanoTime() - turnNanos);
        }
    }

    /** What comes now has not waited before. */
    void lap() {
        nowNanos = System.nanoTime();
    }

    /** @return whether {@link #ends} is to be told: the command may take long by itself */
    boolean begins(Command now, byte[][] with) {
        command = now;
        arguments = with;
        boolean isTimed = !now.is(Flag.FAST) && now != Command.SET || isFine();
        if (isTimed) {
            lap();
            beganNanos = nowNanos;
            waitingBefore = connection.waitingCommands();
        }
        return isTimed;
    }

    /** Commands whose answers wait are counted when those are complete. */
    void ends() {
        lap();
        if (connection.waitingCommands() == waitingBefore) {
            took(command, arguments, beganNanos);
        }
    }

    private boolean isFine() {
        long micros = slow.thresholdMicros();
        return micros >= 0 && micros < FINE_MICROS;
    }

    /** Of the command in hand; its answer comes later. */
    void started(Pending pending) {
        pending.started(command, arguments, nowNanos);
    }

    /** A command is answered. @param what null: nobody knows */
    void took(Command what, byte[][] with, long startNanos) {
        if (what == null) {
            return;
        }
        if (startNanos - turnNanos >= 0) {
            took.tookThisTurn(what);
        } else {
            took.took(what, nowNanos - startNanos);
        }
        long micros = (nowNanos - startNanos) / 1_000;
        long least = slow.thresholdMicros();
        boolean isSlow = least >= 0 && micros >= least;
        boolean isLate = latency.thresholdMillis() > 0 && micros / 1_000 >= latency.thresholdMillis();
        if (!isSlow && !isLate) {
            return;
        }
        long nowMillis = node.clock().getAsLong();
        slow.ran(what, with, micros, nowMillis, connection.remoteAddress(), connection.session().name);
        latency.took(what.is(Flag.FAST) ? LatencyLog.FAST : LatencyLog.OTHER, micros / 1_000, nowMillis);
    }
}
