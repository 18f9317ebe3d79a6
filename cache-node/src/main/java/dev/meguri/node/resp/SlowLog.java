package dev.meguri.node.resp;

import dev.meguri.resp.command.Command;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The commands of late that took long, the last ones first. Any thread. */
final class SlowLog {
    static final long OFF = -1;
    static final long DEFAULT_MICROS = 10_000;
    static final int DEFAULT_ENTRIES = 128;
    /** Entries that can be asked for. High: memory that a burst of slow commands takes for ever. */
    static final int MAX_ENTRIES = 10_000;
    /** Of one command, so much is kept, as in Redis. */
    private static final int MAX_ARGUMENTS = 32;

    private static final int MAX_ARGUMENT_BYTES = 128;

    /** @param arguments the name first; cut short */
    record Entry(long id, long atMillis, long micros, List<byte[]> arguments, String address, String client) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long nextId;
    private int capacity = DEFAULT_ENTRIES;
    /** What takes as long is kept; negative: nothing is. */
    private volatile long thresholdMicros = DEFAULT_MICROS;

    long thresholdMicros() {
        return thresholdMicros;
    }

    void thresholdMicros(long micros) {
        thresholdMicros = micros;
    }

    synchronized int capacity() {
        return capacity;
    }

    synchronized void capacity(int most) {
        capacity = most;
        shrink();
    }

    /** @param arguments whose first one is nothing: the command says it */
    void ran(Command command, byte[][] arguments, long micros, long nowMillis, String address, String client) {
        if (thresholdMicros < 0 || micros < thresholdMicros || isSecret(command)) {
            return;
        }
        List<byte[]> shown = shown(command, arguments);
        synchronized (this) {
            entries.addFirst(new Entry(nextId++, nowMillis, micros, shown, address, client));
            shrink();
        }
    }

    /** @param most negative: all */
    synchronized List<Entry> latest(long most) {
        List<Entry> latest = new ArrayList<>();
        for (Entry entry : entries) {
            if (most >= 0 && latest.size() >= most) {
                break;
            }
            latest.add(entry);
        }
        return latest;
    }

    synchronized int size() {
        return entries.size();
    }

    synchronized void reset() {
        entries.clear();
    }

    private void shrink() {
        while (entries.size() > capacity) {
            entries.removeLast();
        }
    }

    /** Passwords are not to be read here. */
    private static boolean isSecret(Command command) {
        return command == Command.AUTH || command == Command.HELLO;
    }

    private static List<byte[]> shown(Command command, byte[][] arguments) {
        List<byte[]> shown = new ArrayList<>();
        shown.add(Utf8.bytes(command.text()));
        int kept = arguments.length > MAX_ARGUMENTS ? MAX_ARGUMENTS - 1 : arguments.length;
        for (int i = 1; i < kept; i++) {
            byte[] whole = arguments[i];
            shown.add(
                    whole.length <= MAX_ARGUMENT_BYTES
                            ? whole
                            : joined(
                                    Arrays.copyOf(whole, MAX_ARGUMENT_BYTES),
                                    "... (" + (whole.length - MAX_ARGUMENT_BYTES) + " more bytes)"));
        }
        if (kept < arguments.length) {
            shown.add(Utf8.bytes("... (" + (arguments.length - kept) + " more arguments)"));
        }
        return shown;
    }

    private static byte[] joined(byte[] beginning, String end) {
        byte[] rest = Utf8.bytes(end);
        byte[] all = Arrays.copyOf(beginning, beginning.length + rest.length);
        System.arraycopy(rest, 0, all, beginning.length, rest.length);
        return all;
    }
}
