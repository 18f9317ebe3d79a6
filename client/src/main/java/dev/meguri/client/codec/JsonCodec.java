package dev.meguri.client.codec;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** JSON by Jackson, which the application brings. */
public final class JsonCodec<V> implements Codec<V> {
    private final ObjectMapper mapper;
    private final JavaType type;

    private JsonCodec(ObjectMapper mapper, JavaType type) {
        this.mapper = mapper;
        this.type = type;
    }

    public static <V> JsonCodec<V> of(Class<V> type) {
        return of(new ObjectMapper(), type);
    }

    public static <V> JsonCodec<V> of(ObjectMapper mapper, Class<V> type) {
        return new JsonCodec<>(mapper, mapper.constructType(type));
    }

    /** Of types with parameters, as {@code List<User>}. */
    public static <V> JsonCodec<V> of(ObjectMapper mapper, TypeReference<V> type) {
        return new JsonCodec<>(mapper, mapper.constructType(type));
    }

    @Override
    public byte[] encode(V value) throws IOException {
        return mapper.writeValueAsBytes(value);
    }

    @Override
    public V decode(byte[] bytes) throws IOException {
        return mapper.readValue(bytes, type);
    }
}
