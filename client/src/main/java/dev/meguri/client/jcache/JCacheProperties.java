package dev.meguri.client.jcache;

import dev.meguri.client.codec.Codec;
import dev.meguri.client.codec.Codecs;
import dev.meguri.client.codec.JsonCodec;
import java.io.ObjectInputFilter;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import javax.cache.CacheException;

/**
 * What can be set beside the specification's own configuration: in the {@link Properties} of a cache manager, else as a system property
 * of the same name, else as an environment variable ({@code meguri.serial-filter} is {@code MEGURI_SERIAL_FILTER}).
 */
public final class JCacheProperties {
    /** Some of the cluster's nodes, as "host:port,host:port" of the Redis protocol; for the default URI alone. */
    public static final String NODES = "meguri.nodes";
    /** What {@code meguri.resp.password} of the nodes is. */
    public static final String PASSWORD = "meguri.password";
    /** Of one request, in milliseconds: 1 to 60,000; 10,000 by default. */
    public static final String TIMEOUT = "meguri.timeout-millis";
    /**
     * How values are stored: {@code java} (serialization, the default), {@code json} (Jackson, by the cache's value type), {@code string},
     * {@code bytes}, or the name of a class that implements {@link Codec} and has a constructor without parameters. With a dot and a
     * cache's name behind it, for that cache alone: {@code meguri.codec.users}.
     */
    public static final String CODEC = "meguri.codec";
    /** A pattern as {@code jdk.serialFilter} has it, which what is deserialized has to pass, beside the JVM's own filter. */
    public static final String SERIAL_FILTER = "meguri.serial-filter";

    /** What no cache needs, whatever its classes are: a value has at most 8 MiB. */
    private static final String DEFAULT_SERIAL_FILTER =
            "maxbytes=16777216;maxarray=16777216;maxrefs=4000000;maxdepth=500";

    static final String DEFAULT_NODES = "localhost:7001";

    private JCacheProperties() {}

    /** Null: nobody set it. */
    static String find(Properties properties, String name) {
        String own = properties.getProperty(name);
        if (own != null) {
            return own;
        }
        String system = System.getProperty(name);
        return system != null
                ? system
                : System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
    }

    static Duration timeout(Properties properties) {
        String text = find(properties, TIMEOUT);
        try {
            return text == null ? null : Duration.ofMillis(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new CacheException(TIMEOUT + " is not a number: " + text, e);
        }
    }

    static ObjectInputFilter serialFilter(Properties properties) {
        String pattern = find(properties, SERIAL_FILTER);
        try {
            return ObjectInputFilter.Config.createFilter(pattern == null ? DEFAULT_SERIAL_FILTER : pattern);
        } catch (IllegalArgumentException e) {
            throw new CacheException(SERIAL_FILTER + " is no pattern of a filter: " + pattern, e);
        }
    }

    /** @param serialization where nothing else is said */
    @SuppressWarnings("unchecked")
    static <V> Codec<V> codec(
            Properties properties, String cacheName, Class<V> type, ClassLoader loader, Codec<Object> serialization) {
        String own = find(properties, CODEC + "." + cacheName);
        String name = own != null ? own : find(properties, CODEC);
        return switch (name) {
            case null -> (Codec<V>) serialization;
            case "java" -> (Codec<V>) serialization;
            case "json" -> Json.codec(type);
            case "string" -> (Codec<V>) Codecs.string();
            case "bytes" -> (Codec<V>) Codecs.bytes();
            default -> ofClass(name, loader);
        };
    }

    @SuppressWarnings("unchecked")
    private static <V> Codec<V> ofClass(String name, ClassLoader loader) {
        try {
            return (Codec<V>) Class.forName(name, true, loader)
                    .asSubclass(Codec.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new CacheException(CODEC + " is neither java, json, string, bytes nor a usable Codec: " + name, e);
        }
    }

    /** Loaded only where Jackson is wanted. */
    private static final class Json {
        static <V> Codec<V> codec(Class<V> type) {
            if (type == Object.class) {
                throw new CacheException("the codec json needs the cache's value type: configuration.setTypes(...)");
            }
            return JsonCodec.of(type);
        }
    }
}
