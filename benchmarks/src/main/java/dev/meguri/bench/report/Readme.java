package dev.meguri.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The table with what it was measured on, and its place in the README. */
public final class Readme {
    static final String BEGIN = "<!-- figures: ./meguri bench --readme -->";
    static final String END = "<!-- end of figures -->";

    private Readme() {}

    static String text(List<Section> sections) {
        Set<String> machines = new LinkedHashSet<>();
        for (Section section : sections) {
            if (section.skipped().isEmpty()) {
                machines.add(machine(section));
            }
        }
        return Table.inMarkdown(sections) + "\n"
                + "Two numbers with a colon are Meguri's and the peer's. "
                + String.join(" ", machines) + "\n";
    }

    private static String machine(Section section) {
        Map<String, String> facts = section.machine();
        String versions = facts.entrySet().stream()
                .filter(fact -> !List.of("cpu", "memory", "os").contains(fact.getKey()))
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
        return "Measured " + section.date() + " on " + facts.get("cpu") + ", " + facts.get("memory") + ", "
                + facts.get("os") + ", the load beside it; " + versions + "; medians of " + section.rounds()
                + " rounds.";
    }

    /** @throws IllegalStateException the file has no place for figures */
    public static void requirePlace(Path readme) {
        try {
            replaced(Files.readString(readme), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the table between the marks of a file. @throws IllegalStateException it has no marks */
    public static void update(Path readme, List<Section> sections) {
        try {
            Files.writeString(readme, replaced(Files.readString(readme), text(sections)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String replaced(String readme, String text) {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("the README has no place for figures: " + BEGIN + " ... " + END);
        }
        return readme.substring(0, begin + BEGIN.length()) + "\n" + text + readme.substring(end);
    }
}
