package dev.meguri.simulator.scenario;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another node serves a slot, and whoever wrote there finds it: {@link HandoverStories}. */
class HandoverTest {
    static IntStream seeds() {
        return IntStream.rangeClosed(1, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aNodeJoins(int seed) {
        HandoverStories.join(seed, null);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aNodeIsDrained(int seed) {
        HandoverStories.drain(seed, null);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aNodeComesBack(int seed) {
        HandoverStories.comeBack(seed, null);
    }
}
