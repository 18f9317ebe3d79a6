package dev.meguri.demo.cluster;

import dev.meguri.client.Read;
import dev.meguri.client.Removed;
import dev.meguri.client.Written;
import dev.meguri.client.load.Loader;
import java.time.Duration;

/**
 * What the demo asks of Meguri. Each method waits for the answer, for seconds at most, and throws a
 * {@link dev.meguri.client.error.MeguriException} where there is none: also where no node could be reached since the start.
 */
public interface Cache {
    Read<byte[]> read(String key);

    /** The value, loaded by one of all who ask the cluster for it. Null: there is none. */
    byte[] getOrLoad(String key, Loader<byte[]> loader, Keeping keeping);

    /** Where nothing is there. */
    Written create(String key, byte[] value, Duration ttl);

    /** Only over this version. */
    Written compareAndSet(String key, String version, byte[] value, Duration ttl);

    Removed remove(String key);

    /** Whether exactly this prefix has a policy. */
    boolean hasPolicy(String prefix);
}
