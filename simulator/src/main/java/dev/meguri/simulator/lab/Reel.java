package dev.meguri.simulator.lab;

import dev.meguri.simulator.lab.Film.Change;
import dev.meguri.simulator.lab.Film.Cut;
import dev.meguri.simulator.lab.Film.Told;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a film is put together from, while it is made: bounded, and hashed at the end. */
final class Reel {
    /** More is told in no film of a cluster that is as it should be; after that nothing is told any more, and that is told. */
    static final int MAX_TOLD = 6_000;

    /** A run with more changes of nodes than this has gone astray. */
    static final int MAX_CHANGES = 60_000;

    private static final int KINDS = FlightKind.values().length;
    private static final long SECOND_MICROS = 1_000_000;

    final Flights flights = new Flights();
    private final List<Change> changes = new ArrayList<>();
    private final Map<Integer, Change> last = new HashMap<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<long[]> rates = new ArrayList<>();

    void count(long micros, FlightKind kind) {
        int second = (int) (micros / SECOND_MICROS);
        while (rates.size() <= second) {
            rates.add(new long[KINDS]);
        }
        rates.get(second)[kind.ordinal()]++;
    }

    /** Keeps it where it differs from what the node was before. */
    void change(Change now) {
        if (now.isAs(last.get(now.node()))) {
            return;
        }
        if (changes.size() >= MAX_CHANGES) {
            throw new TooLong("the film has more than " + MAX_CHANGES + " changes");
        }
        last.put(now.node(), now);
        changes.add(now);
    }

    void cut(Cut cut) {
        cuts.add(cut);
    }

    void tell(Told one) {
        if (told.size() < MAX_TOLD) {
            told.add(one);
        } else if (told.size() == MAX_TOLD) {
            told.add(new Told(
                    one.micros(),
                    Film.Teller.CHECKER,
                    Film.Weight.WARN,
                    -1,
                    "From here on nothing more is told: the film has said " + MAX_TOLD + " things.",
                    new Film.Said("too_much", Map.of("most", MAX_TOLD))));
        }
    }

    Film film(
            LabOrder order,
            String title,
            String about,
            List<String> names,
            int inner,
            long traceHash,
            long endMicros,
            long actMicros,
            LabVerdict verdict) {
        Film.Flown flown = flights.columns();
        List<String> kinds = Arrays.stream(FlightKind.values()).map(Enum::name).toList();
        return new Film(
                order,
                title,
                about,
                names,
                inner,
                hex(traceHash),
                hex(hash(names, flown, verdict)),
                endMicros,
                actMicros,
                kinds,
                flights.sent(),
                flown,
                List.copyOf(changes),
                List.copyOf(cuts),
                List.copyOf(told),
                List.copyOf(rates),
                verdict);
    }

    private long hash(List<String> names, Film.Flown flown, LabVerdict verdict) {
        long hash = mix(0x66696c6dL, names.toString());
        for (int i = 0; i < flown.from().length; i++) {
            hash = SplitMix64.mix(hash ^ flown.sentMicros()[i]) + flown.tookMicros()[i];
            hash = SplitMix64.mix(
                    hash ^ (flown.from()[i] << 16 | flown.to()[i] << 8 | flown.kind()[i] << 2 | flown.fate()[i]));
            hash = mix(hash, flown.text().get(i));
        }
        for (Change change : changes) {
            hash = mix(hash, change.toString());
        }
        for (Cut cut : cuts) {
            hash = mix(hash, cut.toString());
        }
        for (Told one : told) {
            hash = mix(hash, one.toString());
        }
        return mix(hash, verdict.toString());
    }

    private static long mix(long hash, String text) {
        return SplitMix64.mix(hash ^ text.hashCode()) + text.length();
    }

    private static String hex(long number) {
        String digits = Long.toHexString(number);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
