package dev.meguri.node.resp;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Expiry;
import dev.meguri.resp.program.Keyspace;
import dev.meguri.resp.program.Words;
import java.util.Map;

/** What Redis has no words for: versions, receipts, policies, and why a key is gone. */
final class MeguriCommands {
    /** Between a version and what else tells values apart that a resolver made; as in the ETags of the REST interface. */
    private static final char LINEAGE = '~';
    /** In place of a version: the key must be absent. */
    private static final String ABSENT = "absent";

    private static final int FIELDS_OF_GET = 5;
    private static final int FIELDS_OF_ABSENT = 3;
    private static final int FIELDS_OF_POLICY = 12;

    private final RespNode node;
    private final DataCommands data;

    MeguriCommands(RespNode node, DataCommands data) {
        this.node = node;
        this.data = data;
    }

    void register(Map<Command, Dispatcher.Handler> handlers) {
        handlers.put(Command.MEGURI_GET, this::get);
        handlers.put(Command.MEGURI_CAS, this::cas);
        handlers.put(Command.MEGURI_POLICY, this::policy);
        handlers.put(Command.MEGURI_WHY, this::why);
    }

    /** Null where the key is absent, or why and the receipt, if asked for; else value, version, source, ttl (-1: none), receipt. */
    private void get(RespConnection c, byte[][] a) {
        boolean tellsWhy = a.length == 3 && Words.option(a[2]).equals("WHY");
        if (a.length > 2 && !tellsWhy) {
            throw Errors.syntax();
        }
        Key key = c.key(a[1]);
        data.submit(c, Command.MEGURI_GET, new Operation.Get(key), (out, result) -> {
            switch (result) {
                case Result.Found found -> found(out, key, found);
                case Result.Absent absent when tellsWhy -> absent(out, key, absent);
                default -> out.nullBulk();
            }
        });
    }

    private void found(RespWriter out, Key key, Result.Found found) {
        Entry entry = found.entry();
        out.map(FIELDS_OF_GET);
        out.bulk("value").bulk(entry.value());
        out.bulk("version").bulk(version(entry));
        out.bulk("source").bulk(ReceiptMap.small(found.receipt().source()));
        out.bulk("ttl")
                .integer(ReceiptMap.ttl(entry.expireAtMillis(), node.clock().getAsLong()));
        ReceiptMap.write(out.bulk("receipt"), found.receipt(), node.policyOf(key));
    }

    private void absent(RespWriter out, Key key, Result.Absent absent) {
        out.map(FIELDS_OF_ABSENT);
        out.bulk("value").nullBulk();
        out.bulk("why");
        if (absent.why() == null) {
            out.nullBulk();
        } else {
            out.bulk(ReceiptMap.small(absent.why()));
        }
        ReceiptMap.write(out.bulk("receipt"), absent.receipt(), node.policyOf(key));
    }

    /** The new version; null where the key has another one by now. */
    private void cas(RespConnection c, byte[][] a) {
        long expireAt = Keyspace.POLICY_EXPIRY;
        if (a.length != 4) {
            String unit = a.length == 6 ? Words.option(a[4]) : "";
            if (!Expiry.isOption(unit)) {
                throw Errors.syntax();
            }
            expireAt = Expiry.ofWrite(unit, a[5], node.clock().getAsLong(), "meguri.cas");
        }
        Operation put = CommandOperations.put(c.key(a[1]), a[3], expireAt, condition(Words.text(a[2])));
        data.submit(c, Command.MEGURI_CAS, put, (out, result) -> {
            if (result instanceof Result.Written written) {
                out.bulk(written.version().toString());
            } else {
                out.nullBulk();
            }
        });
    }

    /** @throws CommandException not a version */
    static Condition condition(String version) {
        if (version.equalsIgnoreCase(ABSENT)) {
            return Condition.IF_ABSENT;
        }
        int end = version.indexOf(LINEAGE);
        try {
            return end < 0
                    ? new Condition.IfVersion(Version.parse(version))
                    : new Condition.IfVersion(
                            Version.parse(version.substring(0, end)),
                            Long.parseUnsignedLong(version, end + 1, version.length(), 16));
        } catch (IllegalArgumentException e) {
            throw new CommandException("ERR version is not one that MEGURI.GET tells, nor 'absent'");
        }
    }

    static String version(Entry entry) {
        return entry.lineage().isNone()
                ? entry.version().toString()
                : entry.version() + "" + LINEAGE
                        + Long.toHexString(entry.lineage().hash64());
    }

    /** The policy of keys that begin with the prefix. */
    private void policy(RespConnection c, byte[][] a) {
        Policy policy = node.policyOf(CommandKeys.ofAnybody(a[1]));
        RespWriter out = c.answer();
        out.map(FIELDS_OF_POLICY);
        out.bulk("prefix").bulk(policy.prefix());
        out.bulk("consistency").bulk(ReceiptMap.small(policy.consistency()));
        out.bulk("replicas").integer(policy.replicas());
        out.bulk("write-quorum").integer(policy.writeQuorum());
        out.bulk("read-quorum").integer(policy.readQuorum());
        out.bulk("default-ttl").integer(policy.defaultTtlMillis());
        out.bulk("max-ttl").integer(policy.maxTtlMillis());
        out.bulk("max-bytes").integer(policy.maxBytes());
        out.bulk("max-value-bytes").integer(policy.maxValueBytes());
        out.bulk("eviction").bulk(ReceiptMap.small(policy.eviction()));
        out.bulk("conflict").bulk(policy.conflict());
        out.bulk("on-majority-loss").bulk(ReceiptMap.small(policy.onMajorityLoss()));
    }

    /** present, deleted, expired or evicted; null where nothing is known of the key, or not any more. */
    private void why(RespConnection c, byte[][] a) {
        data.submit(c, Command.MEGURI_WHY, new Operation.Get(c.key(a[1])), (out, result) -> {
            switch (result) {
                case Result.Found found -> out.bulk("present");
                case Result.Absent absent when absent.why() != null -> out.bulk(ReceiptMap.small(absent.why()));
                default -> out.nullBulk();
            }
        });
    }
}
