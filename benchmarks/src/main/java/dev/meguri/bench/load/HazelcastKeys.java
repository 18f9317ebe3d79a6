package dev.meguri.bench.load;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.meguri.bench.server.HazelcastMember;
import java.util.List;

/** Hazelcast's client, which asks the member that owns a key. */
public final class HazelcastKeys implements KeyClient {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int INVOCATION_SECONDS = 10;

    private final HazelcastInstance client;
    private final IMap<byte[], byte[]> map;

    public HazelcastKeys(List<Integer> ports) {
        client = HazelcastClient.newHazelcastClient(config(ports));
        map = client.getMap(HazelcastMember.MAP);
    }

    static ClientConfig config(List<Integer> ports) {
        ClientConfig config = new ClientConfig();
        config.setClusterName(HazelcastMember.CLUSTER);
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.client.invocation.timeout.seconds", Integer.toString(INVOCATION_SECONDS));
        config.getConnectionStrategyConfig().getConnectionRetryConfig().setClusterConnectTimeoutMillis(CONNECT_MILLIS);
        ports.forEach(port -> config.getNetworkConfig().addAddress("127.0.0.1:" + port));
        return config;
    }

    /** Does not ask for the value before, as a put would. */
    @Override
    public void set(byte[] key, byte[] value) {
        map.set(key, value);
    }

    @Override
    public byte[] get(byte[] key) {
        return map.get(key);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
