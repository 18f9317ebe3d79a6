package dev.meguri.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where benches keep what they need, and on which ports. Everything in it may be deleted. */
public record Home(Path folder, Path launcher, int portOffset) {
    private static final int FIRST_PEER_PORT = 6_400;

    /** As the launcher tells. */
    public static Home ofEnvironment() {
        return new Home(
                Path.of(System.getenv("MEGURI_HOME")),
                Path.of(System.getenv("MEGURI_LAUNCHER")),
                Integer.parseInt(System.getenv("MEGURI_PORT_OFFSET")));
    }

    /** An empty folder. */
    public Path fresh(String name) {
        delete(name);
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With all that is in it, if it is there. */
    public void delete(String name) {
        Path path = folder.resolve(name);
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the i-th process of a peer, from 0. */
    public int peerPort(int i) {
        return FIRST_PEER_PORT + i + portOffset;
    }
}
