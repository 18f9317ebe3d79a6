package dev.meguri.core.lease;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.limits.Limits;

/**
 * What somebody asks who may load a value.
 *
 * @param refreshMillis a value that has no more than this left of its time to live is to be loaded again, by one of those who ask;
 *     0: only where there is none
 * @param leaseMillis how long the lease lasts that is given. Short: a slow loader loses it; long: others wait that long for one that
 *     died
 * @param waitMillis for how long to wait for the value while somebody else loads it
 */
public record LeaseTerms(long refreshMillis, long leaseMillis, long waitMillis) {
    public static final long DEFAULT_LEASE_MILLIS = 10_000;

    public LeaseTerms {
        require(
                refreshMillis >= 0 && refreshMillis <= Limits.MAX_TTL_MILLIS,
                "refresh must be from 0 to " + Limits.MAX_TTL_MILLIS + " ms");
        require(
                isLease(leaseMillis),
                "a lease must be from " + Limits.MIN_LEASE_MILLIS + " to " + Limits.MAX_LEASE_MILLIS + " ms");
        require(
                waitMillis >= 0 && waitMillis <= Limits.MAX_LEASE_WAIT_MILLIS,
                "wait must be from 0 to " + Limits.MAX_LEASE_WAIT_MILLIS + " ms");
    }

    public static boolean isLease(long millis) {
        return millis >= Limits.MIN_LEASE_MILLIS && millis <= Limits.MAX_LEASE_MILLIS;
    }
}
