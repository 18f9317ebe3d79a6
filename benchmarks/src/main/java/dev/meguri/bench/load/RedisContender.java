package dev.meguri.bench.load;

import dev.meguri.bench.duel.Contender;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.server.Servers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A system that speaks the Redis protocol, under load by redis-benchmark. */
public final class RedisContender implements Contender<RedisCommand> {
    private static final long FIRST_REQUESTS = 50_000;
    private static final long FILL_REQUESTS = 500_000;

    private final String name;
    private final Servers servers;
    private final boolean cluster;
    private final Map<RedisCommand, Double> rates = new HashMap<>();

    public RedisContender(String name, Servers servers, boolean cluster) {
        this.name = name;
        this.servers = servers;
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return name;
    }

    /** Every key is there, so that reads find one: drawn by chance, 500,000 writes leave out less than 1% of 100,000. */
    @Override
    public void start() {
        servers.start();
        RedisBenchmark.run(servers.port(), cluster, new RedisCommand("set", 16), FILL_REQUESTS, 60);
    }

    /** As many requests as took so long the last time. */
    @Override
    public Measurement measure(RedisCommand command, double seconds) {
        Double rate = rates.get(command);
        long requests = rate == null ? FIRST_REQUESTS : Math.max(FIRST_REQUESTS, (long) (rate * seconds));
        Duration before = servers.cpu();
        Measurement measured = RedisBenchmark.run(servers.port(), cluster, command, requests, seconds);
        double cpuMicros = servers.cpu().minus(before).toNanos() / 1_000.0 / requests;
        rates.put(command, measured.value());
        return measured.withCpu(cpuMicros);
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
