package dev.meguri.node.resp;

import dev.meguri.resp.command.Command;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What is counted about the Redis protocol. Any thread adds. */
final class RespCounters {
    final LongAdder connectionsAccepted = new LongAdder();
    final LongAdder connectionsRefused = new LongAdder();
    final LongAdder bytesRead = new LongAdder();
    final LongAdder bytesWritten = new LongAdder();
    final LongAdder protocolErrors = new LongAdder();
    /** Connections that spoke HTTP. */
    final LongAdder foreignProtocols = new LongAdder();

    final LongAdder slowReaders = new LongAdder();
    /** Connections that did not take what was pushed to them. */
    final LongAdder slowListeners = new LongAdder();

    /** Connections that kept most, when all together kept too much. */
    final LongAdder largestClients = new LongAdder();

    final LongAdder redirections = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder unknownCommands = new LongAdder();
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    private volatile Shown shownFrom = new Shown(0, 0, 0, 0, 0, 0, 0);
    private final AtomicLong open = new AtomicLong();
    private final LongAdder[] commands = new LongAdder[Command.values().length];

    RespCounters() {
        for (int i = 0; i < commands.length; i++) {
            commands[i] = new LongAdder();
        }
    }

    void command(Command command) {
        commands[command.ordinal()].increment();
    }

    LongAdder of(Command command) {
        return commands[command.ordinal()];
    }

    long allCommands() {
        long sum = 0;
        for (LongAdder one : commands) {
            sum += one.sum();
        }
        return sum;
    }

    /**
     * Begins anew what INFO shows, as CONFIG RESETSTAT asks: hits, misses, commands, connections, bytes. The metrics go on, for
     * which a number that falls is a restart.
     */
    void resetShown() {
        shownFrom = new Shown(
                connectionsAccepted.sum(),
                connectionsRefused.sum(),
                allCommands(),
                bytesRead.sum(),
                bytesWritten.sum(),
                hits.sum(),
                misses.sum());
    }

    /** Since the last reset. */
    Shown shown() {
        Shown from = shownFrom;
        return new Shown(
                connectionsAccepted.sum() - from.accepted(),
                connectionsRefused.sum() - from.refused(),
                allCommands() - from.commands(),
                bytesRead.sum() - from.bytesRead(),
                bytesWritten.sum() - from.bytesWritten(),
                hits.sum() - from.hits(),
                misses.sum() - from.misses());
    }

    /** What INFO shows of it. */
    record Shown(
            long accepted, long refused, long commands, long bytesRead, long bytesWritten, long hits, long misses) {}

    AtomicLong open() {
        return open;
    }
}
