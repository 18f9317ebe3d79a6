package dev.meguri.bench.load.open;

import dev.meguri.bench.duel.Contender;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.load.RedisCommand;
import dev.meguri.bench.load.RedisContender;
import dev.meguri.bench.load.RedisFill;
import dev.meguri.bench.server.Home;
import dev.meguri.bench.server.Servers;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * A system that speaks the Redis protocol and holds many entries, under GETs at a fixed rate. Values are 99.9th percentiles
 * in milliseconds.
 */
public final class OpenLoopContender implements Contender<SharedRate> {
    private static final int MAX_RESTS = 8;
    private static final int MAX_CLOSED_LOOPS = 6;
    /** Another closed loop follows while one is faster than the best before by more than this. */
    private static final double STILL_WARMING = 1.04;

    private static final int MAX_TRIES = 3;

    private final String name;
    private final Servers servers;
    private final Home home;
    private final int entries;
    private final double seconds;
    private final SharedRate rate;
    private final Consumer<String> progress;
    private final RedisContender closedLoop;
    private long runs;

    /** @param seconds of each closed loop by redis-benchmark, which tells what it takes at most */
    public OpenLoopContender(
            String name,
            Servers servers,
            Home home,
            int entries,
            double seconds,
            SharedRate rate,
            Consumer<String> progress) {
        this.name = name;
        this.servers = servers;
        this.home = home;
        this.entries = entries;
        this.seconds = seconds;
        this.rate = rate;
        this.progress = progress;
        this.closedLoop = new RedisContender(name, servers, false);
    }

    @Override
    public String name() {
        return name;
    }

    /** Filled, at rest (what was filled may have to be saved), and asked for the most that it takes. */
    @Override
    public void start() {
        servers.start();
        RedisFill.run(home, servers.port(), entries, RedisFill.NO_TTL);
        for (int i = 0; i < MAX_RESTS && !servers.awaitRest(); i++) {
            progress.accept(name + " is busy with what it was filled with");
        }
        double most = mostPerSecond();
        progress.accept(String.format(Locale.ROOT, "%s answers at most %,.0f GETs a second", name, most));
        rate.takes(most);
        servers.awaitRest();
    }

    private double mostPerSecond() {
        RedisCommand get = new RedisCommand("get", 1, entries);
        double most = 0;
        for (int i = 0; i < MAX_CLOSED_LOOPS; i++) {
            double value = closedLoop.measure(get, seconds).value();
            boolean isWarm = i > 0 && value < most * STILL_WARMING;
            most = Math.max(most, value);
            if (isWarm) {
                break;
            }
        }
        return most;
    }

    /** @throws IllegalStateException the generator was late, again and again: what it measured would be its own figure */
    @Override
    public Measurement measure(SharedRate wanted, double duration) {
        String late = "";
        for (int i = 0; i < MAX_TRIES; i++) {
            Duration before = servers.cpu();
            OpenLoop.Outcome outcome = new OpenLoop(servers.port(), entries, ++runs).run(wanted.perSecond(), duration);
            Histogram latency = outcome.latencyNanos();
            double cpuMicros = servers.cpu().minus(before).toNanos() / 1_000.0 / latency.getTotalCount();
            if (outcome.keptPace()) {
                return new Measurement(
                        millis(latency, 99.9),
                        millis(latency, 50),
                        millis(latency, 99),
                        millis(latency, 99.9),
                        cpuMicros);
            }
            late = String.format(
                    Locale.ROOT,
                    "THE GENERATOR DID NOT KEEP UP with %,.0f GETs a second to %s: it was %.1f ms late at p99.9, of %.1f ms",
                    wanted.perSecond(),
                    name,
                    millis(outcome.latenessNanos(), 99.9),
                    millis(latency, 99.9));
            progress.accept(late);
            servers.awaitRest();
        }
        throw new IllegalStateException(late);
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    @Override
    public void awaitRest() {
        servers.awaitRest();
    }

    @Override
    public void close() {
        servers.close();
    }
}
