package dev.meguri.bench.load;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;

/** Lettuce as a cluster's client: one connection to each node, shared by all threads. */
public final class LettuceKeys implements KeyClient {
    private final RedisClusterClient client;
    private final StatefulRedisClusterConnection<byte[], byte[]> connection;

    public LettuceKeys(int port) {
        client = RedisClusterClient.create(RedisURI.create("127.0.0.1", port));
        connection = client.connect(ByteArrayCodec.INSTANCE);
    }

    @Override
    public void set(byte[] key, byte[] value) {
        connection.sync().set(key, value);
    }

    @Override
    public byte[] get(byte[] key) {
        return connection.sync().get(key);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
