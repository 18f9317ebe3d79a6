package dev.meguri.system;

/** A client library of Redis, as far as these tests use it. Thread-safe; what it throws is what its user sees, after its own retries. */
interface KeyClient extends AutoCloseable {
    String name();

    void set(String key, String value);

    /** Null: absent. */
    String get(String key);

    @Override
    void close();
}
