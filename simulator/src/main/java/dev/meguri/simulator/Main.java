package dev.meguri.simulator;

import dev.meguri.simulator.run.Campaign;
import dev.meguri.simulator.run.MutantReport;
import dev.meguri.simulator.run.Outcome;
import dev.meguri.simulator.run.Simulation;
import dev.meguri.simulator.run.SimulationOptions;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./meguri sim}: simulates clusters, many seeds or one again. */
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        description = "Simulates whole clusters in virtual time and checks their invariants.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:every invariant held",
            "1:a violation was found, or a history took too long to check",
            "2:wrong options"
        })
public final class Main implements Callable<Integer> {
    @Option(names = "--seeds", description = "how many seeds to run (default: ${DEFAULT-VALUE})", defaultValue = "100")
    long seeds;

    @Option(names = "--seed", description = "run this one seed, again and exactly as before")
    Long seed;

    @Option(names = "--from", description = "first seed (default: ${DEFAULT-VALUE})", defaultValue = "1")
    long from;

    @Option(
            names = "--seconds",
            description = "virtual seconds of work and faults (default: ${DEFAULT-VALUE})",
            defaultValue = "60")
    int seconds;

    @Option(names = "--nodes", description = "nodes of each cluster (default: ${DEFAULT-VALUE})", defaultValue = "5")
    int nodes;

    @Option(names = "--threads", description = "runs at once (default: one per processor)")
    Integer threads;

    @Option(
            names = "--violations",
            description =
                    "stop after so many seeds with a violation or a history that is unknown (default: ${DEFAULT-VALUE})",
            defaultValue = "10")
    int violations;

    @Option(names = "--peace", description = "nothing goes wrong, whatever the seed has drawn")
    boolean peace;

    @Option(names = "--mutants", description = "run every bug made on purpose, and print what catches it")
    boolean mutants;

    @Option(names = "--trace", description = "with --seed: print everything that happens")
    boolean trace;

    private final PrintStream out = System.out;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() {
        SimulationOptions options;
        try {
            options = new SimulationOptions(seconds, nodes, peace);
            if (seed == null && (seeds < 1 || violations < 1 || (threads != null && threads < 1))) {
                throw new IllegalArgumentException("--seeds, --violations and --threads must be at least 1");
            }
        } catch (IllegalArgumentException e) {
            System.err.println("sim: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return mutants ? mutants() : seed == null ? many(options) : one(options);
    }

    private int one(SimulationOptions options) {
        Outcome outcome = new Simulation(seed, options, null, trace ? out::println : null).run();
        out.printf(
                "seed %d: %.1f virtual seconds, %d operations, %d messages, faults %s, trace hash %016x%n",
                seed,
                outcome.virtualMicros() / 1e6,
                outcome.operations(),
                outcome.messages(),
                outcome.faults(),
                outcome.traceHash());
        report(outcome);
        return outcome.isClean() ? 0 : 1;
    }

    /** Each on a fifth of the seeds that an ordinary call would run: it stops at the first violation, but runs are short. */
    private int mutants() {
        int each = (int) Math.min(1_000, Math.max(1, seeds / 5));
        return new MutantReport(out, each).print() == 0 ? 0 : 1;
    }

    private int many(SimulationOptions options) {
        int running = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        long step = Math.max(1, seeds / 20);
        long[] done = new long[1];
        Campaign.Result result = new Campaign(from, seeds, options, running, violations, outcome -> {
                    report(outcome);
                    if (++done[0] % step == 0) {
                        out.println(done[0] + " of " + seeds + " seeds");
                    }
                })
                .run();
        out.println(result);
        return result.figures().problems().isEmpty() ? 0 : 1;
    }

    private void report(Outcome outcome) {
        if (!outcome.isClean()) {
            String what = outcome.isViolated() ? "VIOLATION of " : "UNKNOWN, ";
            out.println("seed " + outcome.seed() + ": " + what + outcome.problem());
            out.println("  again: " + replayCommand(outcome.seed()));
        }
    }

    private String replayCommand(long which) {
        return "./meguri sim --seed " + which + (seconds == 60 ? "" : " --seconds " + seconds)
                + (nodes == 5 ? "" : " --nodes " + nodes) + (peace ? " --peace" : "");
    }
}
