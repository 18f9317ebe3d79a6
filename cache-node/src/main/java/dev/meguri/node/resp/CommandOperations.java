package dev.meguri.node.resp;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.node.rest.Parameters;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.Keyspace;
import dev.meguri.resp.program.Numbers;
import dev.meguri.resp.program.SetOptions;
import java.util.function.BiConsumer;

/** Commands that are one operation of core, and need no program. */
final class CommandOperations {
    private CommandOperations() {}

    /** Null: it takes a program. */
    static Operation of(Command command, Key key, byte[][] a, long nowMillis) {
        return switch (command) {
            case SET ->
                a.length == 3 ? put(key, a[2], Keyspace.POLICY_EXPIRY, Condition.ALWAYS) : set(key, a, nowMillis);
            case SETNX -> put(key, a[2], Keyspace.POLICY_EXPIRY, Condition.IF_ABSENT);
            case INCR -> new Operation.Increment(key, 1, Operation.POLICY_TTL);
            case DECR -> new Operation.Increment(key, -1, Operation.POLICY_TTL);
            case INCRBY -> new Operation.Increment(key, Numbers.integer(a[2]), Operation.POLICY_TTL);
            case DECRBY -> new Operation.Increment(key, Numbers.negated(Numbers.integer(a[2])), Operation.POLICY_TTL);
            default -> null;
        };
    }

    private static Operation set(Key key, byte[][] a, long nowMillis) {
        SetOptions options = SetOptions.parse(a, nowMillis);
        boolean isOver = options.expireAtMillis() > 0 && options.expireAtMillis() <= nowMillis;
        if (options.needsValue() || isOver) {
            return null;
        }
        Condition condition =
                switch (options.when()) {
                    case ALWAYS -> Condition.ALWAYS;
                    case ABSENT -> Condition.IF_ABSENT;
                    case PRESENT -> Condition.IF_PRESENT;
                    case EQUAL -> throw new IllegalStateException("IFEQ needs the value");
                };
        return put(key, a[2], options.expireAtMillis(), condition);
    }

    static Operation put(Key key, byte[] value, long expireAtMillis, Condition condition) {
        return new Operation.Put(
                key,
                value,
                Parameters.DEFAULT_CONTENT_TYPE,
                expireAtMillis == Keyspace.POLICY_EXPIRY ? Operation.POLICY_TTL : Operation.NO_TTL,
                Math.max(0, expireAtMillis),
                condition);
    }

    /** What the command answers to every result but a failure. */
    static BiConsumer<RespWriter, Result> answer(Command command) {
        return switch (command) {
            case SET ->
                (out, result) -> {
                    if (result instanceof Result.Written) {
                        out.ok();
                    } else {
                        out.nullBulk();
                    }
                };
            case SETNX -> (out, result) -> out.integer(result instanceof Result.Written ? 1 : 0);
            default -> (out, result) -> out.integer(result instanceof Result.Written written ? written.number() : 0);
        };
    }
}
