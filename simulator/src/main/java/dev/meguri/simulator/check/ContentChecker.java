package dev.meguri.simulator.check;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.LongTable;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.version.Version;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.workload.ClientOperation;
import dev.meguri.simulator.workload.Clients;
import dev.meguri.simulator.workload.Describe;
import dev.meguri.simulator.workload.KeyHistory;
import dev.meguri.simulator.workload.Values;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Every entry that is read, sent or found at the end: some client wrote this value to this key; no definite failure took
 * effect; one version is one content; a read returns nothing whose time was over before it began; a write that was
 * acknowledged does not come back over a later one under a newer version.
 */
public final class ContentChecker implements Observer {
    private static final class Write {
        final ClientOperation operation;
        boolean seen;
        boolean failed;

        Write(ClientOperation operation) {
            this.operation = operation;
        }
    }

    /** Looked up for every entry of every message: the hash and the comparison are spelled out for speed. */
    private record KeyVersion(Key key, Version version) {
        @Override
        public int hashCode() {
            long mixed = key.hash64() ^ version.time() * 0x9e3779b97f4a7c15L;
            return (int) (mixed ^ (mixed >>> 32));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof KeyVersion that && that.version.compareTo(version) == 0 && that.key.equals(key);
        }
    }

    private final World world;
    private final Clients clients;
    private final Map<String, SimNode> nodes;
    private final LongTable<Write> writes = new LongTable<>();
    /** Writes of scenarios, whose values do not tell: by key and value. */
    private final Map<String, Write> byText = new HashMap<>();

    private final ResolvedChecker resolved;
    private final Map<KeyVersion, Entry> contents = new HashMap<>();

    /** @param nodes by name; may grow */
    ContentChecker(World world, Clients clients, Map<String, SimNode> nodes, ResolvedChecker resolved) {
        this.resolved = resolved;
        this.world = world;
        this.clients = clients;
        this.nodes = nodes;
    }

    @Override
    public void onSubmit(ClientOperation operation) {
        if (operation.operation instanceof Operation.Put put) {
            Write write = new Write(operation);
            writes.put(operation.id, write);
            if (Values.operationOf(put.value()) < 0) {
                byText.put(text(put.key(), put.value()), write);
            }
        }
    }

    @Override
    public void onResult(ClientOperation operation) {
        switch (operation.result) {
            case Result.Failed f when !f.failure().isInDoubt() -> definitelyFailed(operation);
            case Result.ConditionFailed _ -> definitelyFailed(operation);
            case Result.Found(var entry, var receipt) -> checkRead(operation, entry, receipt.nodeId());
            case Result.Failed _, Result.Written _, Result.Removed _, Result.Absent _ -> {}
        }
    }

    private void definitelyFailed(ClientOperation operation) {
        Write write = writes.get(operation.id);
        if (write != null) {
            write.failed = true;
            if (write.seen) {
                throw world.violated(
                        "definite-failures-have-no-effect", "made, and then told to have failed: " + operation);
            }
        }
    }

    private void checkRead(ClientOperation operation, Entry entry, String answeredBy) {
        if (!entry.key().equals(operation.key.key) || entry.isGone()) {
            throw world.violated("reads-return-what-was-written", operation + " found " + Describe.entry(entry));
        }
        see("read by ", operation, entry);
        if (entry.expireAtMillis() != 0) {
            SimNode answering = nodes.get(answeredBy);
            long elapsedMicros = world.nowMicros() - operation.submitMicros;
            long elapsedMillis = elapsedMicros / 1_000 + 1;
            long earliest = Math.min(
                    answering.clock().leastMillis(), operation.via.clock().leastMillis());
            if (entry.isExpiredAt(earliest - elapsedMillis)) {
                throw world.violated("expiry-is-exact", operation + " began after the time of the value was over");
            }
        }
    }

    @Override
    public void onSend(Endpoint from, Endpoint to, Object message) {
        switch (message) {
            case ShardMessage.Replicate m -> see(from, m.entry());
            case ShardMessage.ReadAnswer m when m.entry() != null -> see(from, m.entry());
            case ShardMessage.Entries m -> m.entries().forEach(entry -> see(from, entry));
            case ShardMessage.PushEntries m -> m.entries().forEach(entry -> see(from, entry));
            case ShardMessage.DeliverHints m -> m.entries().forEach(entry -> see(from, entry));
            default -> {}
        }
    }

