package dev.meguri.client.jcache;

/** What is to become of an entry that was read. */
sealed interface Verdict<V> {
    /** @param accessed whether it counts as an access, which may change its time to live */
    record Leave<V>(boolean accessed) implements Verdict<V> {}

    /** @param writesThrough to the CacheWriter, where there is one */
    record Put<V>(V value, boolean writesThrough) implements Verdict<V> {}

    /** Also of what is absent, as the CacheWriter may have it. */
    record Remove<V>(boolean writesThrough) implements Verdict<V> {}
}
