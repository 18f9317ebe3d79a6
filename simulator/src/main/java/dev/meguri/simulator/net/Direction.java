package dev.meguri.simulator.net;

import java.util.ArrayDeque;

/** One way between two endpoints: the faults at work on it, and what waits on an ordered connection. */
final class Direction {
    /** How many faults cut this way now: it carries nothing while this is over 0. */
    int cuts;

    /** How many faults clog this way now: what is sent waits while this is over 0, and then arrives all at once. */
    int clogs;

    /** Faults at work beside the network's own behaviour. */
    double extraLossRate;

    long extraDelayMicros;

    /** On an ordered connection nothing arrives before this. */
    long lastArrivalMicros;

    /** What is to be carried once the clog is over, or on an ordered connection the cut, as TCP sends again. */
    final ArrayDeque<Object> held = new ArrayDeque<>();

    /** The last messages of this connection, where old ones are to arrive again. */
    final Recent recent = new Recent();

    boolean isCut() {
        return cuts > 0;
    }

    void reset() {
        lastArrivalMicros = 0;
        held.clear();
        recent.clear();
    }
}
