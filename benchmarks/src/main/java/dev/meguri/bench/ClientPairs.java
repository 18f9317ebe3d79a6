package dev.meguri.bench;

import dev.meguri.bench.duel.Contender;
import dev.meguri.bench.duel.Duel;
import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.load.EtcdKeys;
import dev.meguri.bench.load.HazelcastKeys;
import dev.meguri.bench.load.JedisKeys;
import dev.meguri.bench.load.KeyCommand;
import dev.meguri.bench.load.KeyContender;
import dev.meguri.bench.server.EtcdServers;
import dev.meguri.bench.server.HazelcastServers;
import dev.meguri.bench.server.Home;
import dev.meguri.bench.server.MeguriServers;
import java.util.List;
import java.util.Map;

/** Three nodes with Jedis against three members of another system with its own client, both by 50 threads in this JVM. */
enum ClientPairs implements Bench {
    HAZELCAST(
            "hazelcast",
            "SET and GET, safe with two copies, and Hazelcast with one synchronous backup",
            "safe, 2 copies",
            Map.of("preset", "safe", "replicas", 2)) {
        @Override
        Contender<KeyCommand> peer(Home home) {
            HazelcastServers servers = new HazelcastServers(home, MEMBERS);
            return new KeyContender("Hazelcast", servers, () -> new HazelcastKeys(servers.ports()));
        }

        @Override
        List<Duel.Part<KeyCommand>> parts() {
            return List.of(part(KeyCommand.SET, 2.0), part(KeyCommand.GET, 1.2));
        }
    },

    STRONG_HAZELCAST(
            "strong-hazelcast",
            "SET, strong, and Hazelcast with one synchronous backup, which is not linearizable",
            "strong",
            Map.of("preset", "strong")) {
        @Override
        Contender<KeyCommand> peer(Home home) {
            return HAZELCAST.peer(home);
        }

        @Override
        List<Duel.Part<KeyCommand>> parts() {
            return List.of(part(KeyCommand.SET, 1.0));
        }
    },

    STRONG_ETCD(
            "strong-etcd",
            "SET and GET, strong, and etcd with its data on tmpfs",
            "strong",
            Map.of("preset", "strong")) {
        @Override
        Contender<KeyCommand> peer(Home home) {
            EtcdServers servers = new EtcdServers(home, MEMBERS);
            return new KeyContender("etcd", servers, () -> new EtcdKeys(servers.ports()));
        }

        @Override
        List<Duel.Part<KeyCommand>> parts() {
            return List.of(part(KeyCommand.SET, 5.0), part(KeyCommand.GET, 3.0));
        }

        @Override
        public List<String> missing() {
            return EtcdServers.missing();
        }
    };

    private static final int MEMBERS = 3;

    private final String id;
    private final String what;
    private final String how;
    private final Map<String, Object> policy;

    /** @param policy of the keys that are used */
    ClientPairs(String id, String what, String how, Map<String, Object> policy) {
        this.id = id;
        this.what = what;
        this.how = how;
        this.policy = policy;
    }

    abstract Contender<KeyCommand> peer(Home home);

    abstract List<Duel.Part<KeyCommand>> parts();

    @Override
    public String id() {
        return id;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public List<Figure> run(Setting setting) {
        // A policy of their own: the default's consistency cannot be changed.
        MeguriServers servers = new MeguriServers(setting.home(), MEMBERS, Map.of(KeyContender.PREFIX, policy));
        return new Duel<>(
                        new KeyContender("Meguri", servers, () -> new JedisKeys(servers.port())),
                        peer(setting.home()),
                        setting.rounds(),
                        setting.seconds(),
                        setting.progress())
                .run(parts());
    }

    /** @param goal ratio to reach */
    Duel.Part<KeyCommand> part(KeyCommand command, double goal) {
        return new Duel.Part<>(
                command, command + ", " + how + ", 3 nodes, 50 threads", "op/s", new Goal.RatioAtLeast(goal));
    }
}
