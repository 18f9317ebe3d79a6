package dev.meguri.ui.live;

import dev.meguri.api.lab.ConsistencyTest;
import dev.meguri.api.lab.ConsistencyTest.State;
import dev.meguri.api.lab.LabFault;
import dev.meguri.api.lab.TestHistory;
import dev.meguri.api.problem.ProblemException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One consistency test: {@code RUNNING -> HEALING -> CHECKING -> DONE}; each of the first three may become {@code STOPPED} or
 * {@code BROKEN}. Time is an argument. One thread calls {@link #tick}; any thread calls the others.
 */
final class TestRun {
    /** What a test does to the world outside. */
    interface Stage {
        /** @throws ProblemException it cannot be done; what was done is undone by {@link #heal} */
        void harm();

        /** Everything, whoever broke it. */
        void heal();

        /** What keeps the cluster from being well, for people; null: it is. */
        String lacking();

        /** Reads every key once it is well, and records that. */
        void readAll(TestRecord record);
    }

    /** What members last said of themselves is from after the healing by then. */
    static final long SETTLE_MILLIS = 3_000;
    /** A node that was killed has to start and to compare its copies. */
    static final long MAX_HEALING_MILLIS = 120_000;

    private final TestPlan plan;
    private final Stage stage;
    private final LongSupplier elapsedMillis;
    private final long startedAtMillis;
    private final TestRecord record = new TestRecord(TestPlan.MAX_OPERATIONS);

    private volatile State state = State.RUNNING;
    private volatile boolean stopWanted;
    private volatile Long faultFromMillis;
    private volatile Long faultToMillis;
    private volatile Long endedMillis;
    private volatile String problem;
    private volatile TestJudge.Judged judged;
    private long healingSinceMillis;

    /** @param elapsedMillis since the test began */
    TestRun(TestPlan plan, Stage stage, LongSupplier elapsedMillis, long startedAtMillis) {
        this.plan = plan;
        this.stage = stage;
        this.elapsedMillis = elapsedMillis;
        this.startedAtMillis = startedAtMillis;
    }

    TestPlan plan() {
        return plan;
    }

    TestRecord record() {
        return record;
    }

    /** Whether clients begin operations. */
    boolean isOpen() {
        return state == State.RUNNING && !stopWanted && elapsedMillis.getAsLong() < plan.runMillis();
    }

    boolean isOver() {
        return state.isOver();
    }

    void stop() {
        stopWanted = true;
    }

    /** Does what is due now; may wait for the cluster. False: the test is over. */
    boolean tick() {
        try {
            if (stopWanted && !state.isOver()) {
                heal();
                end(State.STOPPED);
            }
            switch (state) {
                case RUNNING -> running(elapsedMillis.getAsLong());
                case HEALING -> healing(elapsedMillis.getAsLong());
                case CHECKING -> checking();
                case DONE, STOPPED, BROKEN -> {}
            }
        } catch (ProblemException e) {
            broken(e.problem().detail());
        } catch (RuntimeException e) {
            broken("the lab failed: " + e);
        }
        return !state.isOver();
    }

    private void running(long now) {
        if (plan.fault() != LabFault.NONE && faultFromMillis == null && now >= plan.faultFromMillis()) {
            stage.harm();
            faultFromMillis = now;
        }
        if (faultFromMillis != null && faultToMillis == null && now >= plan.faultToMillis()) {
            heal();
        }
        if (now >= plan.runMillis()) {
            stage.heal();
            healingSinceMillis = now;
            state = State.HEALING;
        }
    }

    private void healing(long now) {
        long waited = now - healingSinceMillis;
        if (waited < SETTLE_MILLIS) {
            return;
        }
        String lacking = record.inFlight() > 0 ? "some operations have not ended" : stage.lacking();
        if (lacking != null) {
            if (waited < MAX_HEALING_MILLIS) {
                return;
            }
            problem = "Not well after " + MAX_HEALING_MILLIS / 1_000 + " s: " + lacking + ".";
        }
        state = State.CHECKING;
    }

    private void checking() {
        stage.readAll(record);
        judged = TestJudge.judge(record.operations());
        end(State.DONE);
    }

    private void heal() {
        stage.heal();
        if (faultFromMillis != null && faultToMillis == null) {
            faultToMillis = elapsedMillis.getAsLong();
        }
    }

    private void broken(String why) {
        problem = why;
        end(State.BROKEN);
        try {
            heal();
        } catch (RuntimeException e) {
            // Every fault heals by itself when its time is over.
        }
    }

    private void end(State last) {
        endedMillis = elapsedMillis.getAsLong();
        state = last;
    }

    ConsistencyTest view() {
        Long ended = endedMillis;
        TestJudge.Judged known = judged;
        return new ConsistencyTest(
                plan.id(),
                state,
                startedAtMillis,
                plan.policy(),
                plan.consistency(),
                plan.clients(),
                plan.keys(),
                plan.seconds(),
                plan.fault().wire(),
                plan.faultWords(),
                plan.nodes(),
                plan.keyPrefix(),
                ended == null ? elapsedMillis.getAsLong() : ended,
                faultFromMillis,
                faultToMillis,
                record.size(),
                record.isFull(),
                problem,
                known == null ? null : known.verdict());
    }

    TestHistory history() {
        TestJudge.Judged known = judged;
        return new TestHistory(
                view(),
                record.operations(),
                known == null ? List.of() : known.stale(),
                known == null ? List.of() : known.lost());
    }
}
