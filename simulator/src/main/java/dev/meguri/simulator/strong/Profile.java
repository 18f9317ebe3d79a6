package dev.meguri.simulator.strong;

/** What a run of the strong model is made of: how often each kind of event is drawn. */
public enum Profile {
    MIX(68, 11, 9, 6, 2, .8, .8, .8),
    COLLECTIONS(68, 12, .3, 11, .4, 0, .2, .4),
    EXPIRIES(68, 14, 2, 2, 1, .2, .4, .4),
    MIGRATIONS(67, 9, 14, 2, 1, 1.2, .5, .6),
    STOPS(68, 12, 2, 2, 6, 1.2, 1.5, .8),
    /** Proposers learn of epochs late. */
    LATE(66, 14, 6, 1, .5, .3, .2, .2),
    /** Few nodes: removed, collected, added again. */
    CYCLES(67, 14, 1.5, 12, .2, 0, .1, .4),
    /** Stops in the middle of migrations. */
    PARKED(67, 13, 6, 1, 5, .4, .4, .3),
    /** One round trip and write-backs. */
    ONE_TRIP(67, 18, .5, .5, .2, 0, .1, .4),
    /** Lists of one to five voters. */
    SIZES(68, 11, 9, 6, 2, .8, .4, .8);

    /** Deliver, client, manager, collect, stop or start, memory loss, proposer restart, fold. */
    final double[] weights;

    Profile(double... weights) {
        this.weights = weights;
    }
}
