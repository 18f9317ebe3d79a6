package dev.meguri.core.token;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.version.Version;

/**
 * The changes with tokens that an entry, or its tombstone, includes. It is part of the entry and goes where that goes: to
 * replicas, through migrations, into snapshots (SLOT.md, rule 26). Immutable.
 *
 * <p>Bounded: who asks with a token that may have been among those forgotten before their time is told that nobody knows, and
 * the change is not made a second time. Of tokens that do not tell their time, {@link Limits#MAX_FORGOTTEN_TOKENS_PER_KEY} are
 * known so; who asks with an older one is taken for somebody new.
 *
 * @param clients with clients' tokens, at most {@link Limits#MAX_CLIENT_TOKENS_PER_KEY}
 * @param coordinators with those of coordinators, at most {@link Limits#MAX_COORDINATOR_TOKENS_PER_KEY}
 */
public record Trail(Remembered clients, Remembered coordinators) {
    public static final Trail NONE = new Trail(Remembered.NOTHING, Remembered.NOTHING);

    /** Accounted bytes of one change: the record, its token and version, and the reference to it. */
    private static final int MADE_BYTES = 128;

    private static final int TRAIL_BYTES = 128;

    public boolean isEmpty() {
        return this == NONE || clients.isEmpty() && coordinators.isEmpty();
    }

    /** The change that was made under this token; null: it is not among those remembered. */
    public Made find(Once once) {
        return of(once).find(once.token());
    }

    /** Whether a change that {@link #find} does not find may have been made all the same. */
    public boolean mayHaveForgotten(Once once, long nowMillis) {
        return once.untilMillis() < nowMillis || of(once).mayHaveForgotten(once);
    }

    private Remembered of(Once once) {
        return once.ofClient() ? clients : coordinators;
    }

    /** Without the changes whose time is over. */
    public Trail at(long nowMillis) {
        return isEmpty() ? NONE : reduced(clients.at(nowMillis), coordinators.at(nowMillis));
    }

    private Trail reduced(Remembered nowClients, Remembered nowCoordinators) {
        if (nowClients == clients && nowCoordinators == coordinators) {
            return this;
        }
        Trail now = new Trail(nowClients, nowCoordinators);
        return now.isEmpty() ? NONE : now;
    }

    /** With the change of {@code once}. */
    public Trail with(Once once, Version version, long expireAtMillis, long number, boolean existed, long nowMillis) {
        Made made = Made.of(once, version, expireAtMillis, number, existed);
        return once.ofClient()
                ? new Trail(clients.with(made, Limits.MAX_CLIENT_TOKENS_PER_KEY, nowMillis), coordinators.at(nowMillis))
                : new Trail(
                        clients.at(nowMillis),
                        coordinators.with(made, Limits.MAX_COORDINATOR_TOKENS_PER_KEY, nowMillis));
    }

    /** With what another copy of the key remembers, too. */
    public Trail merged(Trail other) {
        if (other.isEmpty() || other == this) {
            return this;
        }
        return isEmpty()
                ? other
                : reduced(
                        clients.merged(other.clients, Limits.MAX_CLIENT_TOKENS_PER_KEY),
                        coordinators.merged(other.coordinators, Limits.MAX_COORDINATOR_TOKENS_PER_KEY));
    }

    /** The changes of {@code version} have another one now. */
    public Trail renamed(Version version, Version other) {
        return isEmpty() ? NONE : new Trail(clients.renamed(version, other), coordinators.renamed(version, other));
    }

    /** Accounted bytes. */
    public int bytes() {
        return isEmpty()
                ? 0
                : TRAIL_BYTES
                        + (clients.made().size() + coordinators.made().size()) * MADE_BYTES
                        + clients.forgotten().size() * Long.BYTES;
    }

    @Override
    public String toString() {
        return (clients.made().size() + coordinators.made().size()) + " tokens";
    }
}
