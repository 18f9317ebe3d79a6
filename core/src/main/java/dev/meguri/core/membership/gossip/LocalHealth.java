package dev.meguri.core.membership.gossip;

/**
 * How well this node does itself, from 1 (well) to a maximum. A node that is slow or badly connected finds failures where
 * there are none: while there are signs of that it probes more slowly and waits for longer (Lifeguard's local health
 * aware probe). Signs are probes that failed, suspicions of itself that it had to refute, helpers that did not even say
 * that they could not reach somebody, and time in which it stood still; every probe that succeeds takes one away.
 */
final class LocalHealth {
    private final int max;
    private int multiplier = 1;

    LocalHealth(int max) {
        this.max = max;
    }

    void better() {
        multiplier = Math.max(1, multiplier - 1);
    }

    void worse(int signs) {
        multiplier = Math.min(max, multiplier + signs);
    }

    /** 1: well. */
    int multiplier() {
        return multiplier;
    }
}
