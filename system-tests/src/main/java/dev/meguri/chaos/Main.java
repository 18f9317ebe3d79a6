package dev.meguri.chaos;

import dev.meguri.chaos.check.Violation;
import dev.meguri.chaos.cluster.Cluster;
import dev.meguri.chaos.cluster.Processes;
import dev.meguri.chaos.figures.AdmissionFigures;
import dev.meguri.chaos.figures.KillFigures;
import dev.meguri.chaos.figures.PauseFigures;
import dev.meguri.chaos.figures.StartFigures;
import dev.meguri.chaos.history.History;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./meguri chaos}: clusters of real processes under load and faults, checked. Started by launcher/chaos.sh. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Runs a cluster of real processes under load, makes things go wrong, heals, and checks what was"
                + " promised. The seed decides which faults come in which order; what they meet is a matter of time.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:every promise was kept, every goal met",
            "1:one was not, or a run could not be made",
            "2:wrong options"
        })
public final class Main implements Callable<Integer> {
    private static final int VIOLATIONS_SHOWN = 10;

    @Option(names = "--runs", description = "how many runs (default: ${DEFAULT-VALUE})", defaultValue = "1")
    int runs;

    @Option(names = "--seconds", description = "of faults in each (default: ${DEFAULT-VALUE})", defaultValue = "60")
    int seconds;

    @Option(
            names = "--longest-pause",
            description = "in seconds, of a process that SIGSTOP holds; a run waits for its end, though its own time"
                    + " be over (default: ${DEFAULT-VALUE})",
            defaultValue = "60")
    int longestPause;

    @Option(
            names = "--policy",
            split = ",",
            description =
                    "preset of the keys' policy: fast, safe, quorum, ...; several with commas between them: keys under"
                            + " each, in the same runs (default: ${DEFAULT-VALUE})",
            defaultValue = "safe")
    List<String> policies;

    @Option(names = "--nodes", description = "at the start (default: ${DEFAULT-VALUE})", defaultValue = "3")
    int nodes;

    @Option(names = "--seed", description = "of the first run; the next ones count on (default: drawn)")
    Long seed;

    @Option(names = "--keep", description = "leave the last run's cluster running, and its history where it is")
    boolean keep;

    @Option(
            names = "--kills",
            description =
                    "instead: kill -9 one node in turn, so often; how long clients miss it, and until it votes again")
    Integer kills;

    @Option(
            names = "--pauses",
            description =
                    "instead: one node in turn stands still for two seconds, so often; whether anybody is removed")
    Integer pauses;

    @Option(
            names = "--admission",
            description = "instead: a standby is admitted under load; what that costs the clients")
    boolean admission;

    @Option(names = "--starts", description = "instead: start one node so often; how long it takes until it is ready")
    Integer starts;

