package dev.meguri.simulator.check;

import dev.meguri.simulator.cluster.SimCluster;

/** All checkers of one run. */
public final class Checks {
    private final StateChecker states;
    private final MemoryLosses losses;
    private final ContentChecker contents;
    private final QuorumReadChecker quorumReads;
    private final AvailabilityChecker availability;
    private final AccountingChecker accounting;
    private final EndChecker end;
    private final StrongChecker strong;
    private final ResetChecker resets;

    public Checks(SimCluster cluster) {
        Observers observers = cluster.world().observers();
        states = new StateChecker(cluster.world());
        losses = new MemoryLosses(cluster.world().settings().slotCount());
        ResolvedChecker resolved = new ResolvedChecker(cluster.world(), losses);
        contents = new ContentChecker(cluster.world(), cluster.clients(), cluster.byName(), resolved);
        quorumReads = new QuorumReadChecker(cluster.world(), losses, states);
        availability = new AvailabilityChecker(cluster.world());
        accounting = new AccountingChecker(cluster);
        end = new EndChecker(cluster, losses, contents, resolved);
        strong = new StrongChecker(cluster.world());
        resets = new ResetChecker(cluster.world(), cluster.byName());
        observers.add(resets);
        observers.add(strong);
        observers.add(new VoteChecker(cluster.world(), strong.lives()));
        observers.add(states);
        observers.add(losses);
        observers.add(new FencingChecker(cluster.world()));
        observers.add(resolved);
        observers.add(contents);
        observers.add(new ReceiptChecker(cluster.world(), states));
        observers.add(quorumReads);
        observers.add(availability);
        observers.add(accounting);
    }

    /** The cluster is there: from now on clients may expect something. */
    public void formed() {
        accounting.check();
    }

    /** Nothing goes wrong in this run: clients must see no failure. */
    public void expectNoFailure() {
        availability.expectNoFailure();
    }

    public StrongChecker strong() {
        return strong;
    }

    public ResetChecker resets() {
        return resets;
    }

    public EndChecker end() {
        return end;
    }

    public AccountingChecker accounting() {
        return accounting;
    }

    public QuorumReadChecker quorumReads() {
        return quorumReads;
    }

    public MemoryLosses losses() {
        return losses;
    }
}
