package dev.meguri.simulator.lab;

import dev.meguri.core.shard.ShardSettings;
import dev.meguri.simulator.check.Violation;
import dev.meguri.simulator.check.ViolationFound;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.lab.Film.Teller;
import dev.meguri.simulator.lab.Film.Weight;
import dev.meguri.simulator.lab.LabVerdict.Outcome;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.run.Ending;
import dev.meguri.simulator.time.Trace;
import dev.meguri.simulator.workload.Workload;
import dev.meguri.simulator.workload.WorkloadSettings;
import java.util.List;

/** One run of a virtual cluster for a film: form, work while the scenario acts and people meddle, heal, check. */
final class ClusterFilm {
    /** Up to here the slots are as few as elsewhere in the simulator; for more nodes there are more. */
    private static final int FEW_NODES = 16;

    /** A wide network, so that one can follow a message. Timeouts are the product's. */
    private static final NetworkSettings WIDE =
            new NetworkSettings(8_000, 24_000, true, 0, 0, 0, 1, 300_000, 5_000_000);

    private static final WorkloadSettings FEW_CLIENTS = new WorkloadSettings(20, 2, 1, 0.5, 0.1, 0.15, 0.1, 0.3);
    /** Where a bug is to be found. */
    private static final WorkloadSettings MANY_CLIENTS = new WorkloadSettings(60, 2, 1, 0.5, 0.1, 0.15, 0.1, 0.3);

    /** What values are filled up with. */
    private static final String FILLING = "x{4,}";

    /** Of a film: something has to be seen where a cluster does not even form. */
    private static final long LEAST_MICROS = 500_000;

    private static final int MAX_DETAIL = 6_000;

    private final LabOrder order;
    private final BrokenRule rule;
    private final SimCluster cluster;
    private Recorder recorder;
    private long formedMicros;

    ClusterFilm(LabOrder order) {
        this.order = order;
        this.rule = order.rule() == null ? null : BrokenRule.valueOf(order.rule());
        Tap bug = rule == null || order.kept() ? null : rule.mutant().meddler(order.seed());
        this.cluster = new SimCluster(order.seed(), settings(order), WIDE, bug, null);
    }

    private static SimSettings settings(LabOrder order) {
        SimSettings calm = new SimSettings(
                order.nodes(),
                1,
                order.nodes() <= FEW_NODES ? 64 : 128,
                1,
                SimSettings.AMPLE_POOL_BYTES,
                ShardSettings.DEFAULT_GRACE_MILLIS,
                ShardSettings.DEFAULT_MAX_CLOCK_SKEW_MILLIS,
                0,
                0,
                4_000,
                2_000,
                5_000,
                3);
        return order.scenario() == LabScenario.CLOCK_JUMP ? calm.withRefusedJumps(LabScenario.JUMP_MILLIS) : calm;
    }

    Film make() {
        LabVerdict verdict = formed();
        recorder = new Recorder(cluster);
        Stage stage = new Stage(cluster, recorder, rule);
        order.interventions().forEach(stage::plan);
        verdict = verdict == null ? played(stage) : verdict;
        recorder.tell(
                Teller.CHECKER, verdict.outcome() == Outcome.HELD ? Weight.GOOD : Weight.BAD, null, verdict.inWords());
        return recorder.reel()
                .film(
                        order,
                        rule == null ? order.scenario().title() : rule.question(),
                        rule == null ? order.scenario().about() : rule.about(),
                        recorder.names(),
                        1,
                        cluster.world().trace().hash(),
                        Math.max(LEAST_MICROS, recorder.micros()),
                        LabOrder.ACT_MILLIS * 1_000,
                        verdict);
    }

    /** Null: it did form. */
    private LabVerdict formed() {
        try {
            cluster.form();
            formedMicros = cluster.world().nowMicros();
            return null;
        } catch (ViolationFound found) {
            return violated(found.violation(), 0);
        }
    }

