package dev.meguri.client;

import dev.meguri.client.call.Call;
import dev.meguri.client.call.Call.Request;
import dev.meguri.client.load.LeaseReply;
import dev.meguri.client.protocol.Answers;
import dev.meguri.client.protocol.CommandBytes;
import dev.meguri.client.protocol.Reply;
import dev.meguri.core.ring.Slots;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/** What each operation is on the wire, and what its answer says. */
final class Commands {
    private static final String LEASE = "MEGURI.LEASE";

    private final Tokens tokens;
    private final LongConsumer ringVersions;

    /** @param ringVersions told the ring version of each receipt */
    Commands(Tokens tokens, LongConsumer ringVersions) {
        this.tokens = tokens;
        this.ringVersions = ringVersions;
    }

    /** Null: absent. */
    static Request<byte[]> get(byte[] key) {
        return read("GET", key, CommandBytes.of("GET").word(key), (reply, inDoubt) -> valueOrNull(reply));
    }

    static Request<Boolean> exists(byte[] key) {
        return read("EXISTS", key, CommandBytes.of("EXISTS").word(key), (reply, inDoubt) -> Answers.number(reply) > 0);
    }

    /** @param next the cursor of the rest; "0": there is none */
    record ScanPage(String next, List<byte[]> keys) {}

    /** Keys of the slots that one node leads. @param cursor "0": from the first on; @param pattern a glob */
    static Request<ScanPage> scan(String nodeId, String cursor, String pattern, int count) {
        CommandBytes command = CommandBytes.of("SCAN")
                .word(cursor)
                .word("MATCH")
                .word(pattern)
                .word("COUNT")
                .word(count);
        return new Request<>(
                "SCAN",
                Request.ANY_SLOT,
                command.encode(),
                false,
                null,
                true,
                (reply, inDoubt) -> {
                    if (reply instanceof Reply.Many(List<Reply> parts)
                            && parts.size() == 2
                            && parts.get(1) instanceof Reply.Many(List<Reply> keys)) {
                        String next = new String(Answers.bytes(parts.get(0)), StandardCharsets.US_ASCII);
                        return new ScanPage(
                                next, keys.stream().map(Answers::bytes).toList());
                    }
                    throw new IllegalArgumentException("not a cursor and keys but " + reply);
                },
                nodeId);
    }

    Request<Read<byte[]>> read(byte[] key) {
        CommandBytes command = CommandBytes.of("MEGURI.GET").word(key).word("WHY");
        return read("MEGURI.GET", key, command, (reply, inDoubt) -> {
            Answers answer = Answers.of(reply);
            boolean isThere = answer.has("version");
            return new Read<>(
                    isThere ? answer.bytes("value") : null,
                    answer.textOrNull("version"),
                    isThere ? ttl(answer) : null,
                    answer.textOrNull("why"),
                    receipt(answer));
        });
    }

    static Request<Policy> policy(String prefix) {
        CommandBytes command = CommandBytes.of("MEGURI.POLICY").word(prefix);
        return new Request<>(
                "MEGURI.POLICY", Request.ANY_SLOT, command.encode(), false, null, true, (reply, inDoubt) -> {
                    Answers policy = Answers.of(reply);
                    return new Policy(
                            policy.text("prefix"),
                            policy.text("consistency"),
                            (int) policy.number("replicas"),
                            (int) policy.number("write-quorum"),
                            (int) policy.number("read-quorum"),
                            duration(policy.number("default-ttl")),
                            duration(policy.number("max-ttl")),
                            policy.number("max-bytes"),
                            policy.number("max-value-bytes"),
                            policy.text("eviction"),
                            policy.text("conflict"),
                            policy.text("on-majority-loss"));
                });
    }

    /** @param condition NX, XX, IFVERSION and the version, or nothing */
    Request<Written> set(byte[] key, byte[] value, WriteOptions options, String... condition) {
        CommandBytes command = CommandBytes.of("MEGURI.SET").word(key).word(value);
        for (String word : condition) {
            command.word(word);
        }
        return write("MEGURI.SET", key, command, options, true, (reply, inDoubt) -> {
            Answers answer = Answers.of(reply);
            boolean made = answer.truth("made");
            return new Written(
                    made,
                    answer.textOrNull("version"),
                    answer.truth("created"),
                    ttl(answer),
                    receipt(answer, inDoubt && !made));
        });
    }

