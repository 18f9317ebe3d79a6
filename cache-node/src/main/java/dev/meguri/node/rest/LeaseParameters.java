package dev.meguri.node.rest;

import dev.meguri.api.Durations;
import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.lease.LeaseTerms;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;

/** Headers and parameters about leases, checked. */
final class LeaseParameters {
    private LeaseParameters() {}

    /** @throws ProblemException {@code invalid_request}, naming the header. @param refresh null: 0; @param wait likewise */
    static LeaseTerms terms(String lease, String refresh, String wait) {
        return terms(
                millis(CacheHeaders.LEASE, lease),
                refresh == null ? 0 : millis(CacheHeaders.LEASE_REFRESH, refresh),
                wait == null ? 0 : millis(CacheHeaders.LEASE_WAIT, wait));
    }

    private static LeaseTerms terms(long leaseMillis, long refreshMillis, long waitMillis) {
        try {
            return new LeaseTerms(refreshMillis, leaseMillis, waitMillis);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ErrorCode.INVALID_REQUEST, CacheHeaders.LEASE, e.getMessage() + ".");
        }
    }

    /** @param lasting null: as long as leases last where nothing is said */
    static long lasting(String lasting) {
        long millis = lasting == null ? LeaseTerms.DEFAULT_LEASE_MILLIS : millis("for", lasting);
        return terms(millis, 0, 0).leaseMillis();
    }

    /** @throws ProblemException {@code invalid_request}: it names none */
    static Version lease(String text) {
        try {
            return Version.parse(text == null ? "" : text.strip());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    CacheHeaders.LEASE,
                    CacheHeaders.LEASE + " must be the lease that a GET was answered with.");
        }
    }

    /** @throws ProblemException {@code key_too_large} */
    static Key leased(Key key) {
        if (key.length() > LeaseKey.MAX_LEASED_BYTES) {
            throw new ProblemException(
                    ErrorCode.KEY_TOO_LARGE,
                    "key",
                    "A key that is leased has at most " + LeaseKey.MAX_LEASED_BYTES + " bytes, not " + key.length()
                            + ". Use a hash of it.");
        }
        return key;
    }

    private static long millis(String name, String text) {
        try {
            return Durations.parseMillis(text.strip());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ErrorCode.INVALID_REQUEST, name, e.getMessage() + ".");
        }
    }
}
