package dev.meguri.node.resp;

import dev.meguri.core.lease.LeaseAnswer;
import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.lease.LeaseTerms;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.token.ClientToken;
import dev.meguri.core.version.Version;
import dev.meguri.node.lease.Leases;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Numbers;
import dev.meguri.resp.program.Words;

/**
 * MEGURI.LEASE key [REFRESH ms] [PX ms] [WAIT ms] [TOKEN token]; MEGURI.LEASE key RENEW lease [PX ms]; MEGURI.LEASE key RELEASE
 * lease. Whoever is given a lease loads the value, sets it, and releases the lease.
 */
final class LeaseCommand {
    private static final int FIELDS = 7;
    private static final int FIELDS_OF_RENEWAL = 2;
    private static final long NO_LEASE = -1;

    private final RespNode node;
    private final DataCommands data;
    private final Leases leases;

    LeaseCommand(RespNode node, DataCommands data) {
        this.node = node;
        this.data = data;
        this.leases = node.leases();
    }

    void run(RespConnection c, byte[][] a) {
        Key key = c.key(a[1]);
        if (key.length() > LeaseKey.MAX_LEASED_BYTES) {
            throw new CommandException("ERR a key that is leased has at most " + LeaseKey.MAX_LEASED_BYTES
                    + " bytes, not " + key.length());
        }
        String subcommand = a.length > 2 ? Words.option(a[2]) : "";
        switch (subcommand) {
            case "RENEW" -> renew(c, key, a);
            case "RELEASE" -> release(c, key, a);
            default -> ask(c, key, a);
        }
    }

    /** value, version, ttl (-1: none), lease (null: somebody else's, or not needed), lease-ttl (-1), loading, receipt. */
    private void ask(RespConnection c, Key key, byte[][] a) {
        Options options = Options.parse(a, 2);
        data.await(
                c,
                key,
                pending -> leases.ask(key, options.terms(), options.token(), answer -> {
                    switch (answer) {
                        case LeaseAnswer.Failed failed -> failed(pending, failed.failure());
                        case LeaseAnswer.Known known -> {
                            RespWriter out = pending.writer();
                            write(out, key, known);
                            pending.complete(out.take());
                        }
                    }
                }));
    }

    private void write(RespWriter out, Key key, LeaseAnswer.Known known) {
        long now = node.clock().getAsLong();
        Entry entry = known.value() instanceof Result.Found found ? found.entry() : null;
        out.map(FIELDS);
        out.bulk("value").bulkOrNull(entry == null ? null : entry.value());
        out.bulk("version");
        text(out, entry == null ? null : MeguriCommands.version(entry));
        out.bulk("ttl").integer(entry == null ? ReceiptMap.ttl(0, 0) : ReceiptMap.ttl(entry.expireAtMillis(), now));
        out.bulk("lease");
        text(out, known.lease() == null ? null : known.lease().toString());
        out.bulk("lease-ttl").integer(known.lease() == null ? NO_LEASE : Math.max(0, known.leaseUntilMillis() - now));
        out.bulk("loading").bool(known.isLoading());
        ReceiptMap.write(out.bulk("receipt"), receipt(known.value()), node.policyOf(key));
    }

    private static Receipt receipt(Result value) {
        return switch (value) {
            case Result.Found found -> found.receipt();
            case Result.Absent absent -> absent.receipt();
            default -> throw new IllegalStateException("no answer to a read: " + value);
        };
    }

    /** lease (its new name; null: it is over), lease-ttl (-1). */
    private void renew(RespConnection c, Key key, byte[][] a) {
        if (a.length != 4 && a.length != 6) {
            throw Errors.wrongArguments(Command.MEGURI_LEASE.text());
        }
        Version lease = lease(a[3]);
        Options options = Options.parse(a, 4);
        data.await(
                c,
                key,
                pending -> leases.renew(key, lease, options.terms().leaseMillis(), result -> {
                    RespWriter out = pending.writer().map(FIELDS_OF_RENEWAL);
                    switch (result) {
                        case Result.Written written -> {
                            out.bulk("lease").bulk(written.version().toString());
                            out.bulk("lease-ttl")
                                    .integer(ReceiptMap.ttl(
                                            written.expireAtMillis(),
                                            node.clock().getAsLong()));
                            pending.complete(out.take());
                        }
                        case Result.ConditionFailed over -> {
                            out.bulk("lease").nullBulk();
                            out.bulk("lease-ttl").integer(NO_LEASE);
                            pending.complete(out.take());
                        }
                        case Result.Failed failed -> failed(pending, failed);
                        default -> throw new IllegalStateException("no answer to a lease: " + result);
                    }
                }));
    }

    /** 1: it ended; 0: it was over before. */
    private void release(RespConnection c, Key key, byte[][] a) {
        if (a.length != 4) {
            throw Errors.wrongArguments(Command.MEGURI_LEASE.text());
        }
        Version lease = lease(a[3]);
        data.await(
                c,
                key,
                pending -> leases.release(key, lease, result -> {
                    switch (result) {
                        case Result.Removed removed ->
                            pending.complete(pending.writer().integer(1).take());
                        case Result.ConditionFailed over ->
                            pending.complete(pending.writer().integer(0).take());
                        case Result.Failed failed -> failed(pending, failed);
                        default -> throw new IllegalStateException("no answer to a removal: " + result);
                    }
                }));
    }

    private void failed(Pending pending, Result.Failed failed) {
        node.counters().failures.increment();
        pending.error(Failures.text(failed));
    }

    private static void text(RespWriter out, String text) {
        if (text == null) {
            out.nullBulk();
        } else {
            out.bulk(text);
        }
    }

    private static Version lease(byte[] text) {
        try {
            return Version.parse(Words.text(text));
        } catch (IllegalArgumentException e) {
            throw new CommandException("ERR a lease is what MEGURI.LEASE told under that name");
        }
    }

    /** @param token null: none */
    private record Options(LeaseTerms terms, ClientToken token) {
        static Options parse(byte[][] a, int from) {
            long refresh = NO_LEASE;
            long lease = NO_LEASE;
            long wait = NO_LEASE;
            ClientToken token = null;
            for (int i = from; i < a.length; i += 2) {
                if (i + 1 == a.length) {
                    throw Errors.syntax();
                }
                String word = Words.option(a[i]);
                // one that is renewed knows of its length alone
                boolean isAsk = from == 2;
                if (word.equals("PX") && lease == NO_LEASE) {
                    lease = millis(a[i + 1]);
                } else if (word.equals("REFRESH") && refresh == NO_LEASE && isAsk) {
                    refresh = millis(a[i + 1]);
                } else if (word.equals("WAIT") && wait == NO_LEASE && isAsk) {
                    wait = millis(a[i + 1]);
                } else if (word.equals("TOKEN") && token == null && isAsk) {
                    token = WriteOptions.token(Words.text(a[i + 1]));
                } else {
                    throw Errors.syntax();
                }
            }
            try {
                return new Options(
                        new LeaseTerms(
                                Math.max(0, refresh),
                                lease == NO_LEASE ? LeaseTerms.DEFAULT_LEASE_MILLIS : lease,
                                Math.max(0, wait)),
                        token);
            } catch (IllegalArgumentException e) {
                throw new CommandException("ERR " + e.getMessage());
            }
        }

        private static long millis(byte[] text) {
            long millis = Numbers.integer(text);
            if (millis < 0) {
                throw new CommandException("ERR " + millis + " ms is no length of time");
            }
            return millis;
        }
    }
}
