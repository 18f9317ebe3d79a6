package dev.meguri.core.conflict;

import dev.meguri.core.version.Version;

/**
 * Makes one value of concurrent writes, under a policy whose field {@code conflict} names it. Implementations are found
 * through {@link java.util.ServiceLoader}; every node of a cluster needs the same ones.
 *
 * <p>Replicas merge in whatever order entries reach them, some of them more than once, and must come to the same. So
 * {@link #merge} has to be, of what {@link #put} and {@link #increment} return, judged by value, content type and state:
 *
 * <ul>
 *   <li>commutative: {@code merge(a, b)} equals {@code merge(b, a)};
 *   <li>associative: {@code merge(merge(a, b), c)} equals {@code merge(a, merge(b, c))};
 *   <li>idempotent: {@code merge(a, a)} equals {@code a};
 *   <li>pure and total: it decides from the two alone, on any bytes that clients can write, and throws nothing.
 * </ul>
 *
 * <p>What {@link #put} makes of a value has to include that value ({@code merge(present, put(present, w, v))} equals
 * {@code put(present, w, v)}): an entry whose vector covers another one's takes its place.
 *
 * <p>Called by the shards' threads, many at once; must keep no state and must not block.
 */
public interface Resolver {
    /** As policies name it: small letters, digits and {@code -}, from a letter on, at most 32. */
    String name();

    /** One value that includes both. */
    Sibling merge(Sibling one, Sibling other);

    /**
     * What a put makes of the value that its coordinator has.
     *
     * @param present null: none
     * @param version of the put; asked again with the same one, it has to return the same
     */
    default Sibling put(Sibling present, Sibling written, Version version) {
        return present == null ? written : merge(present, written);
    }

    /** Whether increments of any replicas add up, so that each may make them without asking the others. */
    default boolean isCounter() {
        return false;
    }

    /**
     * What an increment makes of the value that its coordinator has; only where {@link #isCounter}.
     *
     * @param present null: none
     * @throws ArithmeticException where the sum does not fit 64 bits
     * @throws NumberFormatException where the value is no number
     */
    default Sibling increment(Sibling present, long delta, Writer writer) {
        throw new UnsupportedOperationException(name() + " counts at the primary only");
    }
}
