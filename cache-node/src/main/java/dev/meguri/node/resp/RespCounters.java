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

    final LongAdder redirections = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder unknownCommands = new LongAdder();
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
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

    AtomicLong open() {
        return open;
    }
}
