package dev.meguri.bench.report;

import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import java.util.List;
import java.util.Locale;

/**
 * Ratios to the peers as bars in an SVG, one per figure, so that longer is better: of what is better when it is less, the
 * peer's median over ours is drawn.
 */
public final class Chart {
    private static final int WIDTH = 860;
    private static final int LABELS = 300;
    private static final int BARS = 360;
    private static final int ROW = 26;
    private static final int TOP = 46;
    private static final int BOTTOM = 22;
    private static final double LEAST_SCALE = 2;

    private Chart() {}

    public static String svg(List<Section> sections) {
        List<Figure> figures = sections.stream()
                .flatMap(section -> section.figures().stream())
                .filter(figure -> figure.peer() != null && Double.isFinite(gain(figure)))
                .toList();
        double scale = Math.max(
                LEAST_SCALE, figures.stream().mapToDouble(Chart::gain).max().orElse(0));
        int height = TOP + figures.size() * ROW + BOTTOM;
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"13\">",
                WIDTH,
                height,
                WIDTH,
                height);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
        add(
                svg,
                "<text x=\"12\" y=\"24\" font-weight=\"600\" fill=\"#1f2933\">Meguri against its peers"
                        + " (times as good; 1 is equal)</text>");
        double one = LABELS + BARS / scale;
        for (int i = 0; i < figures.size(); i++) {
            bar(svg, figures.get(i), TOP + i * ROW, scale);
        }
        add(
                svg,
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#1f2933\" stroke-dasharray=\"3 3\"/>",
                one,
                TOP - 8,
                one,
                height - BOTTOM);
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Figure figure, int y, double scale) {
        double gain = gain(figure);
        double width = gain / scale * BARS;
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#1f2933\">%s</text>",
                LABELS - 10,
                y + 14,
                escaped(figure.what()));
        add(
                svg,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>",
                LABELS,
                y + 2,
                width,
                ROW - 8,
                figure.goal().isMet(figure) ? "#2f7d6d" : "#c2762b");
        add(
                svg,
                "<text x=\"%.1f\" y=\"%d\" fill=\"#52606d\">%.2f x %s</text>",
                LABELS + width + 8,
                y + 14,
                gain,
                escaped(figure.peer().name()));
    }

    private static double gain(Figure figure) {
        return figure.goal() instanceof Goal.RatioAtMost || figure.goal() instanceof Goal.ValueAtMost
                ? 1 / figure.ratio()
                : figure.ratio();
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
