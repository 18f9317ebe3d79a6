package dev.meguri.simulator.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.simulator.lab.Film.Change;
import dev.meguri.simulator.lab.Film.Process;
import dev.meguri.simulator.lab.Intervention.Kind;
import dev.meguri.simulator.lab.LabVerdict.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabTest {
    private static final int SMALL = 3;

    static Stream<LabScenario> scenarios() {
        return Arrays.stream(LabScenario.values()).filter(scenario -> !scenario.needsRule());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void sameOrder_samePicture_andEveryInvariantHolds(LabScenario scenario) {
        Film one = Lab.film(order(scenario, 4, 5));
        Film again = Lab.film(order(scenario, 4, 5));
        assertEquals(one.traceHash(), again.traceHash());
        assertEquals(one.pictureHash(), again.pictureHash());
        assertEquals(Outcome.HELD, one.verdict().outcome(), () -> one.verdict().toString());
        assertNotEquals(one.traceHash(), Lab.film(order(scenario, 5, 5)).traceHash());
    }

    @Test
    void fiftyNodes_fitTheFilm() {
        Film film = Lab.film(order(LabScenario.NODE_FAILS, 1, 50));
        assertEquals(
                Outcome.HELD, film.verdict().outcome(), () -> film.verdict().toString());
        assertEquals(52, film.names().size(), "a manager, the nodes, and one more that may join");
        assertTrue(film.sent() > Flights.MAX_FLIGHTS, () -> film.sent() + " messages");
        assertTrue(film.flights().from().length <= Flights.MAX_FLIGHTS);
        long counted = film.rates().stream().flatMapToLong(Arrays::stream).sum();
        assertEquals(film.sent(), counted, "rates count all, shown or not");
    }

    @Test
    void intervention_isDoneThen_andChangesNothingBefore() {
        long atMillis = 6_000;
        Film before = Lab.film(order(LabScenario.JOIN_AND_DRAIN, 3, SMALL));
        Film after = Lab.film(order(
                LabScenario.JOIN_AND_DRAIN,
                3,
                SMALL,
                new Intervention(atMillis, Kind.KILL, "node-2"),
                new Intervention(9_000, Kind.CUT, "node-1~manager")));
        assertNotEquals(before.traceHash(), after.traceHash());
        int same = (int) Arrays.stream(before.flights().sentMicros())
                .takeWhile(micros -> micros < atMillis * 1_000)
                .count();
        assertTrue(same > 300, () -> same + " messages before");
        for (Film film : List.of(before, after)) {
            assertTrue(film.flights().sentMicros()[same] >= atMillis * 1_000);
        }
        assertArrayEquals(
                Arrays.copyOf(before.flights().sentMicros(), same),
                Arrays.copyOf(after.flights().sentMicros(), same));
        assertEquals(
                before.flights().text().subList(0, same), after.flights().text().subList(0, same));
        Change killed = after.changes().stream()
                .filter(change -> change.node() == 2 && change.process() == Process.OFF)
                .findFirst()
                .orElseThrow();
        assertEquals(atMillis * 1_000, killed.micros());
        assertEquals(List.of(new Film.Cut(9_000_000, 1, 0, true)), after.cuts().subList(0, 1));
        assertFalse(after.cuts().getLast().cut(), "everything is healed in the end");
        assertEquals(
                Outcome.HELD, after.verdict().outcome(), () -> after.verdict().toString());
    }

    @Test
    void manager_canBeKilled_andEverybodyElse() {
        Intervention[] all = Stream.of("manager", "node-1", "node-2", "node-3")
                .map(name -> new Intervention(5_000, Kind.KILL, name))
                .toArray(Intervention[]::new);
        Film film = Lab.film(order(LabScenario.HOT_KEY, 2, SMALL, all));
        assertEquals(
                Outcome.HELD, film.verdict().outcome(), () -> film.verdict().toString());
    }

    @Test
    void messagesHaveWords_andArriveAfterTheyWereSent() {
        Film.Flown flown = Lab.film(order(LabScenario.PARTITION, 1, SMALL)).flights();
        assertTrue(flown.text().stream().noneMatch(String::isBlank));
        assertTrue(Arrays.stream(flown.tookMicros()).allMatch(took -> took > 0));
        assertTrue(Arrays.stream(flown.fate()).anyMatch(fate -> fate == Flights.HELD), "held up by the cut");
        for (int i = 1; i < flown.from().length; i++) {
            assertTrue(flown.sentMicros()[i - 1] <= flown.sentMicros()[i]);
        }
    }

    @Test
    void whoIsNotThere_cannotBeKilled() {
        LabOrder order = order(LabScenario.PARTITION, 1, SMALL, new Intervention(1, Kind.KILL, "node-9"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Lab.film(order))
                .getMessage()
                .startsWith("target:"));
    }

    static LabOrder order(LabScenario scenario, long seed, int nodes, Intervention... interventions) {
        return new LabOrder(scenario, null, false, seed, nodes, List.of(interventions));
    }
}
