package dev.meguri.core.repair;

import dev.meguri.core.message.ShardMessage.KeyVersion;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import java.util.ArrayList;
import java.util.List;

/** A slot's entries in buckets by the upper bits of their keys' hashes, so that a large slot is compared in parts. */
final class Buckets {
    private static final int ENTRIES_PER_BUCKET = 128;
    private static final int MAX_BITS = 14;

    private Buckets() {}

    /** So many bits that a bucket has about {@value #ENTRIES_PER_BUCKET} of the entries. */
    static int bitsFor(int entries) {
        int bits = 0;
        while (bits < MAX_BITS && (entries >> bits) > ENTRIES_PER_BUCKET) {
            bits++;
        }
        return bits;
    }

    static int of(Key key, int bits) {
        return bits == 0 ? 0 : (int) (key.hash64() >>> (64 - bits));
    }

    /** The digests of all buckets, of the keys that are kept in at least so many copies. */
    static long[] digests(ShardContext context, int slot, int copies, int bits) {
        long[] digests = new long[1 << bits];
        context.store().forEach(slot, entry -> {
            if (isShared(context, entry, copies)) {
                digests[of(entry.key(), bits)] ^= entry.digest();
            }
        });
        return digests;
    }

    /** One bucket's entries. */
    static List<Entry> entries(ShardContext context, int slot, int copies, int bits, int bucket) {
        List<Entry> entries = new ArrayList<>();
        context.store().forEach(slot, entry -> {
            if (of(entry.key(), bits) == bucket && isShared(context, entry, copies)) {
                entries.add(entry);
            }
        });
        return entries;
    }

    static List<KeyVersion> versions(List<Entry> entries) {
        List<KeyVersion> versions = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            versions.add(new KeyVersion(
                    entry.key(), entry.version(), entry.gone(), entry.lineage().hash64()));
        }
        return versions;
    }

    static long digest(List<Entry> entries) {
        long digest = 0;
        for (Entry entry : entries) {
            digest ^= entry.digest();
        }
        return digest;
    }

    private static boolean isShared(ShardContext context, Entry entry, int copies) {
        return context.policyOf(entry.key()).replicas() >= copies;
    }

    /** Whether it is a mark that is about to go: whoever has nothing of the key needs it no more. */
    static boolean isPastGrace(ShardContext context, Entry entry) {
        return entry.isGone()
                && entry.gone() != Removal.EVICTED
                && entry.goneSinceMillis() + context.settings().graceMillis() <= context.now();
    }
}
