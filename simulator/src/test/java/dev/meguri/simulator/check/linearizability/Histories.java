package dev.meguri.simulator.check.linearizability;

import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Histories to check: written down by hand, or made by a register that is what it should be. */
final class Histories {
    private final List<Observation> all = new ArrayList<>();

    /** Times in milliseconds. */
    Histories op(long from, long to, Action action, Answer answer) {
        all.add(new Observation(all.size() + 1, "c" + all.size(), "k", action, from * 1_000, to * 1_000, answer));
        return this;
    }

    Histories doubt(long from, Action action) {
        return op(from, from, action, Answer.inDoubt());
    }

    List<Observation> list() {
        return all;
    }

    /**
     * What clients see of a register that is linearizable: each operation is made at a moment between its two ends.
     *
     * @param doubtful share of changes without an answer, of which half are made, up to a second late
     * @param values of which writes choose; 0: each writes its own
     */
    static List<Observation> ofARealRegister(
            SplitMix64 random, int operations, int clients, double doubtful, int values) {
        record Planned(long id, int client, Action action, long invoke, long moment, long end, boolean doubt) {}
        List<Planned> planned = new ArrayList<>();
        long[] freeAt = new long[clients];
        for (int i = 0; i < operations; i++) {
            int client = random.below(clients);
            long invoke = freeAt[client] + random.between(1, 500);
            long end = invoke + random.between(1, 2_000);
            freeAt[client] = end + 1;
            Action action = action(random, i, values);
            boolean doubt = random.chance(doubtful) && action instanceof Action.Change;
            long moment = random.between(invoke, end) + (doubt && random.chance(0.5) ? random.below(1_000_000) : 0);
            planned.add(new Planned(i, client, action, invoke, moment, end, doubt));
        }
        planned.sort(Comparator.comparingLong(Planned::moment));
        KeyState state = KeyState.ABSENT;
        List<Observation> seen = new ArrayList<>();
        for (Planned p : planned) {
            Answer answer = p.doubt ? Answer.inDoubt() : answer(state, p.action, p.id);
            Observation o =
                    new Observation(p.id, "c" + p.client, "k", p.action, p.invoke, Math.max(p.end, p.invoke), answer);
            boolean isMade = !p.doubt || random.chance(0.5);
            KeyState after = isMade ? state.after(o, 0) : state;
            state = after == null ? state : after;
            seen.add(o);
        }
        return seen;
    }

    private static Action action(SplitMix64 random, long id, int values) {
        String value = values == 0 ? Long.toString(1_000 + id * 1_000) : Integer.toString(random.below(values));
        String other = values == 0 ? Long.toString(1_000 + random.below(1 + (int) id) * 1_000L) : value;
        return switch (random.below(10)) {
            case 0, 1, 2, 3 -> Action.get();
            case 4, 5 -> Action.set(value);
            case 6 -> Action.delete();
            case 7 -> Action.setIfAbsent(value, Action.NO_TTL);
            case 8 -> Action.compareAndSetValue(other, value);
            default -> Action.increment(1);
        };
    }

    private static Answer answer(KeyState state, Action action, long id) {
        if (action instanceof Action.Get) {
            return state.isAbsent() ? Answer.absent() : new Answer.Found(state.value(), state.version());
        }
        Observation made = new Observation(id, "", "k", action, 0, 0, new Answer.Made("v" + id, null, null));
        KeyState after = state.after(made, 0);
        if (after == null) {
            return new Answer.NotMade(!state.isAbsent(), state.version());
        }
        boolean isAdd = action instanceof Action.Change(Action.Effect.Add _, var _);
        return new Answer.Made(
                after.isAbsent() ? null : "v" + id, isAdd ? Long.valueOf(after.value()) : null, !state.isAbsent());
    }
}
