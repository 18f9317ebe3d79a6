package dev.meguri.bench.load;

import dev.meguri.client.MeguriCache;
import dev.meguri.client.MeguriClient;
import dev.meguri.client.WriteOptions;
import dev.meguri.client.codec.Codecs;
import java.nio.charset.StandardCharsets;

/** Meguri's own client: one connection to each node, shared by all threads. Sets as any Redis client does, without tokens. */
public final class MeguriKeys implements KeyClient {
    private final MeguriClient client;
    private final MeguriCache<byte[]> cache;

    public MeguriKeys(int port) {
        client = MeguriClient.connect("127.0.0.1:" + port);
        cache = client.cache("", Codecs.bytes());
    }

    @Override
    public void set(byte[] key, byte[] value) {
        cache.set(text(key), value, WriteOptions.repeatable());
    }

    @Override
    public byte[] get(byte[] key) {
        return cache.get(text(key));
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        client.close();
    }
}
