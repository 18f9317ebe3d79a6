package dev.meguri.client;

import java.time.Duration;
import java.util.Objects;

/** How a write is made, where not by default: a time to live, a token of the application's own. Immutable. */
public final class WriteOptions {
    /** The policy's time to live, and a token for this call. */
    public static final WriteOptions DEFAULT = new WriteOptions(Life.OF_POLICY, null, null, true);

    enum Life {
        OF_POLICY,
        LIMITED,
        UNLIMITED
    }

    private final Life life;
    private final Duration ttl;
    private final String token;
    private final boolean once;

    private WriteOptions(Life life, Duration ttl, String token, boolean once) {
        this.life = life;
        this.ttl = ttl;
        this.token = token;
        this.once = once;
    }

    /** @param ttl from 1 ms to ten years */
    public static WriteOptions ttl(Duration ttl) {
        return DEFAULT.withTtl(ttl);
    }

    public static WriteOptions token(String token) {
        return DEFAULT.withToken(token);
    }

    public static WriteOptions repeatable() {
        return DEFAULT.asRepeatable();
    }

    public WriteOptions withTtl(Duration next) {
        if (next.toMillis() < 1) {
            throw new IllegalArgumentException("a time to live is at least 1 ms, not " + next);
        }
        return new WriteOptions(Life.LIMITED, next, token, once);
    }

    /** It does not expire, whatever the policy's default is (but its cap holds). */
    public WriteOptions withoutTtl() {
        return new WriteOptions(Life.UNLIMITED, null, token, once);
    }

    /**
     * The application's own name for this write, 1 to 128 printable ASCII characters without spaces: whoever makes the same call
     * with the same token within two minutes gets the same answer, and changes nothing. Best a UUID of version 7, and at most 128
     * of them per key and two minutes.
     */
    public WriteOptions withToken(String next) {
        return new WriteOptions(life, ttl, Objects.requireNonNull(next), true);
    }

    /**
     * Without a token: a retry may make the change a second time. For sets and removals of which that does no harm. It spares the
     * node 256 bytes per entry, and a replica may make it at once when the primary is gone. Not for increments: those are not
     * repeated then, but in doubt.
     */
    public WriteOptions asRepeatable() {
        return new WriteOptions(life, ttl, null, false);
    }

    Life life() {
        return life;
    }

    Duration ttl() {
        return ttl;
    }

    /** Null: the client makes one, if {@link #isOnce}. */
    String token() {
        return token;
    }

    boolean isOnce() {
        return once;
    }
}
