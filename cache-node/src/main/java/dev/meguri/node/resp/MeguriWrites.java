package dev.meguri.node.resp;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;
import dev.meguri.node.rest.Parameters;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Numbers;
import java.util.Map;

/**
 * MEGURI.SET, MEGURI.INCR and MEGURI.DEL: writes that are made once per token, however often and wherever they are sent, and are
 * answered with version and receipt.
 */
final class MeguriWrites {
    private static final int FIELDS_OF_SET = 5;
    private static final int FIELDS_OF_INCR = 5;
    private static final int FIELDS_OF_DEL = 4;

    private final RespNode node;
    private final DataCommands data;

    MeguriWrites(RespNode node, DataCommands data) {
        this.node = node;
        this.data = data;
    }

    void register(Map<Command, Dispatcher.Handler> handlers) {
        handlers.put(Command.MEGURI_SET, this::set);
        handlers.put(Command.MEGURI_INCR, this::increment);
        handlers.put(Command.MEGURI_DEL, this::delete);
    }

    /** made, version (that of what is there, where it was not made; null: nothing is there), created, ttl, receipt. */
    private void set(RespConnection c, byte[][] a) {
        WriteOptions options = WriteOptions.parse(a, 3, node.clock().getAsLong(), "meguri.set");
        Key key = CommandKeys.key(a[1]);
        Operation put = new Operation.Put(
                key,
                a[2],
                Parameters.DEFAULT_CONTENT_TYPE,
                options.ttlMillis(),
                options.expireAtMillis(),
                options.condition());
        data.submit(c, Command.MEGURI_SET, put, options.token(), (out, result) -> {
            out.map(FIELDS_OF_SET);
            switch (result) {
                case Result.Written written -> {
                    made(out, true, written.version());
                    out.bulk("created").bool(written.created());
                    ttl(out, written);
                    receipt(out, written.receipt(), key);
                }
                case Result.ConditionFailed failed -> {
                    made(out, false, failed.current());
                    out.bulk("created").bool(false);
                    out.bulk("ttl").integer(ReceiptMap.ttl(0, 0));
                    receipt(out, failed.receipt(), key);
                }
                default -> throw new IllegalStateException("no answer to a write: " + result);
            }
        });
    }

    /** value, version, created, ttl, receipt. */
    private void increment(RespConnection c, byte[][] a) {
        WriteOptions options = WriteOptions.parse(a, 3, node.clock().getAsLong(), "meguri.incr");
        boolean isRelative = options.expireAtMillis() == 0;
        if (!(options.condition() instanceof Condition.Always)) {
            throw Errors.syntax();
        }
        Key key = CommandKeys.key(a[1]);
        long ttlMillis = isRelative
                ? options.ttlMillis()
                : Math.max(1, options.expireAtMillis() - node.clock().getAsLong());
        Operation add = new Operation.Increment(key, Numbers.integer(a[2]), ttlMillis);
        data.submit(c, Command.MEGURI_INCR, add, options.token(), (out, result) -> {
            if (!(result instanceof Result.Written written)) {
                throw new IllegalStateException("no answer to an increment: " + result);
            }
            out.map(FIELDS_OF_INCR);
            out.bulk("value").integer(written.number());
            out.bulk("version").bulk(written.version().toString());
            out.bulk("created").bool(written.created());
            ttl(out, written);
            receipt(out, written.receipt(), key);
        });
    }

    /** made, version, existed, receipt. */
    private void delete(RespConnection c, byte[][] a) {
        WriteOptions options = WriteOptions.parse(a, 2, node.clock().getAsLong(), "meguri.del");
        boolean hasTtl = options.ttlMillis() != Operation.POLICY_TTL || options.expireAtMillis() != 0;
        if (hasTtl || options.condition() instanceof Condition.IfAbsent) {
            throw Errors.syntax();
        }
        Key key = CommandKeys.key(a[1]);
        Operation remove = new Operation.Remove(key, options.condition());
        data.submit(c, Command.MEGURI_DEL, remove, options.token(), (out, result) -> {
            out.map(FIELDS_OF_DEL);
            switch (result) {
                case Result.Removed removed -> {
                    made(out, true, removed.isChange() ? removed.version() : null);
                    out.bulk("existed").bool(removed.existed());
                    receipt(out, removed.receipt(), key);
                }
                case Result.ConditionFailed failed -> {
                    made(out, false, failed.current());
                    out.bulk("existed").bool(failed.current() != null);
                    receipt(out, failed.receipt(), key);
                }
                default -> throw new IllegalStateException("no answer to a removal: " + result);
            }
        });
    }

    private static void made(RespWriter out, boolean made, Version version) {
        out.bulk("made").bool(made);
        out.bulk("version");
        if (version == null) {
            out.nullBulk();
        } else {
            out.bulk(version.toString());
        }
    }

    private void ttl(RespWriter out, Result.Written written) {
        out.bulk("ttl")
                .integer(ReceiptMap.ttl(written.expireAtMillis(), node.clock().getAsLong()));
    }

    private void receipt(RespWriter out, Receipt receipt, Key key) {
        ReceiptMap.write(out.bulk("receipt"), receipt, node.policyOf(key));
    }
}
