package dev.meguri.core.membership.gossip;

import static dev.meguri.core.limits.Requirements.require;

/**
 * One thing that members tell each other of a member. Of two about the same member the one with the higher refutation number
 * counts; at the same number FAILED outdoes SUSPECT, and SUSPECT outdoes ALIVE.
 *
 * @param nodeId whom it is about
 * @param refutation how often that member refuted suspicions, as far as is known: an accusation is of that number, and the
 *     member answers it with a higher one. It is what SWIM calls incarnation; here that word means something else
 * @param accuser who found out; of ALIVE, the member itself
 */
public record Rumour(String nodeId, Standing standing, long refutation, String accuser) {
    /** Of everything on the wire but the two names. */
    private static final int FIXED_BYTES = 20;

    public Rumour {
        require(!nodeId.isEmpty(), "nodeId must not be empty");
        require(!accuser.isEmpty(), "accuser must not be empty");
        require(refutation >= 0, "refutation must not be negative");
    }

    /** About what it takes in a message; names are ASCII. */
    int bytes() {
        return FIXED_BYTES + nodeId.length() + accuser.length();
    }
}
