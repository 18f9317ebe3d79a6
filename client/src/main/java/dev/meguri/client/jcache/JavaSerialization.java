package dev.meguri.client.jcache;

import dev.meguri.client.codec.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Java's own serialization, read by the application's class loader and through a filter. */
final class JavaSerialization implements Codec<Object> {
    private final ClassLoader loader;
    private final ObjectInputFilter filter;

    JavaSerialization(ClassLoader loader, ObjectInputFilter filter) {
        this.loader = loader;
        this.filter = filter;
    }

    @Override
    public byte[] encode(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    /** Equal texts and numbers in it are one: so what is equal is the same bytes, whether it shares them or not. */
    byte[] encodeKey(Object key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new Canonical(bytes)) {
            out.writeObject(key);
        }
        return bytes.toByteArray();
    }

    @Override
    public Object decode(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new OfLoader(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(filter);
            return in.readObject();
        }
    }

    private static final class Canonical extends ObjectOutputStream {
        private final Map<Object, Object> seen = new HashMap<>();

        Canonical(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            boolean isPlain = object instanceof String
                    || object instanceof UUID
                    || object instanceof Character
                    || object instanceof Boolean
                    || object instanceof Number && object.getClass().getName().startsWith("java.lang.");
            return isPlain ? seen.computeIfAbsent(object, itself -> object) : object;
        }
    }

    private final class OfLoader extends ObjectInputStream {
        OfLoader(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(described.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(described);
            }
        }
    }
}
