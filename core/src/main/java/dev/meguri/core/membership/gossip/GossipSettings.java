package dev.meguri.core.membership.gossip;

import static dev.meguri.core.limits.Requirements.require;

/**
 * The paces of the gossip. How often a node probes and how long it waits is multiplied by its local health (1 while it is
 * well), see {@link LocalHealth}.
 *
 * @param probeMillis one member is probed in each such period, and the probe ends with it. Short: failures are found sooner;
 *     long: less traffic
 * @param probeTimeoutMillis without a direct answer for so long, others are asked to probe. Short: others are asked for
 *     nothing; long: less of the period is left for them
 * @param indirectProbes how many others are asked. Few: a bad line looks like a failure; many: traffic when something fails
 * @param suspicionMultiplier a suspicion lasts for at least so many periods, times log10 of the members where there are over
 *     ten. Low: a pause looks like a failure; high: failures are believed late
 * @param suspicionMaxMultiplier a suspicion that nobody confirms lasts so many times longer. 1: confirmations mean nothing
 * @param retransmitMultiplier each node passes a rumour on this many times, times log10 of the members. Low: some do not hear
 *     of it; high: traffic
 * @param maxLocalHealth by how much a node that is not well itself slows down at most
 */
public record GossipSettings(
        long probeMillis,
        long probeTimeoutMillis,
        int indirectProbes,
        int suspicionMultiplier,
        int suspicionMaxMultiplier,
        int retransmitMultiplier,
        int maxLocalHealth) {
    public static final GossipSettings DEFAULTS = new GossipSettings(500, 200, 3, 4, 3, 4, 8);

    public GossipSettings {
        require(probeMillis >= 10, "probeMillis must be at least 10");
        require(probeTimeoutMillis >= 1, "probeTimeoutMillis must be at least 1");
        require(2 * probeTimeoutMillis < probeMillis, "probeTimeoutMillis must be under half of probeMillis");
        require(indirectProbes >= 0, "indirectProbes must not be negative");
        require(suspicionMultiplier >= 2, "suspicionMultiplier must be at least 2");
        require(suspicionMaxMultiplier >= 1, "suspicionMaxMultiplier must be at least 1");
        require(retransmitMultiplier >= 1, "retransmitMultiplier must be at least 1");
        require(maxLocalHealth >= 1, "maxLocalHealth must be at least 1");
    }

    /** Who is asked to probe for another says so before that one's period ends: after this share of the timeout, in percent. */
    private static final int NACK_PERCENT = 80;

    long nackMillis() {
        return probeTimeoutMillis * NACK_PERCENT / 100;
    }

    /** How often a node passes one rumour on. @param members this node included */
    int transmissions(int members) {
        return retransmitMultiplier * (int) Math.ceil(Math.log10(members + 1));
    }

    /** How long a suspicion lasts that enough others confirmed. @param members this node included */
    long shortestSuspicionMillis(int members) {
        return (long) (suspicionMultiplier * Math.max(1, Math.log10(Math.max(1, members))) * probeMillis);
    }

    /** How long one lasts that nobody confirmed. */
    long longestSuspicionMillis(int members) {
        return suspicionMaxMultiplier * shortestSuspicionMillis(members);
    }

    /**
     * How many others must confirm a suspicion for it to be as short as it gets: so many as it can be expected of, none where
     * there are too few members to wait for them.
     */
    int confirmationsWanted(int members) {
        int wanted = suspicionMultiplier - 2;
        return members - 2 < wanted ? 0 : wanted;
    }
}
