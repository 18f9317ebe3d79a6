package dev.meguri.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meguri.chaos.check.AcknowledgedWrites;
import dev.meguri.chaos.check.Checker;
import dev.meguri.chaos.check.Contents;
import dev.meguri.chaos.check.Evidence;
import dev.meguri.chaos.check.Linearizable;
import dev.meguri.chaos.check.QuorumReads;
import dev.meguri.chaos.check.Replicas;
import dev.meguri.chaos.check.Violation;
import dev.meguri.chaos.cluster.Cluster;
import dev.meguri.chaos.fault.Chaos;
import dev.meguri.chaos.history.History;
import dev.meguri.chaos.history.Op;
import dev.meguri.chaos.load.FinalReads;
import dev.meguri.chaos.load.Keys;
import dev.meguri.chaos.load.Load;
import dev.meguri.chaos.load.Targets;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One run: a cluster starts, is worked on and struck, is healed, and is then asked for everything that it promised. */
final class ChaosRun {
    private static final long START_MILLIS = 150_000;
    private static final long CALM_MILLIS = 1_500;
    /** Processes that were killed last have to start again first. */
    private static final long ANSWER_MILLIS = 60_000;

    private static final long EQUAL_MILLIS = 30_000;
    private static final long WELL_MILLIS = 60_000;
    private static final long CHECK_MILLIS = 200;

    private static final List<Checker> OF_EVENTUAL =
            List.of(new AcknowledgedWrites(), new Contents(), new QuorumReads());
    private static final List<Checker> OF_STRONG = List.of(new Contents(), new Linearizable());

    private final long seed;
    private final ChaosOptions options;
    private final Cluster cluster;
    private final History history;
    private final Consumer<String> teller;
    private final List<Violation> violations = new ArrayList<>();

    ChaosRun(long seed, ChaosOptions options, Cluster cluster, History history, Consumer<String> teller) {
        this.seed = seed;
        this.options = options;
        this.cluster = cluster;
        this.history = history;
        this.teller = teller;
    }

    /** @throws IllegalArgumentException the cluster refuses the policy */
    Verdict run() {
        cluster.start(START_MILLIS);
        JsonNode policy = cluster.putPolicy(Keys.PREFIX, options.policy());
        history.note("run", Map.of("seed", seed, "policy", policy, "nodes", options.nodes()));
        Targets targets = new Targets();
        cluster.nodes().forEach(node -> targets.add(node, cluster.processes().portOf(node)));
        long ranNanos;
        history.begin();
        try (Load load = new Load(targets, history, seed)) {
            sleep(CALM_MILLIS);
            new Chaos(
                            cluster,
                            history,
                            targets,
                            seed,
                            options.seconds(),
                            options.longestPauseSeconds(),
                            isStrong(policy),
                            teller)
                    .run();
            awaitAnswers();
            ranNanos = history.nowNanos();
            sleep(CALM_MILLIS);
        }
        // A voter that missed a change of a strong key may hold the one before for as long as nobody asks for it.
        long equalMillis = isStrong(policy) ? 0 : awaitEqual(ranNanos);
        String lack = cluster.awaitWell(WELL_MILLIS);
        if (lack != null) {
            violations.add(new Violation("well-once-healed", lack + ", " + WELL_MILLIS / 1_000 + " s after all"));
        }
        try {
            check(policy);
        } catch (UncheckedIOException e) {
            violations.add(new Violation("answers-once-healed", e.getMessage() + ": " + e.getCause()));
        }
        return new Verdict(seed, history.ops(), history.faults(), violations, ranNanos, equalMillis);
    }

    private void awaitAnswers() {
        long deadline = System.nanoTime() + ANSWER_MILLIS * 1_000_000;
        while (!cluster.isAnswering()) {
            if (System.nanoTime() > deadline) {
                cluster.silent()
                        .forEach(name -> violations.add(new Violation(
                                "answers-once-healed", cluster.processes().condition(name))));
                return;
            }
            sleep(CHECK_MILLIS);
        }
    }

    /** Milliseconds from the healing to the end of the comparison that found them equal; -1: not in time. */
    private long awaitEqual(long healedNanos) {
        while (true) {
            String difference = difference();
            long millis = (history.nowNanos() - healedNanos) / 1_000_000;
            if (millis > EQUAL_MILLIS) {
                violations.add(new Violation(
                        "replicas-converge",
                        EQUAL_MILLIS / 1_000 + " s after the healing: "
                                + (difference == null ? "equal only after " + millis + " ms" : difference)));
                return -1;
            }
            if (difference == null) {
                return millis;
            }
            sleep(CHECK_MILLIS);
        }
    }

    private String difference() {
        Map<String, List<String>> ofGroups = cluster.lists("node-1", Keys.ofGroups());
        if (ofGroups == null) {
            return "node-1 does not answer";
        }
        Map<String, List<String>> lists = new TreeMap<>();
        ofGroups.forEach((key, list) -> lists.put(Keys.groupPrefix(key), list));
        Map<String, List<String>> ofKeys = new TreeMap<>();
        keys().forEach(key -> ofKeys.put(key, lists.get(Keys.groupPrefix(key))));
        Map<String, Map<String, String>> held = new HashMap<>();
        for (String node : cluster.nodes()) {
            Map<String, String> ofNode = new HashMap<>();
            for (String prefix : lists.keySet()) {
                Map<String, String> ofGroup = cluster.held(node, prefix);
                if (ofGroup == null) {
                    return node + " does not answer";
                }
                ofNode.putAll(ofGroup);
            }
            held.put(node, ofNode);
        }
        return Replicas.difference(ofKeys, held);
    }

    /** Every key that somebody named. */
    private Set<String> keys() {
        Set<String> keys = new TreeSet<>(Keys.all());
        history.ops().forEach(op -> keys.add(op.key()));
        return keys;
    }

    private void check(JsonNode policy) {
        Map<String, Evidence.FinalValue> finals = new HashMap<>();
        List<Op> ops = new ArrayList<>(history.ops());
        for (String node : cluster.nodes()) {
            long fromNanos = history.nowNanos();
            Map<String, Evidence.FinalValue> ofNode =
                    FinalReads.of(cluster.processes().portOf(node), Keys.all());
            history.note("finals of " + node, ofNode);
            if (isStrong(policy)) {
                // What is in doubt may be made at any time, and so by the very read that finds it: reads through one
                // node
                // may find more than those before through another did, and never less.
                ops.addAll(FinalReads.operations(node, Keys.all(), ofNode, fromNanos, history.nowNanos()));
            } else if (!finals.isEmpty() && !finals.equals(ofNode)) {
                violations.add(new Violation("replicas-converge", "reads through " + node + " find other values"));
            }
            finals.clear();
            finals.putAll(ofNode);
        }
        // All replicas hold the same by now: once is enough for the many.
        Set<String> others = keys();
        Keys.all().forEach(others::remove);
        finals.putAll(FinalReads.of(cluster.processes().portOf(cluster.nodes().getLast()), others));
        int copies = Math.min(policy.path("replicas").asInt(), options.nodes());
        Evidence evidence = new Evidence(
                ops,
                history.losses(),
                copies,
                Math.min(policy.path("writeQuorum").asInt(), copies),
                Math.min(policy.path("readQuorum").asInt(), copies),
                finals);
        (isStrong(policy) ? OF_STRONG : OF_EVENTUAL).forEach(checker -> violations.addAll(checker.check(evidence)));
        violations.forEach(violation -> history.note("violation", violation));
    }

    private static boolean isStrong(JsonNode policy) {
        return policy.path("consistency").asText().equals("strong");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