    Request<Removed> remove(byte[] key, WriteOptions options, String... condition) {
        CommandBytes command = CommandBytes.of("MEGURI.DEL").word(key);
        for (String word : condition) {
            command.word(word);
        }
        return write("MEGURI.DEL", key, command, options, true, (reply, inDoubt) -> {
            Answers answer = Answers.of(reply);
            boolean made = answer.truth("made");
            return new Removed(
                    made, answer.textOrNull("version"), answer.truth("existed"), receipt(answer, inDoubt && !made));
        });
    }

    Request<Counted> increment(byte[] key, long delta, WriteOptions options) {
        CommandBytes command = CommandBytes.of("MEGURI.INCR").word(key).word(delta);
        return write("MEGURI.INCR", key, command, options, false, (reply, inDoubt) -> {
            Answers answer = Answers.of(reply);
            return new Counted(
                    answer.number("value"),
                    answer.text("version"),
                    answer.truth("created"),
                    ttl(answer),
                    receipt(answer));
        });
    }

    /** Whoever is given a lease loads the value; asked again with the same token, it is the same lease. */
    Request<LeaseReply> lease(byte[] key, long refreshMillis, long leaseMillis) {
        String token = tokens.next();
        CommandBytes command = CommandBytes.of(LEASE)
                .word(key)
                .word("REFRESH")
                .word(refreshMillis)
                .word("PX")
                .word(leaseMillis)
                .word("TOKEN")
                .word(token);
        return new Request<>(LEASE, slot(key), command.encode(), true, token, true, (reply, inDoubt) -> {
            Answers answer = Answers.of(reply);
            ringVersions.accept(answer.map("receipt").number("ring-version"));
            String version = answer.textOrNull("version");
            return new LeaseReply(
                    version == null ? null : answer.bytes("value"),
                    version,
                    answer.textOrNull("lease"),
                    answer.truth("loading"));
        });
    }

    /** Null: it is over. */
    Request<String> renew(byte[] key, String lease, long millis) {
        CommandBytes command = CommandBytes.of(LEASE)
                .word(key)
                .word("RENEW")
                .word(lease)
                .word("PX")
                .word(millis);
        return new Request<>(LEASE, slot(key), command.encode(), true, null, true, (reply, inDoubt) -> Answers.of(reply)
                .textOrNull("lease"));
    }

    Request<Long> release(byte[] key, String lease) {
        CommandBytes command = CommandBytes.of(LEASE).word(key).word("RELEASE").word(lease);
        return new Request<>(
                LEASE, slot(key), command.encode(), true, null, true, (reply, inDoubt) -> Answers.number(reply));
    }

    private static <T> Request<T> read(String name, byte[] key, CommandBytes command, Call.Reader<T> reader) {
        return new Request<>(name, slot(key), command.encode(), false, null, true, reader);
    }

    /** @param mayRepeat whether a second time does no harm, where the application says so */
    private <T> Request<T> write(
            String name,
            byte[] key,
            CommandBytes command,
            WriteOptions options,
            boolean mayRepeat,
            Call.Reader<T> reader) {
        switch (options.life()) {
            case OF_POLICY -> {}
            case LIMITED -> command.word("PX").word(options.ttl().toMillis());
            case UNLIMITED -> command.word("PERSIST");
        }
        String token = options.isOnce() && options.token() == null ? tokens.next() : options.token();
        if (token != null) {
            command.word("TOKEN").word(token);
        }
        boolean repeatable = token != null || mayRepeat;
        return new Request<>(name, slot(key), command.encode(), true, token, repeatable, reader);
    }

    private static int slot(byte[] key) {
        return Slots.of(key);
    }

    private static byte[] valueOrNull(Reply reply) {
        return reply instanceof Reply.Nothing ? null : Answers.bytes(reply);
    }

    private static Duration ttl(Answers answer) {
        long millis = answer.number("ttl");
        return millis < 0 ? null : Duration.ofMillis(millis);
    }

    private static Duration duration(long millis) {
        return millis <= 0 ? null : Duration.ofMillis(millis);
    }

    private Receipt receipt(Answers answer, boolean inDoubt) {
        Receipt receipt = receipt(answer);
        return inDoubt ? receipt.withDoubt() : receipt;
    }

    private Receipt receipt(Answers answer) {
        Answers receipt = answer.map("receipt");
        long ringVersion = receipt.number("ring-version");
        ringVersions.accept(ringVersion);
        return new Receipt(
                Receipt.Level.of(receipt.text("level")),
                (int) receipt.number("acks"),
                (int) receipt.number("replicas"),
                ringVersion,
                Receipt.Source.valueOf(receipt.text("source").toUpperCase(Locale.ROOT)),
                receipt.text("node"),
                (int) receipt.number("slot"),
                false);
    }
}
