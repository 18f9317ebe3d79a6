package dev.meguri.simulator.run;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.check.Violation;
import dev.meguri.simulator.check.ViolationFound;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.faults.FaultKind;
import dev.meguri.simulator.faults.FaultPlan;
import dev.meguri.simulator.faults.Faults;
import dev.meguri.simulator.faults.LossOperator;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.workload.ClientOperation;
import dev.meguri.simulator.workload.KeyHistory;
import dev.meguri.simulator.workload.Policies;
import dev.meguri.simulator.workload.ResolverWorkload;
import dev.meguri.simulator.workload.Workload;
import dev.meguri.simulator.workload.WorkloadSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run of one seed, from an empty cluster to the last check: form, work under faults, heal, wait until all is well,
 * check. Everything in it follows from the seed and the options; one thread owns it.
 */
public final class Simulation {
    /** After the last fault everything is well within this, or it never will be. */
    private static final long HEAL_MILLIS = 60_000;

    private static final double SHORT_GRACES = 0.25;
    private static final long MIN_GRACE_MILLIS = 12_000;
    private static final long MAX_GRACE_MILLIS = 45_000;
    private static final long MIN_SKEW_MILLIS = 200;
    private static final long MAX_JUMP_MILLIS = 60_000;
    private static final double REFUSED_JUMPS = 0.4;
    private static final long MIN_REFUSED_JUMP_MILLIS = 6_000;
    private static final long MAX_REFUSED_JUMP_MILLIS = 30_000;

    private final long seed;
    private final SimulationOptions options;
    private final SimCluster cluster;
    /** The others have no policies with resolvers. */
    private static final double WITH_RESOLVERS = 0.4;

    private final FaultPlan plan;
    private final Faults faults;
    private final Workload workload;
    private final ResolverWorkload resolverWorkload;
    private long healMillis;

    public Simulation(long seed, SimulationOptions options) {
        this(seed, options, null, null);
    }

    /**
     * @param meddler see {@link SimCluster}
     * @param traceSink see {@link dev.meguri.simulator.time.Trace}
     */
    public Simulation(long seed, SimulationOptions options, Tap meddler, Consumer<String> traceSink) {
        this.seed = seed;
        this.options = options;
        SplitMix64 shape = SplitMix64.of(seed, "shape");
        SimSettings shaped = SimSettings.drawn(shape, options.nodes());
        this.plan = options.peace()
                ? FaultPlan.NONE
                : FaultPlan.drawn(SplitMix64.of(seed, "plan"), shaped.nodes(), shaped.spareNodes());
        boolean clocksJump = plan.kinds().contains(FaultKind.CLOCK_JUMP);
        SimSettings settings = clocksJump ? drawnJumps(seed, shaped) : drawnGrace(seed, shaped);
        NetworkSettings network =
                plan.isCalm() ? NetworkSettings.calm() : NetworkSettings.drawn(SplitMix64.of(seed, "network shape"));
        this.cluster = new SimCluster(seed, settings, network, meddler, traceSink);
        this.faults = new Faults(cluster.world(), plan, cluster.manager(), cluster.nodes(), cluster.spares());
        this.workload = new Workload(
                cluster.world(),
                WorkloadSettings.drawn(SplitMix64.of(seed, "workload shape")),
                cluster.clients(),
                cluster.nodes());
        this.resolverWorkload = new ResolverWorkload(cluster.world(), cluster.clients(), cluster.nodes());
    }

    /** In some runs clocks jump further than nodes bear. Not so far that these were still refused when all has to be well. */
    private static SimSettings drawnJumps(long seed, SimSettings shaped) {
        SplitMix64 random = SplitMix64.of(seed, "jumps");
        return random.chance(REFUSED_JUMPS)
                ? shaped.withRefusedJumps(random.between(MIN_REFUSED_JUMP_MILLIS, MAX_REFUSED_JUMP_MILLIS))
                : shaped.withJumps(MAX_JUMP_MILLIS);
    }

    /** In some runs nodes are away for longer than marks are kept. Not where clocks jump: by them, marks would be of any age. */
    private static SimSettings drawnGrace(long seed, SimSettings shaped) {
        SplitMix64 random = SplitMix64.of(seed, "grace");
        return random.chance(SHORT_GRACES)
                ? shaped.withGrace(
                        random.between(MIN_GRACE_MILLIS, MAX_GRACE_MILLIS), 2 * shaped.skewMillis() + MIN_SKEW_MILLIS)
                : shaped;
    }

