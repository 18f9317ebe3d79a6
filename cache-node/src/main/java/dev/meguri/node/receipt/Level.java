package dev.meguri.node.receipt;

import dev.meguri.core.operation.Receipt;
import dev.meguri.core.policy.Policy;

/** How much an answer is worth, in one word. */
public final class Level {
    private Level() {}

    /** linearizable; or all, majority, some of the copies. */
    public static String of(Policy policy, Receipt receipt) {
        if (policy.isStrong()) {
            return "linearizable";
        }
        if (receipt.acks() >= receipt.replicas()) {
            return "all";
        }
        return receipt.acks() * 2 > receipt.replicas() ? "majority" : "some";
    }
}
