package dev.meguri.node.shard;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.conflict.Resolvers;
import dev.meguri.service.start.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The built-in resolvers, those that are found on the class path, and those of jars in a folder of the operator's. The jars see
 * each other and the node; each names its resolvers in {@code META-INF/services}, as {@link ServiceLoader} says.
 */
public final class FoundResolvers {
    private static final Logger LOG = Logger.getLogger(FoundResolvers.class);
    private static final String SETTING = "meguri.resolvers-dir";
    private static final String SERVICES = "META-INF/services/" + Resolver.class.getName();

    private FoundResolvers() {}

    /** @throws IllegalArgumentException where a name is not one, or is taken: this node must not start */
    static Resolvers load() {
        Resolvers resolvers = Resolvers.BUILT_IN;
        for (Resolver resolver : ServiceLoader.load(Resolver.class)) {
            resolvers = resolvers.with(resolver);
        }
        return resolvers;
    }

    /** @param folder as in {@link #load(Path)}; empty: none */
    public static Resolvers load(Optional<Path> folder) {
        return folder.map(FoundResolvers::load).orElseGet(FoundResolvers::load);
    }

    /**
     * As well with those of the folder's jars.
     *
     * @throws StartFailure naming the file, where one cannot be used: without its resolver, writes would be refused
     */
    static Resolvers load(Path folder) {
        List<Path> jars = jarsIn(folder);
        // The classes are needed for as long as the node runs: it is not closed.
        ClassLoader all =
                new URLClassLoader(jars.stream().map(FoundResolvers::url).toArray(URL[]::new), loaderOfTheNode());
        Resolvers resolvers = load();
        for (Path jar : jars) {
            try {
                for (Resolver resolver : ServiceLoader.load(Resolver.class, new OneJar(jar, all))) {
                    resolvers = resolvers.with(resolver);
                    LOG.infof("Resolver %s is from %s", resolver.name(), jar);
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException | IOException e) {
                throw unusable(jar, e);
            }
        }
        return resolvers;
    }

    private static List<Path> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new StartFailure(SETTING + " must be a folder with jars, not \"" + folder + "\"");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StartFailure(SETTING + ": the folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private static ClassLoader loaderOfTheNode() {
        return FoundResolvers.class.getClassLoader();
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw unusable(jar, e);
        }
    }

    private static StartFailure unusable(Path jar, Throwable why) {
        List<String> reasons = new ArrayList<>();
        for (Throwable reason = why; reason != null; reason = reason.getCause()) {
            reasons.add(reason instanceof ServiceConfigurationError ? reason.getMessage() : reason.toString());
        }
        return new StartFailure(SETTING + " holds " + jar + ", which cannot be used ("
                + String.join("; ", reasons).replaceAll("\\s+", " ") + "): mend it, or take it out");
    }

    /** Classes of all jars, but the services of one only: so that it is known which file a failure comes from. */
    private static final class OneJar extends ClassLoader {
        private final List<URL> services;

        /** @throws IOException it is no jar */
        OneJar(Path jar, ClassLoader all) throws IOException {
            super(all);
            try (JarFile file = new JarFile(jar.toFile())) {
                services = file.getJarEntry(SERVICES) == null
                        ? List.of()
                        : List.of(URI.create("jar:" + jar.toUri() + "!/" + SERVICES)
                                .toURL());
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICES) ? Collections.enumeration(services) : super.getResources(name);
        }
    }
}
