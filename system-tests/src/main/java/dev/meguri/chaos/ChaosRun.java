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

    /** Keys that are kept under one policy. */
    private record Kept(String name, Keys keys, JsonNode policy) {
        boolean isStrong() {
            return policy.path("consistency").asText().equals("strong");
        }
    }

    private static final List<Checker> OF_EVENTUAL =
            List.of(new AcknowledgedWrites(), new Contents(), new QuorumReads());
    private static final List<Checker> OF_STRONG = List.of(new Contents(), new Linearizable());

    private final long seed;
    private final ChaosOptions options;
    private final Cluster cluster;
    private final History history;
    private final Consumer<String> teller;
    /** Of the cluster, whatever the policy. */
    private final List<Violation> violations = new ArrayList<>();

    ChaosRun(long seed, ChaosOptions options, Cluster cluster, History history, Consumer<String> teller) {
        this.seed = seed;
        this.options = options;
        this.cluster = cluster;
        this.history = history;
        this.teller = teller;
    }

    /** One verdict per policy. @throws IllegalArgumentException the cluster refuses a policy */
    List<Verdict> run() {
        cluster.start(START_MILLIS);
        List<Kept> all = options.policies().stream().map(this::keep).toList();
        history.note(
                "run",
                Map.of("seed", seed, "policies", all.stream().map(Kept::policy).toList(), "nodes", options.nodes()));
        List<Keys> keys = all.stream().map(Kept::keys).toList();
        Targets targets = new Targets(Load.clients(keys.size()));
        cluster.nodes().forEach(node -> targets.add(node, cluster.processes().portOf(node)));
        long ranNanos;
        history.begin();
        try (Load load = new Load(keys, targets, history, seed)) {
            sleep(CALM_MILLIS);
            new Chaos(
                            cluster,
                            history,
                            targets,
                            seed,
                            options.seconds(),
                            options.longestPauseSeconds(),
                            all.stream().anyMatch(Kept::isStrong),
                            teller)
                    .run();
            awaitAnswers();
            ranNanos = history.nowNanos();
            sleep(CALM_MILLIS);
        }
        Map<String, List<Violation>> found = new HashMap<>();
        all.forEach(kept -> found.put(kept.name(), new ArrayList<>()));
        Map<String, Long> equal = awaitEqual(all, ranNanos, found);
        String lack = cluster.awaitWell(WELL_MILLIS);
        if (lack != null) {
            violations.add(new Violation("well-once-healed", lack + ", " + WELL_MILLIS / 1_000 + " s after all"));
        }
        List<Op> ops = history.ops();
        List<Verdict> verdicts = new ArrayList<>();
        for (Kept kept : all) {
            List<Op> ofPolicy =
                    ops.stream().filter(op -> kept.keys().contains(op.key())).toList();
            List<Violation> broken = found.get(kept.name());
            try {
                check(kept, ofPolicy, broken);
            } catch (UncheckedIOException e) {
                broken.add(new Violation("answers-once-healed", e.getMessage() + ": " + e.getCause()));
            }
            broken.addAll(0, violations);
            broken.forEach(violation -> history.note("violation", violation));
            verdicts.add(new Verdict(
                    seed, kept.name(), ofPolicy, history.faults(), broken, ranNanos, equal.get(kept.name())));
        }
        return verdicts;
    }

    private Kept keep(String preset) {
        Keys keys = new Keys(preset);
        return new Kept(preset, keys, cluster.putPolicy(keys.prefix(), preset));
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

    /** By policy: milliseconds from the healing to the end of the comparison that found it equal; -1: not in time. */
    private Map<String, Long> awaitEqual(List<Kept> all, long healedNanos, Map<String, List<Violation>> found) {
        Map<String, Long> equal = new HashMap<>();
        while (true) {
            for (Kept kept : all) {
                equal.computeIfAbsent(kept.name(), name -> compare(kept, healedNanos, found.get(name)));
            }
            if (equal.size() == all.size()) {
                return equal;
            }
            sleep(CHECK_MILLIS);
        }
    }

    /** Null: they differ, and there is time left. */
    private Long compare(Kept kept, long healedNanos, List<Violation> broken) {
        if (kept.isStrong()) {
            // A voter that missed a change of a strong key may hold the one before for as long as nobody asks for it.
            return 0L;
        }
        String difference = difference(kept.keys());
        long millis = (history.nowNanos() - healedNanos) / 1_000_000;
        if (millis > EQUAL_MILLIS) {
            broken.add(new Violation(
                    "replicas-converge",
                    EQUAL_MILLIS / 1_000 + " s after the healing: "
                            + (difference == null ? "equal only after " + millis + " ms" : difference)));
            return -1L;
        }
        return difference == null ? millis : null;
    }

    private String difference(Keys kept) {
        Map<String, List<String>> ofGroups = cluster.lists("node-1", kept.ofGroups());
        if (ofGroups == null) {
            return "node-1 does not answer";
        }
        Map<String, List<String>> lists = new TreeMap<>();
        ofGroups.forEach((key, list) -> lists.put(Keys.groupPrefix(key), list));
        Map<String, List<String>> ofKeys = new TreeMap<>();
        named(kept, history.ops()).forEach(key -> ofKeys.put(key, lists.get(Keys.groupPrefix(key))));
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

    /** Every key of these that somebody named, and all that are written again and again. */
    private static Set<String> named(Keys kept, List<Op> ops) {
        Set<String> keys = new TreeSet<>(kept.all());
        ops.stream().map(Op::key).filter(kept::contains).forEach(keys::add);
        return keys;
    }

    private void check(Kept kept, List<Op> done, List<Violation> broken) {
        List<String> keys = kept.keys().all();
        Map<String, Evidence.FinalValue> finals = new HashMap<>();
        List<Op> ops = new ArrayList<>(done);
        for (String node : cluster.nodes()) {
            long fromNanos = history.nowNanos();
            Map<String, Evidence.FinalValue> ofNode =
                    FinalReads.of(cluster.processes().portOf(node), keys);
            history.note("finals of " + node + ", " + kept.name(), ofNode);
            if (kept.isStrong()) {
                // What is in doubt may be made at any time, and so by the very read that finds it: reads through one
                // node
                // may find more than those before through another did, and never less.
                ops.addAll(FinalReads.operations(node, keys, ofNode, fromNanos, history.nowNanos()));
            } else if (!finals.isEmpty() && !finals.equals(ofNode)) {
                broken.add(new Violation("replicas-converge", "reads through " + node + " find other values"));
            }
            finals.clear();
            finals.putAll(ofNode);
        }
        // All replicas hold the same by now: once is enough for the many.
        Set<String> others = named(kept.keys(), done);
        keys.forEach(others::remove);
        finals.putAll(FinalReads.of(cluster.processes().portOf(cluster.nodes().getLast()), others));
        JsonNode policy = kept.policy();
        int copies = Math.min(policy.path("replicas").asInt(), options.nodes());
        Evidence evidence = new Evidence(
                ops,
                history.losses(),
                copies,
                Math.min(policy.path("writeQuorum").asInt(), copies),
                Math.min(policy.path("readQuorum").asInt(), copies),
                finals);
        (kept.isStrong() ? OF_STRONG : OF_EVENTUAL).forEach(checker -> broken.addAll(checker.check(evidence)));
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
