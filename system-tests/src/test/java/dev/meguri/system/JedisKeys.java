package dev.meguri.system;

import java.time.Duration;
import java.util.Set;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;

/** Jedis, with the settings of somebody who wants to get over the death of a node. */
final class JedisKeys implements KeyClient {
    final RedisClusterClient client;

    JedisKeys(int port) {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(32);
        client = RedisClusterClient.builder()
                .nodes(Set.of(new HostAndPort("127.0.0.1", port)))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .resp2()
                        .timeoutMillis(2_000)
                        .build())
                .poolConfig(pool)
                .maxAttempts(10)
                .maxTotalRetriesDuration(Duration.ofSeconds(15))
                .build();
    }

    @Override
    public String name() {
        return "jedis";
    }

    @Override
    public void set(String key, String value) {
        client.set(key, value);
    }

    @Override
    public String get(String key) {
        return client.get(key);
    }

    @Override
    public void close() {
        client.close();
    }
}
