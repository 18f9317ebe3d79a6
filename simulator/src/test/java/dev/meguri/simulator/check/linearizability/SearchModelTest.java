package dev.meguri.simulator.check.linearizability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.simulator.check.linearizability.Report.Result;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The search against histories of a real register, and against trying every order. */
class SearchModelTest {
    @Test
    void historiesOfARealRegister_areLinearizable() {
        for (int seed = 0; seed < 300; seed++) {
            SplitMix64 random = SplitMix64.of(seed, "register");
            int values = seed % 3 == 0 ? 3 : 0;
            List<Observation> history = Histories.ofARealRegister(
                    random, 20 + random.below(150), 1 + random.below(8), seed % 2 == 0 ? 0 : 0.05, values);
            Report report = new Linearizability(0).check(history);
            assertEquals(Result.LINEARIZABLE, report.result(), "seed " + seed + ": " + report);
        }
    }

    @Test
    void smallHistories_areJudgedAsByTryingEveryOrder() {
        int bad = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            SplitMix64 random = SplitMix64.of(seed, "small");
            List<Observation> history =
                    spoiled(random, withoutVersions(Histories.ofARealRegister(random, 5, 3, 0.2, 2)));
            boolean possible = tryAll(history, new boolean[history.size()], KeyState.ABSENT);
            Result result = new Linearizability(0).check(history).result();
            assertEquals(possible ? Result.LINEARIZABLE : Result.VIOLATION, result, "seed " + seed + ": " + history);
            bad += possible ? 0 : 1;
        }
        assertTrue(bad > 2_000, "some must be bad: " + bad);
    }

    @Test
    void thousandsOfOperationsOnOneKey_takeFewSteps() {
        SplitMix64 random = SplitMix64.of(7, "many");
        List<Observation> history = Histories.ofARealRegister(random, 10_000, 20, 0, 0);
        Report report = new Linearizability(0).check(history);
        assertEquals(Result.LINEARIZABLE, report.result(), report::toString);
        assertTrue(report.steps() < 200_000, report::toString);
    }

    @Test
    void thousandsOfOperations_someInDoubt_takeFewSteps() {
        SplitMix64 random = SplitMix64.of(7, "many");
        Report report = new Linearizability(0).check(Histories.ofARealRegister(random, 3_000, 10, 0.01, 0));
        assertEquals(Result.LINEARIZABLE, report.result(), report::toString);
        assertTrue(report.steps() < 500_000, report::toString);
    }

    @Test
    void oneStaleReadAmongThousands_isFound() {
        SplitMix64 random = SplitMix64.of(8, "many");
        List<Observation> history = new ArrayList<>(Histories.ofARealRegister(random, 4_000, 10, 0.001, 0));
        String old = null;
        for (int i = 0; i < history.size(); i++) {
            Observation o = history.get(i);
            if (o.answer() instanceof Answer.Found found) {
                if (i > 2_000 && old != null) {
                    history.set(i, o.withAnswer(Answer.found(old)));
                    break;
                }
                old = i < 500 ? found.value() : old;
            }
        }
        Report report = new Linearizability(0).check(history);
        assertEquals(Result.VIOLATION, report.result(), report::toString);
        assertTrue(report.violations().getFirst().smallest().size() < 40, report::toString);
    }

    /** The model binds the version of a write in doubt to whatever is told; the search knows that none comes twice. */
    private static List<Observation> withoutVersions(List<Observation> history) {
        List<Observation> without = new ArrayList<>();
        for (Observation o : history) {
            without.add(
                    switch (o.answer()) {
                        case Answer.Made m -> o.withAnswer(new Answer.Made(null, m.number(), m.existed()));
                        case Answer.NotMade m -> o.withAnswer(new Answer.NotMade(m.existed(), null));
                        case Answer.Found m -> o.withAnswer(Answer.found(m.value()));
                        case Answer.Absent _, Answer.InDoubt _, Answer.Failed _ -> o;
                    });
        }
        return without;
    }

    /** One answer is another than it was. */
    private static List<Observation> spoiled(SplitMix64 random, List<Observation> history) {
        List<Observation> spoiled = new ArrayList<>(history);
        int at = random.below(spoiled.size());
        Observation o = spoiled.get(at);
        Answer other =
                switch (o.answer()) {
                    case Answer.Found _, Answer.Absent _ ->
                        random.chance(0.5) ? Answer.absent() : Answer.found(Integer.toString(random.below(2)));
                    case Answer.Made _, Answer.NotMade _ -> random.chance(0.5) ? Answer.notMade() : Answer.made();
                    case Answer.InDoubt _, Answer.Failed _ -> o.answer();
                };
        spoiled.set(
                at,
                new Observation(o.id(), o.client(), o.key(), o.action(), o.invokeMicros(), o.returnMicros(), other));
        return spoiled;
    }

    /** Whether some order explains what is not made yet. */
    private static boolean tryAll(List<Observation> history, boolean[] made, KeyState state) {
        boolean allAnswered = true;
        for (int i = 0; i < made.length; i++) {
            allAnswered &= made[i] || history.get(i).isInDoubt();
        }
        if (allAnswered) {
            return true;
        }
        for (int i = 0; i < made.length; i++) {
            KeyState after = made[i] || !mayBeNext(history, made, i) ? null : state.after(history.get(i), 0);
            if (after != null) {
                made[i] = true;
                boolean possible = tryAll(history, made, after);
                made[i] = false;
                if (possible) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean mayBeNext(List<Observation> history, boolean[] made, int next) {
        for (int i = 0; i < made.length; i++) {
            if (!made[i] && history.get(i).latestMicros() < history.get(next).invokeMicros()) {
                return false;
            }
        }
        return true;
    }
}
