package dev.meguri.node.resp;

import dev.meguri.core.ring.Key;
import dev.meguri.resp.RespLimits;
import dev.meguri.resp.command.Command;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The answers that a connection owes, in the order of its commands; what they keep of memory; and which keys later commands have
 * to wait for. Owned by the connection's event loop.
 */
final class OwedAnswers {
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    /** Commands whose effect is not to be seen at once, by their keys: what comes for these keys waits. */
    private final Map<Key, Pending> writing = new HashMap<>();
    /** Reads that may still find what comes later: a write of these keys waits. */
    private final Map<Key, Pending> reading = new HashMap<>();

    private long commandBytes;
    private long answerBytes;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    Pending first() {
        return waiting.peek();
    }

    /** For what is told without being asked for. */
    ArrayDeque<Pending> inOrder() {
        return waiting;
    }

    /** @param cost of the command, and of what it may answer */
    void add(Pending pending, Cost cost) {
        pending.cost(cost);
        commandBytes += cost.commandBytes();
        answerBytes += cost.answerBytes();
        waiting.add(pending);
    }

    /** Takes the first one out if it is complete; else null. */
    Pending pollDone() {
        Pending first = waiting.peek();
        if (first == null || !first.isDone()) {
            return null;
        }
        waiting.poll();
        commandBytes -= first.cost().commandBytes();
        answerBytes -= first.cost().answerBytes();
        return first;
    }

    /** Whether the first one could be written now. */
    boolean isFirstDone() {
        return !waiting.isEmpty() && waiting.peek().isDone();
    }

    /** Whether one more command may be worked on before some are answered. */
    boolean hasRoom() {
        return waiting.size() < RespLimits.MAX_COMMANDS_IN_FLIGHT
                && commandBytes < RespLimits.PAUSE_COMMAND_BYTES
                && answerBytes < RespLimits.PAUSE_ANSWER_BYTES;
    }

    long bytes() {
        return commandBytes;
    }

    /** A write that other nodes have to agree to: a later command of this connection must find it made. */
    void writes(Key[] keys, Pending pending) {
        note(writing, keys, pending);
    }

    /** A read that other nodes are asked for: it must not find what a later command of this connection writes. */
    void reads(Key[] keys, Pending pending) {
        note(reading, keys, pending);
    }

    private static void note(Map<Key, Pending> map, Key[] keys, Pending pending) {
        if (!pending.isDone()) {
            for (Key key : keys) {
                map.put(key, pending);
            }
        }
    }

    /** What has to be answered before a command may run; null: nothing. */
    Pending before(Key[] keys, boolean isWrite) {
        Pending write = of(writing, keys);
        return write != null || !isWrite ? write : of(reading, keys);
    }

    private static Pending of(Map<Key, Pending> map, Key[] keys) {
        if (map.isEmpty()) {
            return null;
        }
        map.values().removeIf(Pending::isDone);
        for (Key key : keys) {
            Pending pending = map.get(key);
            if (pending != null) {
                return pending;
            }
        }
        return null;
    }

    /** What a command keeps while it is not answered, in bytes. */
    record Cost(long commandBytes, long answerBytes) {
        static final Cost NOTHING = new Cost(0, 0);

        /** @param largestValueBytes no value is larger, as far as this node knows */
        static Cost of(Request request, int largestValueBytes) {
            return new Cost(request.bytes(), answerBytes(request.command, request.arguments, largestValueBytes));
        }

        private static long answerBytes(Command command, byte[][] arguments, int largestValueBytes) {
            boolean tellsValues =
                    switch (command) {
                        case SET -> arguments.length > 3;
                        case GET, GETSET, GETDEL, GETEX, MGET, GETRANGE, LCS, MEGURI_GET, MEGURI_CAS, MEGURI_LEASE ->
                            true;
                        default -> false;
                    };
            if (!tellsValues) {
                return 0;
            }
            int keys = command == Command.MGET ? arguments.length - 1 : 1;
            return Math.min((long) keys * largestValueBytes, RespLimits.MAX_ANSWER_BYTES);
        }

        Cost and(Cost other) {
            return new Cost(
                    commandBytes + other.commandBytes,
                    Math.min(answerBytes + other.answerBytes, RespLimits.MAX_ANSWER_BYTES));
        }
    }
}
