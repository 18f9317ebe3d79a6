package dev.meguri.client.jcache;

import dev.meguri.client.fake.FakeMemory;
import dev.meguri.client.fake.FakeNode;
import dev.meguri.client.fake.FakeRing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;

/** A manager of one fake node that keeps text, under the names that a user of a real one sees. */
final class JCacheScene implements AutoCloseable {
    final FakeNode node = new FakeNode("a");
    final FakeMemory memory = new FakeMemory();
    final MeguriCachingProvider provider = new MeguriCachingProvider();
    final CacheManager manager;

    JCacheScene() {
        this(JCacheProperties.CODEC, "string");
    }

    JCacheScene(String... properties) {
        node.ring(FakeRing.of(1, node));
        node.script(memory);
        Properties set = new Properties();
        for (int i = 0; i < properties.length; i += 2) {
            set.setProperty(properties[i], properties[i + 1]);
        }
        manager = provider.getCacheManager(URI.create("meguri://" + node.address()), null, set);
    }

    static MutableConfiguration<String, String> texts() {
        return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
    }

    Cache<String, String> cache() {
        return cache(texts());
    }

    /** Its name is "users". */
    Cache<String, String> cache(MutableConfiguration<String, String> configuration) {
        return manager.createCache("users", configuration);
    }

    /** Null: absent. */
    String stored(String key) {
        FakeMemory.Entry entry = memory.entry("users:" + key);
        return entry == null ? null : entry.value();
    }

    /** What the node was asked for since this was called last. */
    List<List<String>> asked() {
        List<List<String>> asked = new ArrayList<>();
        node.received.drainTo(asked);
        return asked;
    }

    @Override
    public void close() {
        provider.close();
        node.close();
    }
}