    public Outcome run() {
        Violation violation = null;
        String crash = null;
        try {
            play();
        } catch (ViolationFound found) {
            violation = found.violation();
        } catch (RuntimeException | AssertionError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            crash = "unexpected at " + cluster.world().nowMicros() + " us: " + trace;
        }
        return outcome(violation, crash);
    }

    private void play() {
        cluster.form();
        if (SplitMix64.of(seed, "resolvers").chance(WITH_RESOLVERS)) {
            cluster.addPolicies(Policies.RESOLVED);
            resolverWorkload.start();
        }
        if (plan.isCalm()) {
            cluster.checks().expectNoFailure();
        }
        if (!plan.isCalm()) {
            new LossOperator(cluster.world(), cluster.manager(), cluster.nodes()).start();
        }
        workload.start();
        faults.start();
        cluster.runForMillis(options.seconds() * 1_000L);
        faults.healAll();
        workload.stop();
        resolverWorkload.stop();
        long healedAt = cluster.world().nowMicros();
        String[] lack = new String[1];
        boolean well = cluster.runUntil(
                () -> {
                    lack[0] = cluster.lackOfHealth();
                    return lack[0] == null;
                },
                HEAL_MILLIS);
        if (!well) {
            throw cluster.world().violated("well-once-healed", lack[0]);
        }
        boolean equal = cluster.runUntil(
                () -> {
                    lack[0] = cluster.lackOfHealth();
                    lack[0] = lack[0] == null ? unanswered() : lack[0];
                    lack[0] = lack[0] == null ? cluster.checks().end().leftover() : lack[0];
                    lack[0] = lack[0] == null ? cluster.checks().end().difference() : lack[0];
                    return lack[0] == null;
                },
                HEAL_MILLIS);
        if (!equal) {
            throw cluster.world().violated("replicas-converge", lack[0]);
        }
        if (!cluster.runUntil(() -> cluster.checks().end().undelivered() == null, HEAL_MILLIS)) {
            throw cluster.world().violated("hints-drain", cluster.checks().end().undelivered());
        }
        healMillis = (cluster.world().nowMicros() - healedAt) / 1_000;
        cluster.checks().end().check();
        cluster.checks().accounting().check();
        readEverything();
        if (plan.kinds().isEmpty()) {
            cluster.checks().end().checkCounters();
        }
    }

    /** What a node took in before its pause it makes after it, when all is healed. */
    private String unanswered() {
        int waiting = cluster.clients().waiting();
        return waiting == 0 ? null : waiting + " operations have no answer yet";
    }

    /** Every key through one node each: in a healthy cluster every read is answered, and by a value that holders have. */
    private void readEverything() {
        cluster.checks().expectNoFailure();
        List<ClientOperation> reads = new ArrayList<>();
        List<Entry> held = new ArrayList<>();
        List<SimNode> nodes = cluster.nodes();
        for (KeyHistory key : cluster.clients().keyspace().eventual()) {
            SimNode node = nodes.get(reads.size() % nodes.size());
            held.add(cluster.checks().end().held(key.key));
            reads.add(cluster.clients().submit(node, new Operation.Get(key.key)));
        }
        for (KeyHistory key : cluster.clients().keyspace().strong()) {
            SimNode node = nodes.get(reads.size() % nodes.size());
            held.add(null);
            reads.add(cluster.clients().submit(node, new Operation.Get(key.key)));
        }
        cluster.runForMillis(3_000);
        for (int i = 0; i < reads.size(); i++) {
            ClientOperation read = reads.get(i);
            boolean mayLackMemory = cluster.world().settings().evicts() && read.key.policy.isStrong();
            if (read.result == null || read.result instanceof Result.Failed && !mayLackMemory) {
                throw cluster.world().violated("available-while-holders-live", "in a healthy cluster: " + read);
            }
            if (!read.key.policy.isStrong()) {
                cluster.checks().end().checkRead(read, held.get(i));
            }
        }
        cluster.checks().strong().check();
    }

    private Outcome outcome(Violation violation, String crash) {
        return new Outcome(
                seed,
                violation,
                crash,
                cluster.world().trace().hash(),
                cluster.world().nowMicros(),
                cluster.world().queue().scheduled(),
                cluster.clients().submitted(),
                cluster.clients().failed(),
                cluster.clients().inDoubt(),
                cluster.clients().broken(),
                cluster.world().network().stats().delivered,
                healMillis,
                cluster.checks().end().claimed(),
                cluster.checks().end().excused(),
                cluster.checks().quorumReads().checked(),
                cluster.checks().strong().histories(),
                cluster.checks().strong().unknown(),
                faults.counts());
    }
}