    private final PrintStream out = System.out;
    private final Path folder = Path.of(System.getenv("MEGURI_HOME"));
    private final Processes processes = new Processes(
            Path.of(System.getenv("MEGURI_LAUNCHER")),
            folder.resolve("cluster"),
            Integer.parseInt(System.getenv("MEGURI_PORT_OFFSET")));

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() {
        ChaosOptions options;
        try {
            options = new ChaosOptions(seconds, longestPause, policies, nodes);
            requireFigure("--kills", kills);
            requireFigure("--pauses", pauses);
            requireFigure("--starts", starts);
            if (figuresAsked() > 1) {
                throw new IllegalArgumentException("one of --kills, --pauses, --admission and --starts at a time");
            }
            if (figuresAsked() > 0 && policies.size() > 1) {
                throw new IllegalArgumentException("--policy must be one preset where a figure is measured");
            }
            if (runs < 1) {
                throw new IllegalArgumentException("--runs must be at least 1");
            }
        } catch (IllegalArgumentException e) {
            System.err.println("chaos: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        Thread cleaner = new Thread(processes::killAll);
        Runtime.getRuntime().addShutdownHook(cleaner);
        if (figuresAsked() > 0) {
            return figures();
        }
        long first = seed == null ? System.currentTimeMillis() % 1_000_000 : seed;
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            try {
                verdicts.addAll(run(first + i, options));
            } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
                System.err.println("chaos: the run with seed " + (first + i) + " could not be made: " + e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
        if (keep) {
            Runtime.getRuntime().removeShutdownHook(cleaner);
            out.println("The cluster is left running; stop it with: MEGURI_HOME=" + processes.home()
                    + " MEGURI_PORT_OFFSET=" + System.getenv("MEGURI_PORT_OFFSET") + " ./meguri down");
        }
        boolean met = true;
        for (String policy : options.policies()) {
            Summary summary = new Summary(
                    policy,
                    verdicts.stream()
                            .filter(verdict -> verdict.policy().equals(policy))
                            .toList());
            summary.lines().forEach(out::println);
            met &= summary.isMet();
        }
        return met ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void requireFigure(String name, Integer times) {
        if (times != null && times < 1) {
            throw new IllegalArgumentException(name + " must be at least 1");
        }
    }

    private long figuresAsked() {
        return Stream.of(kills, pauses, starts).filter(Objects::nonNull).count() + (admission ? 1 : 0);
    }

    private int figures() {
        processes.killAll();
        processes.deleteHome();
        try {
            boolean met;
            if (starts != null) {
                met = new StartFigures(new Cluster(processes, 1), out).run(starts);
            } else if (admission) {
                met = new AdmissionFigures(new Cluster(processes, nodes), out).run(policies.getFirst());
            } else if (pauses != null) {
                met = new PauseFigures(new Cluster(processes, nodes), out).run(pauses, policies.getFirst());
            } else {
                met = new KillFigures(new Cluster(processes, nodes), out).run(kills, policies.getFirst());
            }
            return met ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            System.err.println("chaos: could not be measured: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** One verdict per policy. */
    private List<Verdict> run(long runSeed, ChaosOptions options) {
        processes.killAll();
        processes.deleteHome();
        out.printf(
                "Run with seed %d: %d nodes, policy %s, %d s of faults%n",
                runSeed, options.nodes(), String.join(", ", options.policies()), options.seconds());
        Path file = folder.resolve("history-" + runSeed + ".jsonl");
        List<Verdict> verdicts;
        try (History history = new History(file)) {
            verdicts = new ChaosRun(runSeed, options, new Cluster(processes, options.nodes()), history, out::println)
                    .run();
        }
        for (Verdict verdict : verdicts) {
            if (verdicts.size() > 1) {
                out.println("  Policy " + verdict.policy());
            }
            verdict.figures().forEach(line -> out.println("  " + line));
        }
        if (verdicts.stream().allMatch(Verdict::isClean)) {
            out.println("Seed " + runSeed + ": every promise was kept");
            if (!keep) {
                delete(file);
            }
        } else {
            report(runSeed, verdicts, file, options);
        }
        return verdicts;
    }

    private void report(long runSeed, List<Verdict> verdicts, Path file, ChaosOptions options) {
        for (Verdict verdict : verdicts) {
            if (!verdict.isClean()) {
                out.println("Seed " + runSeed + ", policy " + verdict.policy() + ": "
                        + verdict.violations().size() + " VIOLATIONS");
                for (Violation violation :
                        verdict.violations().stream().limit(VIOLATIONS_SHOWN).toList()) {
                    out.println("  " + violation);
                }
            }
        }
        Path logs = folder.resolve("logs-" + runSeed);
        copy(processes.home().resolve("logs"), logs);
        out.println("  history: " + file);
        out.println("  logs: " + logs);
        out.println("  again: ./meguri chaos --seed " + runSeed + " --seconds " + options.seconds()
                + " --longest-pause " + options.longestPauseSeconds() + " --policy "
                + String.join(",", options.policies()) + " --nodes "
                + options.nodes());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            try (var files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
