package dev.meguri.simulator.cluster;

import dev.meguri.simulator.check.Observers;
import dev.meguri.simulator.check.Violation;
import dev.meguri.simulator.check.ViolationFound;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.time.EventQueue;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.time.Trace;

/** What everything in one run shares. One thread owns all of a run. @param tap meddles with the run, or does nothing */
public record World(
        long seed, SimSettings settings, EventQueue queue, Network network, Trace trace, Observers observers, Tap tap) {
    /** The random stream of one concern of this run. */
    public SplitMix64 random(String concern) {
        return SplitMix64.of(seed, concern);
    }

    public long nowMicros() {
        return queue.nowMicros();
    }

    /** Ends the run. */
    public ViolationFound violated(String invariant, String detail) {
        return new ViolationFound(new Violation(invariant, queue.nowMicros(), detail));
    }
}
