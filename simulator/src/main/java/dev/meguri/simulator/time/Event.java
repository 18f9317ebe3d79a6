package dev.meguri.simulator.time;

/** Something that happens at one moment of virtual time. */
@FunctionalInterface
public interface Event {
    void run();
}
