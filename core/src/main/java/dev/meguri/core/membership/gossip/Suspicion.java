package dev.meguri.core.membership.gossip;

import java.util.TreeSet;

/**
 * A member that is suspected. The time that it has to refute that begins long and shrinks with every other member that
 * found the same by itself (Lifeguard's local health aware suspicion): what one says may be its own fault, what several
 * say is not.
 */
final class Suspicion {
    private final TreeSet<String> accusers = new TreeSet<>();
    private final int wanted;
    private final long shortestMillis;
    private final long longestMillis;
    private long sinceMillis;

    /** @param wanted so many confirm it until it is as short as it gets; 0: it is short from the beginning */
    Suspicion(String accuser, int wanted, long shortestMillis, long longestMillis, long nowMillis) {
        this.wanted = wanted;
        this.shortestMillis = shortestMillis;
        this.longestMillis = longestMillis;
        this.sinceMillis = nowMillis;
        accusers.add(accuser);
    }

    /** Whether this is news: another accuser, of those that are still waited for. */
    boolean confirm(String accuser) {
        return confirmations() < wanted && accusers.add(accuser);
    }

    int confirmations() {
        return accusers.size() - 1;
    }

    /** When the member counts as failed. */
    long endMillis() {
        return sinceMillis + timeoutMillis(confirmations(), wanted, shortestMillis, longestMillis);
    }

    /** This node stood still for so long, and may not have heard the refutation. */
    void forgive(long millis) {
        sinceMillis += millis;
    }

    /** Falls from the longest time to the shortest with the logarithm of the confirmations. */
    static long timeoutMillis(int confirmations, int wanted, long shortestMillis, long longestMillis) {
        if (wanted == 0) {
            return shortestMillis;
        }
        double done = Math.log(confirmations + 1.0) / Math.log(wanted + 1.0);
        return Math.max(shortestMillis, (long) (longestMillis - done * (longestMillis - shortestMillis)));
    }
}
