package dev.meguri.bench.report;

import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.duel.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures as a table: for a terminal, or in Markdown. */
public final class Table {
    private static final List<String> HEAD =
            List.of("what", "Meguri", "peer", "", "ratio", "goal", "", "p50 ms", "p99 ms", "p99.9 ms", "CPU us/op");
    /** Columns of words; the others are numbers. */
    private static final List<Integer> LEFT = List.of(0, 3, 5, 6);

    private Table() {}

    public static String forTerminal(List<Section> sections) {
        List<List<String>> rows = rows(sections);
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(LEFT.contains(i) ? row.get(i) + padding : padding + row.get(i))
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.append(skipped(sections)).toString();
    }

    public static String inMarkdown(List<Section> sections) {
        StringBuilder text = new StringBuilder();
        List<List<String>> rows = rows(sections);
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|");
                for (int column = 0; column < HEAD.size(); column++) {
                    text.append(LEFT.contains(column) ? " --- |" : " ---: |");
                }
                text.append('\n');
            }
        }
        String skipped = skipped(sections);
        return skipped.isEmpty() ? text.toString() : text + "\n" + skipped;
    }

    private static List<List<String>> rows(List<Section> sections) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (Section section : sections) {
            section.figures().forEach(figure -> rows.add(row(figure)));
        }
        return rows;
    }

    private static List<String> row(Figure figure) {
        return List.of(
                figure.what(),
                Numbers.of(figure.ours().median()) + " " + figure.unit(),
                figure.peer() == null ? figure.note() : Numbers.of(figure.peer().median()) + " " + figure.unit(),
                figure.peer() == null ? "" : figure.peer().name(),
                Numbers.ratio(figure.ratio()),
                figure.goal().text(),
                figure.isJudged() ? (figure.goal().isMet(figure) ? "met" : "missed") : "",
                both(figure, Measurement::p50Millis),
                both(figure, Measurement::p99Millis),
                both(figure, Measurement::p999Millis),
                both(figure, Measurement::cpuMicros));
    }

    private static String both(Figure figure, ToDoubleFunction<Measurement> part) {
        double ours = figure.ours().median(part);
        Side peer = figure.peer();
        double theirs = peer == null ? Double.NaN : peer.median(part);
        return Double.isNaN(ours) && Double.isNaN(theirs) ? "" : Numbers.of(ours) + " : " + Numbers.of(theirs);
    }

    private static String skipped(List<Section> sections) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            if (!section.skipped().isEmpty()) {
                text.append("skipped: ")
                        .append(section.bench())
                        .append(" (")
                        .append(section.skipped())
                        .append(")\n");
            }
        }
        return text.toString();
    }
}
