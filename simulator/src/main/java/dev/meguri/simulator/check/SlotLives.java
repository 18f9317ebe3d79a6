package dev.meguri.simulator.check;

import dev.meguri.simulator.check.linearizability.Action;
import dev.meguri.simulator.check.linearizability.Answer;
import dev.meguri.simulator.check.linearizability.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * When slots began anew after they were lost, and what that makes of a history: each life of a slot is a history of its own,
 * in which its keys are absent at first.
 */
final class SlotLives {
    /** By slot: by the epoch that a life began with, when the first node heard of it. */
    private final Map<Integer, NavigableMap<Long, Long>> bySlot = new TreeMap<>();

    void began(int slot, long epoch, long micros) {
        bySlot.computeIfAbsent(slot, _ -> new TreeMap<>()).putIfAbsent(epoch, micros);
    }

    /** The epoch with which the life began that this epoch is of; 0: the first life. */
    long lifeAt(int slot, long epoch) {
        NavigableMap<Long, Long> begins = bySlot.get(slot);
        Long began = begins == null ? null : begins.floorKey(epoch);
        return began == null ? 0 : began;
    }

    /** Slots that were lost. */
    int slots() {
        return bySlot.size();
    }

    /**
     * The observation, in every life that it may have had to do with. What was under way when a life ended is in doubt in
     * that one, and in every later one.
     */
    List<Observation> split(Observation seen, int slot) {
        NavigableMap<Long, Long> begins = bySlot.get(slot);
        if (begins == null) {
            return List.of(seen);
        }
        List<Long> starts = new ArrayList<>(begins.values());
        starts.sort(null);
        boolean open = seen.answer() instanceof Answer.InDoubt;
        int first = life(starts, seen.invokeMicros());
        int last = open ? starts.size() : life(starts, seen.returnMicros());
        if (first == last) {
            return List.of(in(first, seen, seen.answer()));
        }
        List<Observation> all = new ArrayList<>();
        boolean mayHaveChanged = seen.action() instanceof Action.Change && !(seen.answer() instanceof Answer.Failed);
        for (int life = first; mayHaveChanged && life <= starts.size(); life++) {
            all.add(in(life, seen, Answer.inDoubt()));
        }
        return all;
    }

    private static int life(List<Long> starts, long micros) {
        int life = 0;
        while (life < starts.size() && starts.get(life) <= micros) {
            life++;
        }
        return life;
    }

    private static Observation in(int life, Observation seen, Answer answer) {
        String key = life == 0 ? seen.key() : seen.key() + " in life " + (life + 1);
        return new Observation(
                seen.id(), seen.client(), key, seen.action(), seen.invokeMicros(), seen.returnMicros(), answer);
    }
}
