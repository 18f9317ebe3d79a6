package dev.meguri.bench.duel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Two contenders on one machine in one run: both are started, both are warmed up until they no longer become faster, and
 * then measured in alternating turns, each in front of the other every second round.
 */
public final class Duel<O> {
    private static final int MAX_WARM_UPS = 6;
    /** Another warm-up follows while one is faster than the one before by more than this. */
    private static final double STILL_WARMING = 1.04;

    /** @param key of the operation as contenders know it */
    public record Part<O>(O key, String what, String unit, Goal goal) {}

    private final Contender<O> ours;
    private final Contender<O> peer;
    private final int rounds;
    private final double seconds;
    private final Consumer<String> progress;

    public Duel(Contender<O> ours, Contender<O> peer, int rounds, double seconds, Consumer<String> progress) {
        this.ours = ours;
        this.peer = peer;
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    public List<Figure> run(List<Part<O>> parts) {
        try (ours;
                peer) {
            ours.start();
            peer.start();
            for (Contender<O> contender : List.of(ours, peer)) {
                for (Part<O> part : parts) {
                    warmUp(contender, part);
                }
                contender.awaitRest();
            }
            Map<Part<O>, List<Measurement>> ofOurs = new LinkedHashMap<>();
            Map<Part<O>, List<Measurement>> ofPeer = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Part<O> part : parts) {
                    if (round % 2 == 0) {
                        measure(ours, part, ofOurs);
                        measure(peer, part, ofPeer);
                    } else {
                        measure(peer, part, ofPeer);
                        measure(ours, part, ofOurs);
                    }
                }
                progress.accept("round " + (round + 1) + " of " + rounds);
            }
            return parts.stream()
                    .map(part -> new Figure(
                            part.what(),
                            part.unit(),
                            part.goal(),
                            new Side(ours.name(), ofOurs.get(part)),
                            new Side(peer.name(), ofPeer.get(part)),
                            ""))
                    .toList();
        }
    }

    private void warmUp(Contender<O> contender, Part<O> part) {
        double best = 0;
        for (int i = 0; i < MAX_WARM_UPS; i++) {
            double value = contender.measure(part.key(), seconds).value();
            if (i > 0 && value < best * STILL_WARMING) {
                return;
            }
            best = Math.max(best, value);
        }
    }

    private void measure(Contender<O> contender, Part<O> part, Map<Part<O>, List<Measurement>> into) {
        into.computeIfAbsent(part, any -> new ArrayList<>()).add(contender.measure(part.key(), seconds));
        contender.awaitRest();
    }
}
