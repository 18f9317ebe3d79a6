package dev.meguri.bench.duel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuelTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void duel_ofThreeRounds_alternatesWhoIsFirst_andEndsBoth() {
        List<Figure> figures = duel(3);
        assertEquals("a starts, b starts, a, a, b, b, a, b, b, a, a, b, b ends, a ends", String.join(", ", calls));
        assertEquals(2, figures.getFirst().ratio());
    }

    @Test
    void goal_isMetByTheRatioOfMedians() {
        Figure figure = duel(1).getFirst();
        assertTrue(new Goal.RatioAtLeast(2).isMet(figure));
        assertFalse(new Goal.RatioAtLeast(2.1).isMet(figure));
        assertFalse(new Goal.RatioAtMost(1.5).isMet(figure));
        assertTrue(new Goal.ValueAtMost(10, "op/s").isMet(figure));
    }

    @Test
    void median_ofAnEvenNumber_isBetweenTheMiddleTwo() {
        Side side = new Side(
                "a", List.of(Measurement.of(9), Measurement.of(1), Measurement.of(3), Measurement.of(Double.NaN)));
        assertEquals(3, side.median());
        assertEquals(2, new Side("a", side.rounds().subList(1, 3)).median());
        assertTrue(Double.isNaN(side.median(Measurement::cpuMicros)));
    }

    private List<Figure> duel(int rounds) {
        calls.clear();
        return new Duel<>(new Known("a", 10), new Known("b", 5), rounds, 1, line -> {})
                .run(List.of(new Duel.Part<>("get", "GET", "op/s", new Goal.None())));
    }

    private final class Known implements Contender<String> {
        private final String name;
        private final double value;

        Known(String name, double value) {
            this.name = name;
            this.value = value;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            calls.add(name + " starts");
        }

        @Override
        public Measurement measure(String operation, double seconds) {
            calls.add(name);
            return Measurement.of(value);
        }

        @Override
        public void awaitRest() {}

        @Override
        public void close() {
            calls.add(name + " ends");
        }
    }
}
