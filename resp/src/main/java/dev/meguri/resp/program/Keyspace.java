package dev.meguri.resp.program;

/**
 * The keys of one slot, as one program sees and changes them: what it wrote it reads again. What it changed is made after it
 * ran, all of it at once, or not at all.
 */
public interface Keyspace {
    /** Expiry of a write that names none: the policy of the key decides. */
    long POLICY_EXPIRY = -1;

    long NEVER = 0;

    /** Read only; null: the key is absent. */
    byte[] value(byte[] key);

    /** The first millisecond at which the key is absent; {@link #NEVER}; of an absent key: {@link #NEVER}. */
    long expireAtMillis(byte[] key);

    /** @param expireAtMillis milliseconds since 1970, {@link #NEVER} or {@link #POLICY_EXPIRY} */
    void put(byte[] key, byte[] value, long expireAtMillis);

    /** Another value in place of what is there, whose expiry stays; of an absent key the policy decides. */
    void edit(byte[] key, byte[] value);

    void remove(byte[] key);

    /** How the value is kept; null: the key is absent, or a program has just written it. */
    Stored stored(byte[] key);

    /**
     * @param bytes of memory that it takes, as they are accounted
     * @param writtenAtMillis since 1970
     */
    record Stored(long bytes, long writtenAtMillis) {}

    /** The wall clock, in milliseconds since 1970; the same for a whole program. */
    long nowMillis();
}
