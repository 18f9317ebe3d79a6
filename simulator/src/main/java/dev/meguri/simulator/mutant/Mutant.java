package dev.meguri.simulator.mutant;

import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.time.SplitMix64;
import java.util.Set;
import java.util.function.Supplier;

/** Bugs made on purpose, by meddling with messages until they are as a faulty node or manager would send them. */
public enum Mutant {
    REPAIR_DOES_NOTHING(
            20,
            RepairMutants::repairDoesNothing,
            "replicas-converge",
            "acknowledged-writes-survive",
            "removed-stays-removed"),
    DIFFERENT_REPLICAS_ARE_CALLED_EQUAL(
            20, RepairMutants::differentReplicasAreCalledEqual, "replicas-converge", "acknowledged-writes-survive"),
    BUCKETS_ARE_CALLED_EQUAL(
            40, RepairMutants::bucketsAreCalledEqual, "quorum-reads-see-acknowledged-writes", "replicas-converge"),
    HINTS_NEVER_ARRIVE(20, RepairMutants::hintsNeverArrive, "hints-drain", "well-once-healed"),
    WRITES_ARE_CONFIRMED_BUT_NOT_KEPT(
            60,
            WriteMutants::writesAreConfirmedButNotKept,
            "acknowledged-writes-survive",
            "quorum-reads-see-acknowledged-writes"),
    THE_PRIMARY_CONFIRMS_BUT_FORGETS(20, WriteMutants::thePrimaryConfirmsButForgets, "acknowledged-writes-survive"),
    THE_PRIMARY_CONFIRMS_A_REMOVAL_BUT_FORGETS(
            20, WriteMutants::thePrimaryConfirmsARemovalButForgets, "removed-stays-removed"),
    FORWARDED_WRITES_ARE_MADE_AGAIN_LATER(20, OldWrites::new, "old-writes-stay-old"),
    TOKENS_ARE_FORGOTTEN(120, StrongMutants::tokensAreForgotten, "strong-is-linearizable"),
    FORWARDED_INCREMENTS_ARE_MADE_TWICE(
            10, WriteMutants::forwardedIncrementsAreMadeTwice, "reads-return-what-was-written"),
    READS_FIND_NOTHING(20, ReadMutants::readsFindNothing, "quorum-reads-see-acknowledged-writes"),
    UNSYNCED_REPLICAS_ANSWER(60, ReadMutants::unsyncedReplicasAnswer, "quorum-reads-see-acknowledged-writes"),
    NODES_ANSWER_ALONE_WITHOUT_THE_RIGHT(
            20,
            AnswersAlone::new,
            "strong-is-linearizable",
            "quorum-reads-see-acknowledged-writes",
            "receipts-are-true"),
    VALUES_ARE_MIXED_UP(10, MixedUpValues::new, "one-content-per-version", "reads-return-what-was-written"),
    EXPIRY_IS_FORGOTTEN(10, WriteMutants::expiryIsForgotten, "one-content-per-version"),
    FAILED_WRITES_ARE_MADE(40, WriteMutants::failedWritesAreMade, "definite-failures-have-no-effect"),
    A_DELTA_IS_TOLD_WITHOUT_ITS_SLOTS(
            20, ManagerMutants::aDeltaIsToldWithoutItsSlots, "one-state-per-version", "one-list-per-epoch"),
    INCREMENTS_GET_LOST(10, WriteMutants::incrementsGetLost, "increments-add-up", "strong-is-linearizable") {
        @Override
        public boolean needsPeace() {
            return true;
        }
    },
    CONCURRENT_WRITES_ARE_NOT_MERGED(
            40, RepairMutants::concurrentWritesAreNotMerged, "concurrent-writes-are-merged", "replicas-converge"),
    CONFIRMATIONS_GET_LOST(
            10, WriteMutants::confirmationsGetLost, "available-while-holders-live", "well-once-healed", "forms"),
    PROGRESS_OF_MOVES_IS_NOT_TOLD(20, ManagerMutants::progressOfMovesIsNotTold, "well-once-healed"),
    PROGRESS_OF_STRONG_MOVES_IS_NOT_TOLD(20, ManagerMutants::progressOfStrongMovesIsNotTold, "well-once-healed"),
    LOST_SLOTS_KEEP_WHAT_IS_LEFT(
            40, ManagerMutants::lostSlotsKeepWhatIsLeft, "strong-is-linearizable", "parents-include-what-was-chosen"),
    REFUTATIONS_ARE_IGNORED(20, RumourMutants::refutationsAreIgnored, "well-once-healed"),
    VOTERS_REPORT_NOTHING(
            20, StrongMutants::votersReportNothing, "strong-is-linearizable", "parents-include-what-was-chosen"),
    SLOTS_MOVE_WITHOUT_THEIR_STRONG_KEYS(
            120,
            StrongMutants::slotsMoveWithoutTheirStrongKeys,
            "strong-is-linearizable",
            "parents-include-what-was-chosen"),
    STRONG_TIMES_TO_LIVE_ARE_FORGOTTEN(20, StrongMutants::timesToLiveAreForgotten, "strong-is-linearizable"),
    SLOTS_ARE_HANDED_OVER_TOO_EARLY(() -> ReadMutants::slotsAreHandedOverTooEarly),
    READS_REPAIR_NOTHING(LostReadRepairs::new),
    READS_ARE_NOT_HEDGED(LostHedges::new),
    MARKS_GO_WITHOUT_AGREEMENT(EarlyMarks::new),
    WHAT_MAY_BE_REMOVED_IS_KEPT(KeptValues::new);

    private static final long STORY_ONLY = 0;

    private final long lastSeed;
    private final Supplier<Meddling> meddling;
    private final Set<String> invariants;

    Mutant(long lastSeed, Meddling meddling, String... invariants) {
        this(lastSeed, () -> meddling, invariants);
    }

    /** One that repair or patience hides in the end, so that random seeds do not show it: its story does. */
    Mutant(Supplier<Meddling> meddling) {
        this(STORY_ONLY, meddling);
    }

    /**
     * @param lastSeed by which it must be found
     * @param meddling who makes it in one run, where that needs a memory
     * @param invariants one of which must find it
     */
    Mutant(long lastSeed, Supplier<Meddling> meddling, String... invariants) {
        this.lastSeed = lastSeed;
        this.meddling = meddling;
        this.invariants = Set.of(invariants);
    }

    /** Whether it only shows in runs in which nothing goes wrong. */
    public boolean needsPeace() {
        return false;
    }

    /** Whether random seeds find it. The others are found by their stories alone. */
    public boolean isFoundAtRandom() {
        return lastSeed != STORY_ONLY;
    }

    /** By this seed, of those from 1, it must be found. */
    public long lastSeed() {
        return lastSeed;
    }

    /** One of these must find it. */
    public Set<String> invariants() {
        return invariants;
    }

    /** Whether it is one of the invariants that this bug breaks. */
    public boolean breaks(String invariant) {
        return invariants.contains(invariant);
    }

    /** Who makes the bug in the run of a seed. */
    public Tap meddler(long seed) {
        return new Meddler(meddling.get(), SplitMix64.of(seed, name()));
    }
}
