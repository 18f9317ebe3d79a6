package dev.meguri.bench;

import dev.meguri.bench.duel.Contender;
import dev.meguri.bench.duel.Duel;
import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.load.RedisCommand;
import dev.meguri.bench.load.RedisContender;
import dev.meguri.bench.server.Home;
import dev.meguri.bench.server.MeguriServers;
import dev.meguri.bench.server.RedisServers;
import dev.meguri.bench.server.Tools;
import java.util.List;
import java.util.Map;

/** SET and GET against Redis, by redis-benchmark. */
enum RedisPairs implements Bench {
    ONE_NODE("redis", "SET and GET, one node and one redis-server, one command at a time", 1, 1.0) {
        @Override
        Contender<RedisCommand> ours(Home home) {
            return new RedisContender("Meguri", new MeguriServers(home, 1, Map.of()), false);
        }

        @Override
        Contender<RedisCommand> peer(Home home) {
            return new RedisContender("redis-server", RedisServers.single(home), false);
        }
    },

    PIPELINED("redis-pipelined", "SET and GET, one node and one redis-server, 16 commands pipelined", 16, 1.5) {
        @Override
        Contender<RedisCommand> ours(Home home) {
            return ONE_NODE.ours(home);
        }

        @Override
        Contender<RedisCommand> peer(Home home) {
            return ONE_NODE.peer(home);
        }
    },

    CLUSTER("redis-cluster", "SET and GET, two copies (W1 R1) on three nodes, and a Redis Cluster of 3 + 3", 1, 1.0) {
        @Override
        Contender<RedisCommand> ours(Home home) {
            Map<String, Object> twoCopies = Map.of("replicas", 2, "writeQuorum", 1, "readQuorum", 1);
            MeguriServers servers = new MeguriServers(home, 3, Map.of("default", twoCopies));
            return new RedisContender("Meguri", servers, true);
        }

        @Override
        Contender<RedisCommand> peer(Home home) {
            return new RedisContender("Redis Cluster", RedisServers.cluster(home, 3), true);
        }
    };

    private final String id;
    private final String what;
    private final int pipelined;
    private final double goal;

    RedisPairs(String id, String what, int pipelined, double goal) {
        this.id = id;
        this.what = what;
        this.pipelined = pipelined;
        this.goal = goal;
    }

    abstract Contender<RedisCommand> ours(Home home);

    abstract Contender<RedisCommand> peer(Home home);

    @Override
    public String id() {
        return id;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public List<String> missing() {
        return Tools.missing("redis-server", "redis-benchmark", "redis-cli");
    }

    @Override
    public List<Figure> run(Setting setting) {
        return new Duel<>(
                        ours(setting.home()),
                        peer(setting.home()),
                        setting.rounds(),
                        setting.seconds(),
                        setting.progress())
                .run(List.of(part("set"), part("get")));
    }

    private Duel.Part<RedisCommand> part(String command) {
        String how = this == CLUSTER ? ", 2 copies, 3 nodes" : pipelined == 1 ? ", 1 node" : ", 1 node, 16 pipelined";
        return new Duel.Part<>(
                new RedisCommand(command, pipelined),
                command.toUpperCase(java.util.Locale.ROOT) + how,
                "op/s",
                new Goal.RatioAtLeast(goal));
    }
}
