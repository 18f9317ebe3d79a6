package dev.meguri.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.HybridClock;
import dev.meguri.core.version.Version;

/** What the tests of this package share. */
final class Stores {
    static final long NOW = 1_700_000_000_000L;

    private Stores() {}

    static Policy policy(String prefix, int replicas, long maxBytes, Policy.Eviction eviction) {
        return new Policy(
                prefix,
                Policy.Consistency.EVENTUAL,
                replicas,
                1,
                1,
                0,
                0,
                maxBytes,
                Policy.DEFAULT_MAX_VALUE_BYTES,
                eviction,
                Policy.LAST_WRITER_WINS,
                Policy.OnMajorityLoss.REFUSE);
    }

    static Version version(long millis) {
        return new Version(HybridClock.ofMillis(millis), "node-1", 1);
    }

    static Entry value(String key, long writtenAtMillis, int valueBytes) {
        return valueWithExpiry(key, writtenAtMillis, valueBytes, 0);
    }

    static Entry valueWithExpiry(String key, long writtenAtMillis, int valueBytes, long expireAtMillis) {
        return Entry.value(Key.of(key), version(writtenAtMillis), new byte[valueBytes], "text/plain", expireAtMillis);
    }

    /** Everything the store counts as it goes equals what a full count says. */
    static void requireInvariants(Store store, int slots, PolicyTable policies) {
        assertEquals(store.recountBytes(), store.stats().bytes(), "bytes accounted equal bytes recounted");
        long[] totals = new long[3];
        long[][] perPolicy = new long[policies.all().size()][2];
        for (int slot = 0; slot < slots; slot++) {
            int at = slot;
            long[] digests = new long[Limits.MAX_REPLICAS + 1];
            long[] counted = new long[3];
            store.forEach(slot, entry -> {
                assertEquals(at, entry.key().slot(slots));
                int policy = policies.indexOf(entry.key());
                for (int copies = 1; copies <= policies.all().get(policy).replicas(); copies++) {
                    digests[copies] ^= entry.digest();
                }
                counted[0] += entry.isGone() ? 0 : 1;
                counted[1]++;
                counted[2] += EntryBytes.of(entry);
                if (!entry.isGone()) {
                    perPolicy[policy][0]++;
                    perPolicy[policy][1] += EntryBytes.of(entry);
                }
            });
            assertEquals(counted[0], store.count(slot));
            assertEquals(counted[1], store.size(slot));
            assertEquals(counted[2], store.bytes(slot));
            for (int copies = 1; copies <= Limits.MAX_REPLICAS; copies++) {
                assertEquals(digests[copies], store.digest(slot, copies), "digest equals recomputed digest");
            }
            for (int i = 0; i < 3; i++) {
                totals[i] += counted[i];
            }
        }
        StoreStats stats = store.stats();
        assertEquals(totals[0], stats.entries());
        assertEquals(totals[1], stats.entries() + stats.marks());
        assertEquals(totals[2], stats.bytes());
        for (int i = 0; i < perPolicy.length; i++) {
            assertEquals(perPolicy[i][0], stats.policies().get(i).entries());
            assertEquals(perPolicy[i][1], stats.policies().get(i).bytes());
        }
    }
}
