package dev.meguri.simulator.lab;

import static dev.meguri.core.limits.Requirements.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The messages of a film, not more than {@link #MAX_FLIGHTS}. When there are more, every second one of the most frequent kind
 * goes, and from then on every second one of it is left out, and so on: what is left is spread evenly over the whole film, and
 * what is rare is all there. Which are left depends on nothing but their order.
 */
final class Flights {
    /** What a browser loads and draws at ease; a film of five nodes has about as many in all. */
    static final int MAX_FLIGHTS = 12_000;

    private static final FlightKind[] KINDS = FlightKind.values();

    /** One message. */
    static final class Flight {
        final long sentMicros;
        long arrivalMicros;
        final int from;
        final int to;
        final FlightKind kind;
        int fate;
        final String text;
        private final long ofKind;

        private Flight(
                long sentMicros,
                long arrivalMicros,
                int from,
                int to,
                FlightKind kind,
                int fate,
                String text,
                long ofKind) {
            this.sentMicros = sentMicros;
            this.arrivalMicros = arrivalMicros;
            this.from = from;
            this.to = to;
            this.kind = kind;
            this.fate = fate;
            this.text = text;
            this.ofKind = ofKind;
        }
    }

    /** Of a message that is not shown. */
    static final int LEFT_OUT = -1;

    static final int ARRIVED = 0;
    static final int LOST = 1;
    static final int HELD = 2;

    private final int max;
    private final List<Flight> kept = new ArrayList<>();
    private final long[] seen = new long[KINDS.length];
    private final long[] stride = new long[KINDS.length];
    private final int[] keptOf = new int[KINDS.length];
    /** By number: where in {@code open}; a flight that was left out later stays here until it ends. */
    private final List<Flight> open = new ArrayList<>();

    private final List<Integer> free = new ArrayList<>();
    private long sent;

    Flights() {
        this(MAX_FLIGHTS);
    }

    Flights(int max) {
        require(max >= KINDS.length, "there must be room for one of each kind");
        this.max = max;
        java.util.Arrays.fill(stride, 1);
    }

    /** Whether the next message of the kind is one that is shown. To be asked once per message. */
    boolean wants(FlightKind kind) {
        sent++;
        return seen[kind.ordinal()]++ % stride[kind.ordinal()] == 0;
    }

    /** One that is wanted. @return its number while it is under way */
    int add(long sentMicros, long arrivalMicros, int from, int to, FlightKind kind, int fate, String text) {
        int of = kind.ordinal();
        Flight flight = new Flight(sentMicros, arrivalMicros, from, to, kind, fate, text, seen[of] - 1);
        kept.add(flight);
        keptOf[of]++;
        if (kept.size() > max) {
            thin();
        }
        if (fate != ARRIVED) {
            return LEFT_OUT;
        }
        if (free.isEmpty()) {
            open.add(flight);
            return open.size() - 1;
        }
        int number = free.removeLast();
        open.set(number, flight);
        return number;
    }

    void end(int number, boolean arrived) {
        if (number != LEFT_OUT) {
            open.get(number).fate = arrived ? ARRIVED : LOST;
            open.set(number, null);
            free.add(number);
        }
    }

    /** It arrived then, other than it was said to. */
    void end(int number, long arrivalMicros) {
        if (number != LEFT_OUT) {
            open.get(number).arrivalMicros = arrivalMicros;
            end(number, true);
        }
    }

    private void thin() {
        int most = 0;
        for (int i = 1; i < KINDS.length; i++) {
            most = keptOf[i] > keptOf[most] ? i : most;
        }
        FlightKind kind = KINDS[most];
        stride[most] *= 2;
        long step = stride[most];
        kept.removeIf(flight -> flight.kind == kind && flight.ofKind % step != 0);
        keptOf[most] = (int) kept.stream().filter(flight -> flight.kind == kind).count();
    }

    long sent() {
        return sent;
    }

    /** In the order in which they were sent. */
    List<Flight> kept() {
        return kept.stream()
                .sorted(Comparator.comparingLong((Flight flight) -> flight.sentMicros))
                .toList();
    }

    Film.Flown columns() {
        List<Flight> all = kept();
        return new Film.Flown(
                all.stream().mapToLong(flight -> flight.sentMicros).toArray(),
                all.stream()
                        .mapToInt(flight -> (int) (flight.arrivalMicros - flight.sentMicros))
                        .toArray(),
                all.stream().mapToInt(flight -> flight.from).toArray(),
                all.stream().mapToInt(flight -> flight.to).toArray(),
                all.stream().mapToInt(flight -> flight.kind.ordinal()).toArray(),
                all.stream().mapToInt(flight -> flight.fate).toArray(),
                all.stream().map(flight -> flight.text).toList());
    }
}
