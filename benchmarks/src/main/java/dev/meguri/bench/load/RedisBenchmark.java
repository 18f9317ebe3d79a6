package dev.meguri.bench.load;

import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.server.Tools;
import java.util.ArrayList;
import java.util.List;

/** Load by redis-benchmark: 50 connections, 100-byte values, keys of 16 bytes. */
public final class RedisBenchmark {
    private static final int CONNECTIONS = 50;
    private static final int VALUE_BYTES = 100;
    private static final int FIELDS = 8;

    private RedisBenchmark() {}

    /** @param cluster whether it asks for the cluster's nodes and talks to each of them */
    public static Measurement run(int port, boolean cluster, RedisCommand command, long requests, double seconds) {
        List<String> line = new ArrayList<>(List.of(
                "redis-benchmark",
                "-p",
                Integer.toString(port),
                "-t",
                command.name(),
                "-n",
                Long.toString(requests),
                "-c",
                Integer.toString(CONNECTIONS),
                "-d",
                Integer.toString(VALUE_BYTES),
                "-r",
                Integer.toString(command.keys()),
                "-P",
                Integer.toString(command.pipelined()),
                "--csv"));
        if (cluster) {
            line.add("--cluster");
        }
        return parse(Tools.run(line, (long) (60 + 20 * seconds)));
    }

    /** "test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms","p95_latency_ms","p99_latency_ms","max_latency_ms" */
    static Measurement parse(String csv) {
        for (String line : csv.lines().toList()) {
            String[] fields = line.strip().replace("\"", "").split(",");
            if (line.startsWith("\"") && fields.length == FIELDS && !fields[1].equals("rps")) {
                return new Measurement(
                        Double.parseDouble(fields[1]),
                        Double.parseDouble(fields[4]),
                        Double.parseDouble(fields[6]),
                        Double.NaN,
                        Double.NaN);
            }
        }
        throw new IllegalStateException("redis-benchmark printed no figures: " + csv.strip());
    }
}
