package dev.meguri.simulator.run;

import dev.meguri.simulator.check.Violation;
import dev.meguri.simulator.check.ViolationFound;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.faults.FaultKind;
import dev.meguri.simulator.faults.FaultPlan;
import dev.meguri.simulator.faults.Faults;
import dev.meguri.simulator.faults.LossOperator;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.workload.Policies;
import dev.meguri.simulator.workload.ResolverWorkload;
import dev.meguri.simulator.workload.Workload;
import dev.meguri.simulator.workload.WorkloadSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;

/**
 * One run of one seed, from an empty cluster to the last check: form, work under faults, heal, wait until all is well,
 * check. Everything in it follows from the seed and the options; one thread owns it.
 */
public final class Simulation {
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
        Ending ending = new Ending(cluster);
        ending.settle();
        healMillis = (cluster.world().nowMicros() - healedAt) / 1_000;
        ending.check();
        if (plan.kinds().isEmpty()) {
            cluster.checks().end().checkCounters();
        }
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
