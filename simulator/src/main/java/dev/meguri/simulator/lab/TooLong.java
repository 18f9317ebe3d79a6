package dev.meguri.simulator.lab;

/** A run is ended because it would become longer than a film may be. */
final class TooLong extends RuntimeException {
    TooLong(String why) {
        super(why, null, false, false);
    }
}
