package dev.meguri.bench;

import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.report.Machine;
import dev.meguri.bench.report.Readme;
import dev.meguri.bench.report.Results;
import dev.meguri.bench.report.Section;
import dev.meguri.bench.report.Table;
import dev.meguri.bench.server.Children;
import dev.meguri.bench.server.Home;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./meguri bench}: side by side with other systems, on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures Meguri side by side with other systems that are installed here: both warm, in alternating rounds.",
            "Prints medians, ratios, latencies and CPU time per operation. Wants a machine to itself."
        })
public final class Main implements Callable<Integer> {
    /** Fewer say little: they are not kept in benchmarks/results. */
    private static final int ROUNDS_TO_KEEP = 5;

    private static final int MAX_ROUNDS = 101;
    private static final double MAX_SECONDS = 60;

    @Option(names = "--list", description = "the benches by name, and what they lack here")
    boolean list;

    @Option(names = "--only", split = ",", description = "these benches, by name")
    List<String> only = List.of();

    @Parameters(paramLabel = "NAME", description = "the same: bench client is bench --only client")
    List<String> names = List.of();

    @Option(names = "--rounds", defaultValue = "5", description = "of each contender (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "of each measurement (default: ${DEFAULT-VALUE})")
    double seconds;

    @Option(names = "--readme", description = "then put the table of all results into README.md")
    boolean readme;

    private final PrintStream out = System.out;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() {
        if (list) {
            Benches.ALL.forEach(this::describe);
            return CommandLine.ExitCode.OK;
        }
        List<String> wanted = Stream.concat(only.stream(), names.stream()).toList();
        String wrong = wrongArgument(wanted);
        if (wrong != null) {
            System.err.println("bench: " + wrong);
            return CommandLine.ExitCode.USAGE;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll));
        Home home = Home.ofEnvironment();
        if (readme) {
            // before anything is measured in vain
            Readme.requirePlace(readmeOf(home));
        }
        Setting setting = new Setting(home, rounds, seconds, line -> out.println("  " + line));
        List<Section> sections = new ArrayList<>();
        boolean failed = false;
        for (Bench bench : Benches.ALL) {
            if (wanted.isEmpty() || wanted.contains(bench.id())) {
                Section section = run(bench, setting);
                failed |= section == null;
                if (section != null) {
                    sections.add(section);
                }
            }
        }
        out.println();
        out.print(Table.forTerminal(sections));
        keep(home, sections);
        return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private String wrongArgument(List<String> wanted) {
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            return "--rounds must be from 1 to " + MAX_ROUNDS;
        }
        if (!(seconds >= 0.1) || seconds > MAX_SECONDS) {
            return "--seconds must be from 0.1 to " + (int) MAX_SECONDS;
        }
        for (String id : wanted) {
            if (!Benches.ids().contains(id)) {
                return "there is no bench '" + id + "' (known: " + String.join(", ", Benches.ids()) + ")";
            }
        }
        return null;
    }

    private void describe(Bench bench) {
        List<String> missing = bench.missing();
        out.printf(
                "%-18s %s%s%n",
                bench.id(), bench.what(), missing.isEmpty() ? "" : " (missing: " + String.join(", ", missing) + ")");
    }

    /** Null: it went wrong. */
    private Section run(Bench bench, Setting setting) {
        List<String> missing = bench.missing();
        if (!missing.isEmpty()) {
            return section(bench, List.of(), "not installed: " + String.join(", ", missing));
        }
        out.println(bench.id() + ": " + bench.what());
        try {
            return section(bench, bench.run(setting), "");
        } catch (IllegalStateException | UncheckedIOException e) {
            System.err.println("bench: " + bench.id() + " could not be measured: " + e.getMessage());
            return null;
        } finally {
            Children.endAll();
        }
    }

    private Section section(Bench bench, List<Figure> figures, String skipped) {
        Map<String, String> machine = Machine.describe();
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        return new Section(bench.id(), date, machine, rounds, seconds, figures, skipped);
    }

    private void keep(Home home, List<Section> sections) {
        Path root = home.launcher().getParent();
        Path folder = rounds >= ROUNDS_TO_KEEP
                ? root.resolve("benchmarks/results")
                : home.folder().resolve("results");
        List<Section> all = new Results(folder).merge(sections, Benches.ids());
        out.println("Every round is in " + folder.resolve("results.json") + ", the ratios in "
                + folder.resolve("chart.svg"));
        if (readme) {
            Readme.update(readmeOf(home), all);
        }
    }

    private static Path readmeOf(Home home) {
        return home.launcher().getParent().resolve("README.md");
    }
}
