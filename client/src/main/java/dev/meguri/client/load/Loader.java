package dev.meguri.client.load;

/** Where values come from that the cache does not have: a database, another service, a computation. */
@FunctionalInterface
public interface Loader<V> {
    /**
     * May take its time: it runs on a thread of the client's load executor. At most one runs for a key in the whole cluster, unless
     * it takes longer than its lease and that cannot be renewed.
     *
     * @return null: there is none
     * @throws Exception callers get a {@link dev.meguri.client.error.LoaderException}
     */
    V load(String key) throws Exception;
}
