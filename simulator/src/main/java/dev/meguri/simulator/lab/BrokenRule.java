package dev.meguri.simulator.lab;

import dev.meguri.simulator.mutant.Mutant;

/** A rule that a whole cluster can be made to break, with a scenario and a seed that show it. */
public enum BrokenRule {
    VOTERS_REPORT_NOTHING(
            Mutant.VOTERS_REPORT_NOTHING,
            LabScenario.NODE_FAILS,
            6,
            "What if CASPaxos did not listen to what voters had accepted?",
            "Who proposes asks a majority first, and goes on from the newest value that one of them has accepted. Here voters"
                    + " answer that they have nothing."),
    READS_ALONE(
            Mutant.NODES_ANSWER_ALONE_WITHOUT_THE_RIGHT,
            LabScenario.PARTITION,
            7,
            "What if any node answered reads from its own memory?",
            "Only the serving primary, and only when synced, may answer a read alone. Here every node does, of any key."),
    CONFIRMED_BUT_NOT_KEPT(
            Mutant.WRITES_ARE_CONFIRMED_BUT_NOT_KEPT,
            LabScenario.NODE_FAILS,
            5,
            "What if replicas confirmed writes that they did not keep?",
            "An acknowledgement is a promise. Here three of ten copies are confirmed and thrown away."),
    HINTS_NEVER_ARRIVE(
            Mutant.HINTS_NEVER_ARRIVE,
            LabScenario.NODE_FAILS,
            1,
            "What if hints were never delivered?",
            "What a replica missed while it was away is kept for it as hints. Here they vanish on the way."),
    REPAIR_DOES_NOTHING(
            Mutant.REPAIR_DOES_NOTHING,
            LabScenario.PARTITION,
            3,
            "What if replicas compared, but did not repair?",
            "After a partition replicas compare their slots and exchange what differs. Here nothing is exchanged."),
    RUMOURS_ARE_NEVER_REFUTED(
            Mutant.REFUTATIONS_ARE_IGNORED,
            LabScenario.PARTITION,
            1,
            "What if nobody heard that a suspected node lives?",
            "Who is suspected says that it is there, and the gossip spreads it. Here only accusations are passed on."),
    MOVES_ARE_NOT_REPORTED(
            Mutant.PROGRESS_OF_MOVES_IS_NOT_TOLD,
            LabScenario.JOIN_AND_DRAIN,
            1,
            "What if nodes did not say that a slot had arrived?",
            "The manager ends a move when the new holders say that they are synced. Here they never do."),
    VALUES_ARE_MIXED_UP(
            Mutant.VALUES_ARE_MIXED_UP,
            LabScenario.NODE_FAILS,
            7,
            "What if one version stood for two values?",
            "A version names one content, everywhere. Here a replica now and then gets the value of another write.");

    private final Mutant mutant;
    private final LabScenario during;
    private final long seed;
    private final String question;
    private final String about;

    BrokenRule(Mutant mutant, LabScenario during, long seed, String question, String about) {
        this.mutant = mutant;
        this.during = during;
        this.seed = seed;
        this.question = question;
        this.about = about;
    }

    /** How the cluster breaks it. */
    public Mutant mutant() {
        return mutant;
    }

    /** A seed by which it is found, with five nodes. Others may hide it. */
    public long seed() {
        return seed;
    }

    public String question() {
        return question;
    }

    public String about() {
        return about;
    }

    void play(Stage stage) {
        during.play(stage);
    }
}
