package dev.meguri.bench.load;

/** A system's client in Java, used by all threads of a load at once. Calls return with the answer, and throw what goes wrong. */
public interface KeyClient extends AutoCloseable {
    void set(byte[] key, byte[] value) throws Exception;

    /** Null: there is none. */
    byte[] get(byte[] key) throws Exception;

    @Override
    void close();
}
