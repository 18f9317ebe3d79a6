package dev.meguri.bench.load;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** jetcd, which asks the members in turn. Reads are linearizable, as they are by default. */
public final class EtcdKeys implements KeyClient {
    private static final long TIMEOUT_SECONDS = 10;

    private final Client client;
    private final KV keys;

    public EtcdKeys(List<Integer> ports) {
        client = Client.builder()
                .endpoints(
                        ports.stream().map(port -> "http://127.0.0.1:" + port).toArray(String[]::new))
                .build();
        keys = client.getKVClient();
    }

    @Override
    public void set(byte[] key, byte[] value) throws Exception {
        keys.put(ByteSequence.from(key), ByteSequence.from(value)).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public byte[] get(byte[] key) throws Exception {
        List<KeyValue> found = keys.get(ByteSequence.from(key))
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .getKvs();
        return found.isEmpty() ? null : found.getFirst().getValue().getBytes();
    }

    @Override
    public void close() {
        client.close();
    }
}
