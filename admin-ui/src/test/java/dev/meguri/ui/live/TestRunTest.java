package dev.meguri.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.lab.ConsistencyTest.State;
import dev.meguri.api.lab.ConsistencyVerdict.Result;
import dev.meguri.api.lab.LabFault;
import dev.meguri.api.lab.LabOperation;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestRunTest {
    private static final long SECOND = 1_000;

    private final List<String> done = new ArrayList<>();
    private String lacking;
    private ProblemException harm;
    private long nowMillis;
    private final TestRun run = runOf(LabFault.KILL);

    @Test
    void faultComesAndGoes_thenTheEndIsRead_andJudged() {
        operate("1 write k v1 100-200");
        at(1 * SECOND, State.RUNNING);
        assertEquals(List.of(), done);
        at(2 * SECOND, State.RUNNING);
        assertEquals(List.of("harm"), done);
        at(8 * SECOND, State.RUNNING);
        assertEquals(List.of("harm", "heal"), done);
        assertTrue(run.isOpen());
        at(10 * SECOND, State.HEALING);
        assertFalse(run.isOpen());
        at(10 * SECOND + TestRun.SETTLE_MILLIS - 1, State.HEALING);
        at(10 * SECOND + TestRun.SETTLE_MILLIS, State.CHECKING);
        at(14 * SECOND, State.DONE);
        assertEquals(List.of("harm", "heal", "heal", "read"), done);
        assertEquals(Result.LINEARIZABLE, run.view().verdict().result());
        assertEquals(2_000L, run.view().faultFromMillis());
        assertEquals(8_000L, run.view().faultToMillis());
        assertEquals(14_000, run.view().elapsedMillis());
    }

    @Test
    void clusterThatIsNotWell_isWaitedFor_butNotForEver() {
        lacking = "node-3 is DOWN";
        at(10 * SECOND, State.HEALING);
        at(20 * SECOND, State.HEALING);
        at(10 * SECOND + TestRun.MAX_HEALING_MILLIS, State.CHECKING);
        at(10 * SECOND + TestRun.MAX_HEALING_MILLIS, State.DONE);
        assertTrue(run.view().problem().contains("node-3 is DOWN"));
        assertNotNull(run.view().verdict());
    }

    @Test
    void operationsUnderWay_areWaitedFor() {
        long id = run.record().begin();
        at(10 * SECOND, State.HEALING);
        at(20 * SECOND, State.HEALING);
        LabOperation late = Told.of("1 read k - 9000-19000").getFirst();
        assertEquals(1, id);
        run.record().end(late);
        at(20 * SECOND, State.CHECKING);
    }

    @Test
    void stopped_isHealed_andHasNoVerdict() {
        at(3 * SECOND, State.RUNNING);
        run.stop();
        assertFalse(run.isOpen());
        at(4 * SECOND, State.STOPPED);
        assertEquals(List.of("harm", "heal"), done);
        assertNull(run.view().verdict());
        assertEquals(4_000L, run.view().faultToMillis());
    }

    @Test
    void faultThatCannotBeMade_breaksTheTest_andIsHealed() {
        harm = new ProblemException(ErrorCode.NOT_SUPERVISED, null, "No launcher here.");
        at(2 * SECOND, State.BROKEN);
        assertEquals("No launcher here.", run.view().problem());
        assertEquals(List.of("heal"), done);
        assertFalse(run.isOpen());
    }

    @Test
    void withoutAFault_nothingIsHarmed() {
        TestRun calm = runOf(LabFault.NONE);
        nowMillis = 9 * SECOND;
        assertTrue(calm.tick());
        assertEquals(List.of(), done);
    }

    @Test
    void record_takesNoMoreThanItsLimit() {
        TestRecord record = new TestRecord(2);
        assertEquals(1, record.begin());
        assertFalse(record.isFull());
        assertEquals(2, record.begin());
        assertEquals(TestRecord.FULL, record.begin());
        assertTrue(record.isFull());
        assertEquals(3, record.beginLast());
        assertEquals(3, record.inFlight());
    }

    private void at(long millis, State expected) {
        nowMillis = millis;
        run.tick();
        assertEquals(expected, run.view().state());
    }

    private void operate(String history) {
        Told.of(history).forEach(operation -> {
            run.record().begin();
            run.record().end(operation);
        });
    }

    private TestRun runOf(LabFault fault) {
        TestPlan plan = new TestPlan(
                1, "fast:", "eventual", 3, 1, 10, fault, null, "node-3", List.of("node-1", "node-2", "node-3"));
        return new TestRun(plan, new Stage(), () -> nowMillis, 5);
    }

    private final class Stage implements TestRun.Stage {
        @Override
        public void harm() {
            if (harm != null) {
                throw harm;
            }
            done.add("harm");
        }

        @Override
        public void heal() {
            done.add("heal");
        }

        @Override
        public String lacking() {
            return lacking;
        }

        @Override
        public void readAll(TestRecord record) {
            done.add("read");
            record.beginLast();
            record.end(Told.of("0 read other - 13000-13001").getFirst());
        }
    }
}
