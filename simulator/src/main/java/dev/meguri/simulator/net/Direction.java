package dev.meguri.simulator.net;

import java.util.ArrayDeque;

/** One way between two endpoints: the faults at work on it, and what waits on an ordered connection. */
final class Direction {
    /** How many faults cut this way now: it carries nothing while this is over 0. */
    int cuts;

    /** Faults at work beside the network's own behaviour. */
    double extraLossRate;

    long extraDelayMicros;

    /** On an ordered connection nothing arrives before this. */
    long lastArrivalMicros;

    /** What an ordered connection has yet to carry once the cut is over, as TCP sends again. */
    final ArrayDeque<Object> held = new ArrayDeque<>();

    boolean isCut() {
        return cuts > 0;
    }

    void reset() {
        lastArrivalMicros = 0;
        held.clear();
    }
}
