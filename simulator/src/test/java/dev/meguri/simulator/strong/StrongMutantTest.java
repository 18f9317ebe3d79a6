package dev.meguri.simulator.strong;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.StrongRules.Rule;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of STRONG.md is needed: its scenario goes well with it, and is caught without it. */
class StrongMutantTest {
    private static final String[] OLD = {"n0", "n1", "n2"};
    private static final String[] NEW = {"n3", "n4", "n5"};
    private static final String[] ALL = {"n0", "n1", "n2", "n3", "n4", "n5"};
    /** Longer than any back-off, shorter than what a client waits. */
    private static final int BACK_OFF = 30;
    /** The rules that others cover: no history is known that shows that they are off (here, the slot promise covers it). */
    private static final Set<Rule> COVERED = Set.of(Rule.NEXT_ENDS_WITH_EPOCH);

    record Scenario(Rule rule, Consumer<Script> script, int... skews) {
        @Override
        public String toString() {
            return rule.name();
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                new Scenario(Rule.READDED_STARTS_EMPTY, StrongMutantTest::addedAgain),
                new Scenario(Rule.PROMISE_AFTER_ACCEPT, StrongMutantTest::lowerBallotAfterAnAccept),
                new Scenario(Rule.ACCEPT_CHECKS_PROMISE, StrongMutantTest::acceptBelowThePromise),
                new Scenario(Rule.ACCEPT_CHECKS_SLOT_PROMISE, s -> acceptBelowTheSlotPromise(s, () -> {})),
                new Scenario(Rule.SLOT_PREPARE_PROMISES, s -> acceptBelowTheSlotPromise(s, () -> {})),
                new Scenario(Rule.IMAGE_HAS_SLOT_PROMISE, s -> acceptBelowTheSlotPromise(s, () -> s.restart(ALL))),
                new Scenario(Rule.DUPLICATE_RAISES_PROMISE, StrongMutantTest::duplicateOfAWriteBack),
                new Scenario(Rule.SLOT_PROMISE_BINDS_UNKNOWN_KEYS, s -> barePromises(s, () -> s.fold("n0", "n1"))),
                new Scenario(Rule.DROPPED_PROMISE_RAISES_SLOT_PROMISE, s -> barePromises(s, () -> s.fold("n0", "n1"))),
                new Scenario(Rule.IMAGE_HAS_BARE_PROMISES, s -> barePromises(s, () -> s.restart("n0", "n1"))),
                new Scenario(Rule.ACCEPT_WITHOUT_CHANGE, StrongMutantTest::conditionSeenFalseAtOneVoter),
                new Scenario(Rule.ONE_VALUE_PER_BALLOT, StrongMutantTest::writeAfterAWriteInDoubt),
                new Scenario(Rule.IN_DOUBT_ONCE_SENT, StrongMutantTest::outrunAtTheDeadline),
                new Scenario(Rule.VERSION_IS_CHANGE_BALLOT, StrongMutantTest::compareAndSetAfterAnIdentityRound),
                new Scenario(Rule.COLLECTION_NEEDS_ALL, StrongMutantTest::collectionWithAVoterAway),
                new Scenario(Rule.FLOOR_BEFORE_FORGET, StrongMutantTest::collectionOfAKey),
                new Scenario(Rule.FORGET_CHECKS_PROMISE, StrongMutantTest::promiseBeforeForget),
                new Scenario(Rule.EXPIRY_IS_COMMITTED, StrongMutantTest::expirySeenByAFastClock, 25, -25),
                new Scenario(Rule.SWEEP_IS_CONDITIONAL, StrongMutantTest::sweepAfterAnotherWrite),
                new Scenario(Rule.JOINT_NEEDS_BOTH, MoveScripts::writeInJointAndBack),
                new Scenario(Rule.JOINT_READS_NEED_BOTH, MoveScripts::readInJointAtTheOldList),
                new Scenario(Rule.MIGRATION_FENCES, MoveScripts::writeByTheOldEpoch),
                new Scenario(Rule.MIGRATION_CARRIES_ALL_REPORTS, MoveScripts::oneReportOnly),
                new Scenario(Rule.SLOT_PREPARE_SEES_BARE_PROMISES, MoveScripts::valueAtOneVoterThatStays),
                new Scenario(Rule.MIGRATION_USES_SLOT_PROMISE, MoveScripts::valueAtOneVoterThatStays),
                new Scenario(Rule.MIGRATION_USES_OWN_BALLOT, MoveScripts::copyAtTheOriginalBallot),
                new Scenario(Rule.PROGRESS_BELONGS_TO_EPOCH, MoveScripts::anotherTarget),
                new Scenario(Rule.SWITCH_WHEN_DONE, MoveScripts::switchBeforeDone),
                new Scenario(Rule.NO_WAY_BACK_AFTER_LOSS, MoveScripts::oldListLostInJoint),
                new Scenario(Rule.LOST_MEMORY_IS_ANOTHER_VOTER, MoveScripts::crashOfOneHolder),
                new Scenario(Rule.NO_VOTE_AFTER_IMAGE, MoveScripts::voteWhileStopping),
                new Scenario(Rule.MARKER_IS_CONSUMED, MoveScripts::crashAfterAWarmStart));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_withAllRules_holds(Scenario scenario) {
        assertDoesNotThrow(() -> run(scenario, StrongRules.ALL));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_withoutTheRule_isCaught(Scenario scenario) {
        assertThrows(ModelViolation.class, () -> run(scenario, StrongRules.without(scenario.rule)));
    }

    @Test
    void everyRule_hasAScenario_orIsCovered() {
        Set<Rule> left = new TreeSet<>(Set.of(Rule.values()));
        scenarios().forEach(scenario -> left.remove(scenario.rule));
        assertTrue(left.equals(new TreeSet<>(COVERED)), "without a scenario: " + left);
    }

    private static void run(Scenario scenario, StrongRules rules) {
        Script script = new Script(rules, scenario.skews);
        scenario.script.accept(script);
        script.check();
    }

    // ---- acceptor ------------------------------------------------------------------------------------------------

    private static void addedAgain(Script s) {
        s.write("p0");
        s.everything("p0");
        s.move("n0", "n1", "n3");
        s.follow("p0");
        s.remove("p0");
        s.everything("p0");
        s.collect();
        s.everything("g");
        s.joint("n0", "n1", "n2");
        s.migrate("m0");
        for (int i = 0; i < 3; i++) {
            s.with("m0", "n2");
            s.with("m0", "n0");
            s.with("m0", "n3");
            s.pass(BACK_OFF);
        }
        s.everything("m0");
        s.switchOver();
        s.follow("p1");
        s.read("p1");
        s.everything("p1");
    }

    private static void lowerBallotAfterAnAccept(Script s) {
        s.write("p0");
        s.everything("p0");
        s.identity("p1");
        s.everything("p1");
        s.write("p0");
        s.everything("p0");
    }

    private static void acceptBelowThePromise(Script s) {
        s.write("p0");
        s.requests("p0", "n0", "n1");
        s.write("p1");
        s.requests("p1", "n1", "n2");
        s.answers("p0", OLD);
        s.answers("p1", OLD);
        s.with("p0", "n0", "n1");
        s.with("p1", "n1", "n2");
    }

    /** A round prepared in JOINT; then the slot promise; then the round's accept. */
    private static void acceptBelowTheSlotPromise(Script s, Runnable between) {
        s.write("p0");
        s.everything("p0");
        s.joint(NEW);
        s.follow("p0");
        s.write("p0");
        s.requests("p0", ALL);
        s.answers("p0", ALL);
        s.migrate("m0");
        s.everything("m0");
        s.pass(BACK_OFF);
        s.requests("m0", ALL);
        s.answers("m0", ALL);
        between.run();
        s.with("p0", ALL);
        s.everything("m0");
    }

    /** A write-back has the value accepted without the promise that the writer asks for. */
    private static void duplicateOfAWriteBack(Script s) {
        s.write("p1");
        s.requests("p1", OLD);
        s.answers("p1", OLD);
        s.with("p1", "n0");
        s.read("p2");
        s.requests("p2", "n0", "n2");
        s.answers("p2", "n0", "n2");
        s.with("p2", "n2");
        s.lose("p2");
        s.with("p1", "n2");
        s.lose("p1");
        s.identity("p0");
        s.with("p0", "n1", "n2");
        s.write("p1");
        s.with("p1", "n0", "n2");
    }

    /** Two rounds have prepared; what becomes of the higher promise, of a key that nobody holds yet? */
    private static void barePromises(Script s, Runnable between) {
        s.count("p1", 4);
        s.write("p0");
        s.requests("p0", "n0", "n1");
        s.answers("p0", OLD);
        s.write("p1");
        s.requests("p1", "n0", "n1");
        s.answers("p1", OLD);
        s.lose("p1", StrongMutantTest::isPrepare);
        s.lose("p0", StrongMutantTest::isPrepare);
        between.run();
        s.requests("p0", "n0", "n1");
        s.requests("p1", "n0", "n1");
    }

    private static boolean isPrepare(dev.meguri.core.strong.StrongMessage message) {
        return message instanceof dev.meguri.core.strong.StrongMessage.Prepare;
    }

    // ---- proposer ------------------------------------------------------------------------------------------------

    private static void conditionSeenFalseAtOneVoter(Script s) {
        s.write("p0");
        s.requests("p0", OLD);
        s.answers("p0", OLD);
        s.requests("p0", "n0");
        s.count("p1", 4);
        s.add("p1");
        s.with("p1", "n0", "n1");
        s.lose("p1");
        s.read("p2");
        s.with("p2", "n1", "n2");
    }

    private static void writeAfterAWriteInDoubt(Script s) {
        s.write("p0");
        s.requests("p0", OLD);
        s.answers("p0", OLD);
        s.requests("p0", "n0");
        s.pass(ModelProposer.TIMEOUT + 1);
        s.lose("p0");
        s.write("p0");
        s.requests("p0", "n1");
    }

    private static void outrunAtTheDeadline(Script s) {
        s.count("p1", 4);
        s.write("p0");
        s.requests("p0", OLD);
        s.answers("p0", OLD);
        s.requests("p0", "n0");
        s.identity("p1");
        s.requests("p1", "n1", "n2");
        s.requests("p0", "n1", "n2");
        s.answers("p0", "n1", "n2");
        s.lose("p0");
        s.pass(ModelProposer.TIMEOUT + 1);
        s.lose("p0");
        s.read("p2");
        s.everything("p2");
    }

    private static void compareAndSetAfterAnIdentityRound(Script s) {
        s.write("p0");
        s.everything("p0");
        s.identity("p1");
        s.everything("p1");
        s.cas("p0");
        s.everything("p0");
    }

    // ---- collection and expiry -----------------------------------------------------------------------------------

    private static void collectionWithAVoterAway(Script s) {
        s.write("p0");
        s.everything("p0");
        s.remove("p0");
        s.with("p0", "n0", "n1");
        s.lose("p0");
        s.collect();
        s.with("g", "n0", "n1");
        s.lose("g");
        s.pass(BACK_OFF + 10);
        s.with("g", "n2");
        s.everything("g");
        s.read("p1");
        s.with("p1", "n1", "n2");
    }

    private static void collectionOfAKey(Script s) {
        s.write("p0");
        s.everything("p0");
        s.remove("p0");
        s.everything("p0");
        s.collect();
        s.everything("g");
    }

    private static void promiseBeforeForget(Script s) {
        s.write("p0");
        s.everything("p0");
        s.remove("p0");
        s.everything("p0");
        s.count("p1", 100);
        s.collect();
        s.with("g", "n0", "n1");
        s.requests("g", "n2");
        s.answers("g", "n2");
        s.requests("g", OLD);
        s.answers("g", OLD);
        s.identity("p1");
        s.requests("p1", "n0");
        s.requests("g", "n0");
    }

    private static void expirySeenByAFastClock(Script s) {
        s.write("p2", 50);
        s.everything("p2");
        s.pass(30);
        s.read("p0");
        s.everything("p0");
        s.read("p1");
        s.everything("p1");
    }

    private static void sweepAfterAnotherWrite(Script s) {
        s.write("p0", 50);
        s.everything("p0");
        s.read("p1");
        s.everything("p1");
        s.pass(60);
        s.write("p2");
        s.everything("p2");
        s.sweep("p1");
        s.everything("p1");
        s.read("p0");
        s.everything("p0");
    }
}
