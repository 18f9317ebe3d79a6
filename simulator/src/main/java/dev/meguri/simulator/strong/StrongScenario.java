package dev.meguri.simulator.strong;

import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.StrongRules.Rule;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A short directed scenario of the strong model that goes well with all rules, and is spoilt without one. */
public final class StrongScenario {
    /** The rules that others cover: no history is known that shows that they are off (here, the slot promise covers it). */
    public static final Set<Rule> COVERED = Set.of(Rule.NEXT_ENDS_WITH_EPOCH);

    private final Rule rule;
    private final Consumer<Script> script;
    private final int[] skews;

    /** @param skews of the proposers' clocks, as {@link Script} has them */
    private StrongScenario(Rule rule, Consumer<Script> script, int... skews) {
        this.rule = rule;
        this.script = script;
        this.skews = skews;
    }

    /** One for every rule that is not {@link #COVERED}. */
    public static List<StrongScenario> all() {
        return List.of(
                new StrongScenario(Rule.READDED_STARTS_EMPTY, VoteScripts::addedAgain),
                new StrongScenario(Rule.PROMISE_AFTER_ACCEPT, VoteScripts::lowerBallotAfterAnAccept),
                new StrongScenario(Rule.ACCEPT_CHECKS_PROMISE, VoteScripts::acceptBelowThePromise),
                new StrongScenario(
                        Rule.ACCEPT_CHECKS_SLOT_PROMISE, s -> VoteScripts.acceptBelowTheSlotPromise(s, () -> {})),
                new StrongScenario(Rule.SLOT_PREPARE_PROMISES, s -> VoteScripts.acceptBelowTheSlotPromise(s, () -> {})),
                new StrongScenario(
                        Rule.IMAGE_HAS_SLOT_PROMISE,
                        s -> VoteScripts.acceptBelowTheSlotPromise(
                                s, () -> s.restart("n0", "n1", "n2", "n3", "n4", "n5"))),
                new StrongScenario(Rule.DUPLICATE_RAISES_PROMISE, VoteScripts::duplicateOfAWriteBack),
                new StrongScenario(
                        Rule.SLOT_PROMISE_BINDS_UNKNOWN_KEYS,
                        s -> VoteScripts.barePromises(s, () -> s.fold("n0", "n1"))),
                new StrongScenario(
                        Rule.DROPPED_PROMISE_RAISES_SLOT_PROMISE,
                        s -> VoteScripts.barePromises(s, () -> s.fold("n0", "n1"))),
                new StrongScenario(
                        Rule.IMAGE_HAS_BARE_PROMISES, s -> VoteScripts.barePromises(s, () -> s.restart("n0", "n1"))),
                new StrongScenario(Rule.ACCEPT_WITHOUT_CHANGE, VoteScripts::conditionSeenFalseAtOneVoter),
                new StrongScenario(Rule.ONE_VALUE_PER_BALLOT, VoteScripts::writeAfterAWriteInDoubt),
                new StrongScenario(Rule.IN_DOUBT_ONCE_SENT, VoteScripts::outrunAtTheDeadline),
                new StrongScenario(Rule.VERSION_IS_CHANGE_BALLOT, VoteScripts::compareAndSetAfterAnIdentityRound),
                new StrongScenario(Rule.COLLECTION_NEEDS_ALL, VoteScripts::collectionWithAVoterAway),
                new StrongScenario(Rule.FLOOR_BEFORE_FORGET, VoteScripts::collectionOfAKey),
                new StrongScenario(Rule.FORGET_CHECKS_PROMISE, VoteScripts::promiseBeforeForget),
                new StrongScenario(Rule.EXPIRY_IS_COMMITTED, VoteScripts::expirySeenByAFastClock, 25, -25),
                new StrongScenario(Rule.SWEEP_IS_CONDITIONAL, VoteScripts::sweepAfterAnotherWrite),
                new StrongScenario(Rule.JOINT_NEEDS_BOTH, MoveScripts::writeInJointAndBack),
                new StrongScenario(Rule.JOINT_READS_NEED_BOTH, MoveScripts::readInJointAtTheOldList),
                new StrongScenario(Rule.MIGRATION_FENCES, MoveScripts::writeByTheOldEpoch),
                new StrongScenario(Rule.MIGRATION_CARRIES_ALL_REPORTS, MoveScripts::oneReportOnly),
                new StrongScenario(Rule.SLOT_PREPARE_SEES_BARE_PROMISES, MoveScripts::valueAtOneVoterThatStays),
                new StrongScenario(Rule.MIGRATION_USES_SLOT_PROMISE, MoveScripts::valueAtOneVoterThatStays),
                new StrongScenario(Rule.MIGRATION_USES_OWN_BALLOT, MoveScripts::copyAtTheOriginalBallot),
                new StrongScenario(Rule.PROGRESS_BELONGS_TO_EPOCH, MoveScripts::anotherTarget),
                new StrongScenario(Rule.SWITCH_WHEN_DONE, MoveScripts::switchBeforeDone),
                new StrongScenario(Rule.NO_WAY_BACK_AFTER_LOSS, MoveScripts::oldListLostInJoint),
                new StrongScenario(Rule.LOST_MEMORY_IS_ANOTHER_VOTER, MoveScripts::crashOfOneHolder),
                new StrongScenario(Rule.NO_VOTE_AFTER_IMAGE, MoveScripts::voteWhileStopping),
                new StrongScenario(Rule.MARKER_IS_CONSUMED, MoveScripts::crashAfterAWarmStart));
    }

    /** Without which it is spoilt. */
    public Rule rule() {
        return rule;
    }

    /** @throws ModelViolation when a rule of STRONG.md is seen to be broken */
    public void run(StrongRules rules) {
        run(rules, ModelWatch.NONE);
    }

    /** The same, and somebody looks. */
    public void run(StrongRules rules, ModelWatch watch) {
        Script played = new Script(rules, skews);
        played.watch(watch);
        try {
            script.accept(played);
            played.check();
        } finally {
            watch.ended(played.model.describe());
        }
    }

    /** What shows that the rule is off; null: nothing does. */
    public String caughtBy() {
        try {
            run(StrongRules.without(rule));
            return null;
        } catch (ModelViolation caught) {
            return caught.getMessage();
        }
    }

    @Override
    public String toString() {
        return rule.name();
    }
}
