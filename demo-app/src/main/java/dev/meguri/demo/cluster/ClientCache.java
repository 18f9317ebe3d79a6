package dev.meguri.demo.cluster;

import dev.meguri.client.MeguriCache;
import dev.meguri.client.MeguriClient;
import dev.meguri.client.Read;
import dev.meguri.client.Removed;
import dev.meguri.client.WriteOptions;
import dev.meguri.client.Written;
import dev.meguri.client.codec.Codecs;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.NoNodeReachableException;
import dev.meguri.client.error.PolicyNotFoundException;
import dev.meguri.client.load.Loader;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The cache through one client, which may not be there yet. After a call for which no node could be reached, the others fail at
 * once for a moment: an application without its cache waits for its upstream, not for both.
 */
final class ClientCache implements Cache {
    /** Short: callers wait for a cache that is away; long: they do without one that is back. */
    private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();

    /** Without a call for so long, one is made to know. */
    private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final String PROBE = "demo:probe";

    private record Use(MeguriClient client, MeguriCache<byte[]> cache) {}

    private final LongSupplier nanoTime;
    /** Null: not connected yet. */
    private volatile Use use;
    /** Of the call since which no node could be reached; 0: one could. */
    private volatile long awaySinceNanos;

    private volatile long restsUntilNanos;
    private volatile long askedNanos;

    ClientCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param client null: none; the one before is closed */
    void use(MeguriClient client) {
        Use before = use;
        use = client == null ? null : new Use(client, client.cache("", Codecs.bytes()));
        awaySinceNanos = 0;
        restsUntilNanos = nanoTime.getAsLong();
        if (before != null) {
            before.client().close();
        }
    }

    boolean isConnected() {
        return use != null;
    }

    boolean isReachable() {
        return use != null && awaySinceNanos == 0;
    }

    /** Whether no node could be reached for longer than that. */
    boolean isAwayFor(Duration least) {
        long since = awaySinceNanos;
        return since != 0 && nanoTime.getAsLong() - since >= least.toNanos();
    }

    /** Finds out whether nodes can be reached, where no call did so lately. */
    void probe() {
        if (use == null || nanoTime.getAsLong() - askedNanos < PROBE_NANOS) {
            return;
        }
        try {
            read(PROBE);
        } catch (MeguriException isNoted) {
            // by the call
        }
    }

    @Override
    public Read<byte[]> read(String key) {
        return asked(to -> to.cache().read(key));
    }

    @Override
    public byte[] getOrLoad(String key, Loader<byte[]> loader, Keeping keeping) {
        return asked(to -> to.cache().getOrLoad(key, loader, keeping.options()));
    }

    @Override
    public Written create(String key, byte[] value, Duration ttl) {
        return asked(to -> to.cache().setIfAbsent(key, value, WriteOptions.ttl(ttl)));
    }

    @Override
    public Written compareAndSet(String key, String version, byte[] value, Duration ttl) {
        return asked(to -> to.cache().compareAndSet(key, version, value, WriteOptions.ttl(ttl)));
    }

    @Override
    public Removed remove(String key) {
        return asked(to -> to.cache().remove(key));
    }

    @Override
    public boolean hasPolicy(String prefix) {
        return asked(to -> {
            try {
                return to.client().policy(prefix) != null;
            } catch (PolicyNotFoundException none) {
                return false;
            }
        });
    }

    private <T> T asked(Function<Use, T> call) {
        Use to = use;
        if (to == null) {
            throw new NoNodeReachableException("no node of the cluster could be reached yet");
        }
        long now = nanoTime.getAsLong();
        if (now - restsUntilNanos < 0) {
            throw new NoNodeReachableException("no node could be reached a moment ago");
        }
        askedNanos = now;
        try {
            T answer = call.apply(to);
            awaySinceNanos = 0;
            return answer;
        } catch (NoNodeReachableException away) {
            long then = nanoTime.getAsLong();
            awaySinceNanos = awaySinceNanos == 0 ? then : awaySinceNanos;
            restsUntilNanos = then + REST_NANOS;
            throw away;
        }
    }
}
