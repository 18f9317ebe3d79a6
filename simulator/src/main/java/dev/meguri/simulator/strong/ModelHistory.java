package dev.meguri.simulator.strong;

import dev.meguri.core.ring.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What clients of the strong model saw, and whether one register per key explains it: linearizable, where a value may vanish
 * by itself from {@code expireAt - skew} on, and what failed for certain never took effect.
 */
final class ModelHistory {
    static final int NONE = 0;

    enum Kind {
        READ,
        WRITE,
        CAS,
        ADD,
        REMOVE
    }

    /** One operation. {@code value}: what it writes; {@code expected}: what a compare-and-set must find. */
    static final class Op {
        final Key key;
        final Kind kind;
        final int value;
        final int expected;
        final long start;
        /** -1: unknown, perhaps never. */
        long end = -1;

        boolean failed;
        /** Of a read. */
        int read;
        /** Whether a value was there (write, remove), or the condition held. */
        boolean hit;

        Op(Key key, Kind kind, int value, int expected, long start) {
            this.key = key;
            this.kind = kind;
            this.value = value;
            this.expected = expected;
            this.start = start;
        }

        /** For people. */
        String asked() {
            return switch (kind) {
                case READ -> "read " + key;
                case WRITE -> "write " + value + " to " + key;
                case CAS -> "write " + value + " to " + key + " over " + expected;
                case ADD -> "write " + value + " to " + key + " if it is absent";
                case REMOVE -> "remove " + key;
            };
        }

        /** For people. */
        String answered() {
            if (failed) {
                return "it failed, and was not made";
            }
            if (end < 0) {
                return "in doubt, it may have been made";
            }
            return switch (kind) {
                case READ -> read == NONE ? "there is nothing" : "found " + read;
                case WRITE -> "written";
                case CAS, ADD -> hit ? "written" : "the condition did not hold";
                case REMOVE -> hit ? "removed" : "there was nothing to remove";
            };
        }

        @Override
        public String toString() {
            return key + " " + kind + (value == 0 ? "" : " " + value) + (expected == 0 ? "" : " over " + expected) + " "
                    + start + ".." + (failed ? "failed" : end < 0 ? "?" : end + " " + (kind == Kind.READ ? read : hit));
        }
    }

    private record Node(long mask, int value) {}

    private final List<Op> ops = new ArrayList<>();
    /** Value to the earliest expiry under which it was proposed; absent: it never expires. */
    private final Map<Integer, Long> expiries = new HashMap<>();

    Op begin(Key key, Kind kind, int value, int expected, long now) {
        Op op = new Op(key, kind, value, expected, now);
        ops.add(op);
        return op;
    }

    void expires(int value, long atMillis) {
        expiries.merge(value, atMillis, Math::min);
    }

    List<Op> ops() {
        return ops;
    }

    boolean isLinearizable(Key key) {
        List<Op> relevant = new ArrayList<>();
        long must = 0;
        for (Op op : ops) {
            if (op.key.equals(key) && !op.failed && (op.end >= 0 || op.kind != Kind.READ)) {
                if (op.end >= 0) {
                    must |= 1L << relevant.size();
                }
                relevant.add(op);
            }
        }
        if (relevant.size() > 62) {
            throw new IllegalStateException("too many operations for one key");
        }
        Set<Node> seen = new HashSet<>();
        ArrayDeque<Node> open = new ArrayDeque<>();
        open.push(new Node(0, NONE));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if ((node.mask & must) == must) {
                return true;
            }
            if (!seen.add(node)) {
                continue;
            }
            long first = Long.MAX_VALUE;
            for (int i = 0; i < relevant.size(); i++) {
                if ((must & ~node.mask & 1L << i) != 0) {
                    first = Math.min(first, relevant.get(i).end);
                }
            }
            Long expiry = expiries.get(node.value);
            if (node.value != NONE && expiry != null && expiry - StrongModel.SKEW <= first) {
                open.push(new Node(node.mask, NONE));
            }
            for (int i = 0; i < relevant.size(); i++) {
                Op op = relevant.get(i);
                if ((node.mask & 1L << i) == 0 && op.start <= first) {
                    int after = apply(op, node.value);
                    if (after >= 0) {
                        open.push(new Node(node.mask | 1L << i, after));
                    }
                }
            }
        }
        return false;
    }

    /** The value after it; -1: it cannot come here. */
    private static int apply(Op op, int value) {
        boolean known = op.end >= 0;
        boolean present = value != NONE;
        return switch (op.kind) {
            case READ -> op.read == value ? value : -1;
            case WRITE -> known && op.hit != present ? -1 : op.value;
            case REMOVE -> known && op.hit != present ? -1 : NONE;
            case ADD -> known && op.hit == present ? -1 : present ? value : op.value;
            case CAS -> {
                boolean holds = present && value == op.expected;
                yield known && op.hit != holds ? -1 : holds ? op.value : value;
            }
        };
    }
}