    private LabVerdict violated(Violation violation, long micros) {
        String detail = violation.detail().replaceAll(FILLING, "..") + "\n\n" + beganWords();
        return new LabVerdict(
                Outcome.VIOLATED,
                micros,
                violation.invariant(),
                null,
                InvariantWords.of(violation.invariant()),
                detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + " ...",
                checked());
    }

    /** Violations tell times of the whole run. */
    private String beganWords() {
        return "Times in here are of the whole run. The cluster had formed at " + Trace.at(formedMicros)
                + " s, where the film begins.";
    }

    private LabVerdict played(Stage stage) {
        try {
            play(stage);
        } catch (ViolationFound found) {
            return violated(found.violation(), recorder.micros());
        } catch (TooLong tooLong) {
            return new LabVerdict(
                    Outcome.UNKNOWN,
                    recorder.micros(),
                    null,
                    "too_long",
                    "The run was ended before its end: " + tooLong.getMessage() + ".",
                    null,
                    checked());
        } catch (RuntimeException | AssertionError broke) {
            return new LabVerdict(
                    Outcome.BROKE,
                    recorder.micros(),
                    null,
                    rule == null || order.kept() ? "bug" : "broke_more",
                    rule == null || order.kept()
                            ? "Something broke that should not: this is a bug of Meguri."
                            : "The broken rule broke more than itself: a simulated process failed.",
                    broke.toString(),
                    checked());
        }
        boolean known = cluster.checks().strong().unknown().isEmpty();
        return new LabVerdict(
                known ? Outcome.HELD : Outcome.UNKNOWN,
                recorder.micros(),
                null,
                known ? "held" : "history_too_long",
                known
                        ? "Every invariant held: nothing that was acknowledged is lost, and no client saw what it must not."
                        : "Nothing wrong was seen, but the history of a strong key took too long to check.",
                null,
                checked());
    }

    private void play(Stage stage) {
        order.scenario().play(stage);
        Workload workload = new Workload(
                cluster.world(), rule == null ? FEW_CLIENTS : MANY_CLIENTS, cluster.clients(), cluster.nodes());
        recorder.tell(
                Teller.ACT,
                Weight.INFO,
                null,
                Words.of(
                        "begins",
                        order.nodes() + " nodes have formed a cluster. Clients begin to read and write keys of all"
                                + " policies.",
                        "nodes",
                        order.nodes()));
        workload.start();
        cluster.runForMillis(LabOrder.ACT_MILLIS);
        workload.stop();
        stage.healAll();
        Ending ending = new Ending(cluster);
        ending.settle();
        recorder.tell(
                Teller.CHECKER,
                Weight.GOOD,
                null,
                Words.of("well", "All is well: everybody is active and synced, and replicas are equal."));
        recorder.tell(
                Teller.CHECKER,
                Weight.INFO,
                null,
                Words.of("judging", "The checkers read every key through some node, and judge."));
        ending.check();
    }

    private List<Words> checked() {
        return List.of(
                Words.of(
                        "operations",
                        cluster.clients().submitted() + " operations of clients: "
                                + cluster.clients().failed() + " failed, "
                                + cluster.clients().inDoubt() + " of them in doubt, "
                                + cluster.clients().broken()
                                + " lost their node",
                        "all",
                        cluster.clients().submitted(),
                        "failed",
                        cluster.clients().failed(),
                        "inDoubt",
                        cluster.clients().inDoubt(),
                        "broken",
                        cluster.clients().broken()),
                looked(
                        "histories",
                        cluster.checks().strong().histories(),
                        " histories of strong keys, for linearizability"),
                looked(
                        "quorum_reads",
                        cluster.checks().quorumReads().checked(),
                        " quorum reads, against all acknowledged writes"),
                looked("keys", cluster.checks().end().claimed(), " keys whose last acknowledged write has to be there"),
                looked(
                        "messages",
                        cluster.world().network().stats().delivered,
                        " messages, each against the epoch of its slot"));
    }

    private static Words looked(String code, long all, String what) {
        return Words.of(code, all + what, "all", all);
    }
}
