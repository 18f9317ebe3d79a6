package dev.meguri.bench.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs that are installed, or not. */
public final class Tools {
    private Tools() {}

    public static Optional<Path> find(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path path = Path.of(folder, program);
            if (Files.isExecutable(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** Those of the programs that are not installed. */
    public static List<String> missing(String... programs) {
        return List.of(programs).stream()
                .filter(program -> find(program).isEmpty())
                .toList();
    }

    /**
     * What the command prints, errors too.
     *
     * @throws IllegalStateException it fails, or does not end in time
     */
    public static String run(List<String> command, long timeoutSeconds) {
        try {
            Path output = Files.createTempFile("meguri-bench-", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(output.toFile())
                        .start();
                Children.add(process.toHandle());
                boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                String printed = Files.readString(output);
                if (!ended || process.exitValue() != 0) {
                    throw new IllegalStateException(String.join(" ", command)
                            + (ended ? " failed: " : " took more than " + timeoutSeconds + " s: ")
                            + printed.strip());
                }
                return printed;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The first line of what a program prints, its version; "missing" where it is not installed. */
    public static String firstLine(String... command) {
        if (find(command[0]).isEmpty()) {
            return "missing";
        }
        try {
            return run(List.of(command), 10).lines().findFirst().orElse("").strip();
        } catch (IllegalStateException e) {
            return "unknown";
        }
    }
}
