package dev.meguri.bench.load;

import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.server.Tools;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load by wrk: GETs of one address over 50 connections, each with one request at a time. */
public final class Wrk {
    private static final int CONNECTIONS = 50;
    private static final Pattern REQUESTS = Pattern.compile("(?m)^\\s*(\\d+) requests in ");
    private static final Pattern RATE = Pattern.compile("(?m)^Requests/sec:\\s*([0-9.]+)");
    /** What went wrong with some of the requests: wrk says nothing of it where all is well. */
    private static final Pattern WRONG = Pattern.compile("(?m)^\\s*((?:Socket errors|Non-2xx or 3xx responses):.*)");

    /** @param requests that were answered */
    public record Run(long requests, Measurement measured) {}

    private Wrk() {}

    /** @param seconds rounded up: wrk knows whole ones */
    public static Run get(String url, double seconds) {
        long whole = (long) Math.ceil(seconds);
        return parse(Tools.run(
                List.of("wrk", "-t", "1", "-c", Integer.toString(CONNECTIONS), "-d", whole + "s", "--latency", url),
                30 + 2 * whole));
    }

    static Run parse(String printed) {
        Matcher wrong = WRONG.matcher(printed);
        if (wrong.find()) {
            throw new IllegalStateException("wrk had answers that do not count: " + wrong.group(1));
        }
        return new Run(
                Long.parseLong(first(REQUESTS, printed)),
                new Measurement(
                        Double.parseDouble(first(RATE, printed)),
                        percentileMillis("50", printed),
                        percentileMillis("99", printed),
                        Double.NaN,
                        Double.NaN));
    }

    private static double percentileMillis(String percentile, String printed) {
        Matcher line = Pattern.compile("(?m)^\\s*" + percentile + "%\\s+([0-9.]+)(us|ms|s|m)\\s*$")
                .matcher(printed);
        if (!line.find()) {
            throw noFigures(printed);
        }
        double value = Double.parseDouble(line.group(1));
        return switch (line.group(2)) {
            case "us" -> value / 1_000;
            case "ms" -> value;
            case "s" -> value * 1_000;
            default -> value * 60_000;
        };
    }

    private static String first(Pattern pattern, String printed) {
        Matcher matcher = pattern.matcher(printed);
        if (!matcher.find()) {
            throw noFigures(printed);
        }
        return matcher.group(1);
    }

    private static IllegalStateException noFigures(String printed) {
        return new IllegalStateException("wrk printed no figures: " + printed.strip());
    }
}
