package dev.meguri.simulator.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlightsTest {
    @Test
    void moreThanFit_frequentKindsAreThinnedEvenly_rareOnesStay() {
        Flights flights = new Flights(100);
        for (int i = 0; i < 5_000; i++) {
            send(flights, i, i % 100 == 7 ? FlightKind.STATE : FlightKind.GOSSIP);
        }
        List<Flights.Flight> kept = flights.kept();
        assertTrue(kept.size() <= 100 && kept.size() > 50, () -> kept.size() + " are kept");
        assertEquals(5_000, flights.sent());
        assertEquals(
                50,
                kept.stream().filter(flight -> flight.kind == FlightKind.STATE).count());
        List<Flights.Flight> gossip =
                kept.stream().filter(flight -> flight.kind == FlightKind.GOSSIP).toList();
        assertEquals(0, gossip.getFirst().sentMicros);
        long widest = 0;
        long narrowest = Long.MAX_VALUE;
        for (int i = 1; i < gossip.size(); i++) {
            long gap = gossip.get(i).sentMicros - gossip.get(i - 1).sentMicros;
            widest = Math.max(widest, gap);
            narrowest = Math.min(narrowest, gap);
        }
        assertTrue(widest <= narrowest + 2, widest + " and " + narrowest + " lie between those that are kept");
    }

    @Test
    void flight_thatEnds_isWhatBecameOfIt_alsoAfterOthersTookItsNumber() {
        Flights flights = new Flights(100);
        int lost = send(flights, 1, FlightKind.WRITE);
        int arrived = send(flights, 2, FlightKind.WRITE);
        flights.end(lost, false);
        int next = send(flights, 3, FlightKind.WRITE);
        assertEquals(lost, next);
        flights.end(next, 77L);
        flights.end(arrived, true);
        Film.Flown flown = flights.columns();
        assertEquals(List.of(Flights.LOST, Flights.ARRIVED, Flights.ARRIVED), list(flown.fate()));
        assertEquals(List.of(10, 10, 74), list(flown.tookMicros()));
    }

    private static int send(Flights flights, long micros, FlightKind kind) {
        return flights.wants(kind)
                ? flights.add(micros, micros + 10, 1, 2, kind, Flights.ARRIVED, "text")
                : Flights.LEFT_OUT;
    }

    private static List<Integer> list(int[] numbers) {
        return java.util.Arrays.stream(numbers).boxed().toList();
    }
}
