package dev.meguri.node.shard;

import dev.meguri.core.conflict.Resolver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Jars as users make them: compiled against core, and nowhere on this class path. */
public final class ResolverJars {
    private static final String SERVICES = "META-INF/services/" + Resolver.class.getName();

    private ResolverJars() {}

    /**
     * A resolver that keeps what was there first, in one jar, and a class that it needs in another.
     *
     * @param inConstructor statements
     */
    public static void write(Path jar, Path library, String name, String inConstructor) throws IOException {
        Path sources = Files.createTempDirectory("resolver");
        Path need = sources.resolve("Firmness.java");
        Files.writeString(need, """
                package acme.library;
                public class Firmness {
                    public static <T> T first(T one, T other) {
                        return one == null ? other : one;
                    }
                }
                """);
        Path resolver = sources.resolve("Firm.java");
        Files.writeString(resolver, """
                package acme;
                import acme.library.Firmness;
                import dev.meguri.core.conflict.*;
                import dev.meguri.core.version.Version;
                public class Firm implements Resolver {
                    private final Firmness needed = new Firmness();
                    public Firm() {
                        %s
                    }
                    public String name() {
                        return "%s";
                    }
                    public Sibling merge(Sibling one, Sibling other) {
                        return java.util.Arrays.compareUnsigned(one.value(), other.value()) >= 0 ? one : other;
                    }
                    public Sibling put(Sibling there, Sibling written, Version version) {
                        return needed.first(there, written);
                    }
                }
                """.formatted(inConstructor, name));
        String core = Path.of(Resolver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", core, "-d", sources.toString(), need.toString(), resolver.toString());
        if (failed != 0) {
            throw new IllegalStateException("the resolver does not compile");
        }
        try (JarOutputStream out = open(library)) {
            add(out, "acme/library/Firmness.class", Files.readAllBytes(sources.resolve("acme/library/Firmness.class")));
        }
        try (JarOutputStream out = open(jar)) {
            add(out, SERVICES, "acme.Firm\n".getBytes(StandardCharsets.UTF_8));
            add(out, "acme/Firm.class", Files.readAllBytes(sources.resolve("acme/Firm.class")));
        }
    }

    /** A jar that names a class, and has none. */
    static void services(Path jar, String className) throws IOException {
        try (JarOutputStream out = open(jar)) {
            add(out, SERVICES, className.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static JarOutputStream open(Path jar) throws IOException {
        OutputStream file = Files.newOutputStream(jar);
        return new JarOutputStream(file);
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}
