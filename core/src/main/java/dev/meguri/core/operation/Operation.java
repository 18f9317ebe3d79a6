package dev.meguri.core.operation;

import dev.meguri.core.ring.Key;

/** What a client asks of one key. */
public sealed interface Operation {
    /** TTL of a write that names none: the policy's default applies. */
    long POLICY_TTL = -1;

    /** TTL of a write that is to live for ever (where the policy has no cap). */
    long NO_TTL = 0;

    Key key();

    /** Whether the outcome depends on what is there, so that it runs at the serving primary only (SLOT.md, rule 10). */
    boolean isReadModifyWrite();

    /** The value, from as many replicas as the policy says. */
    record Get(Key key) implements Operation {
        @Override
        public boolean isReadModifyWrite() {
            return false;
        }
    }

    /**
     * Stores a value.
     *
     * @param ttlMillis {@link #POLICY_TTL}, {@link #NO_TTL}, or milliseconds from now
     * @param expireAtMillis the first millisecond at which the value is absent, whenever the write is made; 0: the TTL says
     */
    record Put(Key key, byte[] value, String contentType, long ttlMillis, long expireAtMillis, Condition condition)
            implements Operation {
        public Put(Key key, byte[] value, String contentType, long ttlMillis, Condition condition) {
            this(key, value, contentType, ttlMillis, 0, condition);
        }

        @Override
        public boolean isReadModifyWrite() {
            return !(condition instanceof Condition.Always);
        }
    }

    record Remove(Key key, Condition condition) implements Operation {
        @Override
        public boolean isReadModifyWrite() {
            return !(condition instanceof Condition.Always);
        }
    }

    /**
     * Adds to a decimal integer of 64 bits, 0 where the key is absent. Keeps the TTL of what is there.
     *
     * @param ttlMillis for a key that is absent now
     */
    record Increment(Key key, long delta, long ttlMillis) implements Operation {
        @Override
        public boolean isReadModifyWrite() {
            return true;
        }
    }
}