    private void see(Endpoint from, Entry entry) {
        see("sent by ", from, entry);
    }

    /** Checks an entry. @param where for people */
    public void see(String where, Entry entry) {
        see(where, "", entry);
    }

    /** @param by becomes text only where something is wrong: this is asked for every entry that is sent or read */
    private void see(String how, Object by, Entry entry) {
        if (!entry.lineage().isNone()) {
            seeResolved(how, by, entry);
            return;
        }
        KeyVersion at = new KeyVersion(entry.key(), entry.version());
        Entry known = contents.get(at);
        if (known == entry) {
            return;
        }
        if (known == null) {
            firstSight(how, by, entry);
            contents.put(at, entry);
            return;
        }
        if (entry.gone() == Removal.EXPIRED || entry.gone() == Removal.EVICTED) {
            return;
        }
        if (known.gone() == Removal.EXPIRED || known.gone() == Removal.EVICTED) {
            firstSight(how, by, entry);
            contents.put(at, entry);
            return;
        }
        boolean same = known.gone() == entry.gone()
                && known.expireAtMillis() == entry.expireAtMillis()
                && Arrays.equals(known.value(), entry.value());
        if (!same) {
            throw world.violated(
                    "one-content-per-version",
                    how + by + ": " + Describe.entry(entry) + ", seen before as " + Describe.entry(known));
        }
    }

    /** One version may be in several contents, and a value be that of many writes. */
    private void seeResolved(String how, Object by, Entry entry) {
        KeyHistory key = clients.keyspace().find(entry.key());
        if (key == null) {
            throw world.violated(
                    "reads-return-what-was-written", how + by + ": nobody wrote this key: " + Describe.entry(entry));
        }
        resolved.see(how, by, key, entry);
    }

    private void firstSight(String how, Object by, Entry entry) {
        KeyHistory key = clients.keyspace().find(entry.key());
        if (key == null) {
            throw world.violated(
                    "reads-return-what-was-written", how + by + ": nobody wrote this key: " + Describe.entry(entry));
        }
        if (entry.isGone()) {
            return;
        }
        if (key.isCounter) {
            long number = Values.numberOf(entry.value());
            if (number <= 0 || number > key.submittedSum) {
                throw world.violated(
                        "reads-return-what-was-written",
                        how + by + ": " + Describe.entry(entry) + " but all increments make " + key.submittedSum);
            }
            return;
        }
        long id = Values.operationOf(entry.value());
        Write write = id < 0 ? byText.get(text(entry.key(), entry.value())) : writes.get(id);
        if (write == null || write.operation.key != key) {
            throw world.violated(
                    "reads-return-what-was-written", how + by + ": nobody wrote this: " + Describe.entry(entry));
        }
        write.seen = true;
        if (write.failed) {
            throw world.violated(
                    "definite-failures-have-no-effect",
                    how + by + ": " + Describe.entry(entry) + " although " + write.operation);
        }
        if (write.operation.result instanceof Result.Written written
                && entry.version().isNewerThan(written.version())) {
            checkComeback(how + by, entry, write.operation, key, written.version());
        }
    }

    private static String text(Key key, byte[] value) {
        return key + "=" + new String(value, StandardCharsets.ISO_8859_1);
    }

    /** The write was acknowledged under an older version than this: was there another write since? */
    private void checkComeback(
            String where, Entry entry, ClientOperation operation, KeyHistory key, Version acknowledged) {
        for (KeyHistory.Acknowledged other : key.acknowledged) {
            if (other.submitMicros() > operation.endMicros
                    && other.version().isNewerThan(acknowledged)
                    && entry.version().isNewerThan(other.version())) {
                throw world.violated(
                        "old-writes-stay-old",
                        where + ": " + Describe.entry(entry) + " is a repetition of " + operation
                                + " and hides the later acknowledged write #" + other.operationId() + " "
                                + other.version());
            }
        }
    }
}
