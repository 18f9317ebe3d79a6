package dev.meguri.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One redis-server, or a Redis Cluster of primaries with one replica each; nothing is written to disk. */
public final class RedisServers extends Servers {
    private static final int BUS_PORTS_ABOVE = 100;

    private final Home home;
    private final int count;
    private final boolean cluster;

    private RedisServers(Home home, int count, boolean cluster) {
        this.home = home;
        this.count = count;
        this.cluster = cluster;
    }

    public static RedisServers single(Home home) {
        return new RedisServers(home, 1, false);
    }

    /** Two copies of each key: {@code primaries} primaries and as many replicas. */
    public static RedisServers cluster(Home home, int primaries) {
        return new RedisServers(home, primaries * 2, true);
    }

    @Override
    public int port() {
        return home.peerPort(0);
    }

    @Override
    public void start() {
        for (int i = 0; i < count; i++) {
            start(i);
        }
        for (int i = 0; i < count; i++) {
            int port = home.peerPort(i);
            await("redis-server", 10, () -> answers(port));
        }
        if (cluster) {
            List<String> create = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
            for (int i = 0; i < count; i++) {
                create.add("127.0.0.1:" + home.peerPort(i));
            }
            create.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
            Tools.run(create, 60);
            await("the Redis Cluster", 30, this::isFormed);
        }
    }

    private void start(int i) {
        Path folder = home.fresh("redis-" + i);
        List<String> command = new ArrayList<>(List.of(
                "redis-server",
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(home.peerPort(i)),
                "--save",
                "",
                "--appendonly",
                "no",
                "--repl-diskless-sync-delay",
                "0",
                "--dir",
                folder.toString()));
        if (cluster) {
            int bus = home.peerPort(i) + BUS_PORTS_ABOVE;
            command.addAll(List.of("--cluster-enabled", "yes", "--cluster-port", Integer.toString(bus)));
        }
        try {
            started(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start()
                    .toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every slot is served, and every replica has caught up. */
    private boolean isFormed() {
        for (int i = 0; i < count; i++) {
            String port = Integer.toString(home.peerPort(i));
            String state = Tools.run(List.of("redis-cli", "-p", port, "cluster", "info"), 10);
            String replication = Tools.run(List.of("redis-cli", "-p", port, "info", "replication"), 10);
            boolean linked = replication.contains("role:slave")
                    ? replication.contains("master_link_status:up")
                    : replication.contains("connected_slaves:1");
            if (!state.contains("cluster_state:ok") || !linked) {
                return false;
            }
        }
        return true;
    }
}
