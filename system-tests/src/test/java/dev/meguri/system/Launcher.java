package dev.meguri.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./meguri} as a person would, in a home of its own and on ports of its own. */
final class Launcher {
    static final Path ROOT = root();

    /** Anything that takes longer hangs. */
    private static final long TIMEOUT_SECONDS = 180;

    private final Map<String, String> environment = new TreeMap<>();

    Launcher(Path home, int portOffset) {
        environment.put("MEGURI_HOME", home.toString());
        environment.put("MEGURI_PORT_OFFSET", Integer.toString(portOffset));
        environment.put("MEGURI_NO_BUILD", "1");
    }

    /** @param output what it printed, standard output and error as they came */
    record Outcome(int exitStatus, String output, long millis) {
        Outcome requireSuccess() {
            if (exitStatus != 0) {
                throw new AssertionError("./meguri ended with " + exitStatus + ":\n" + output);
            }
            return this;
        }
    }

    Launcher with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("meguri").toString()));
        command.addAll(List.of(arguments));
        return run(command, environment);
    }

    /** Any command, with more environment variables. */
    static Outcome run(List<String> command, Map<String, String> environment) {
        return run(command, environment, TIMEOUT_SECONDS);
    }

    static Outcome run(List<String> command, Map<String, String> environment, long timeoutSeconds) {
        long startNanos = System.nanoTime();
        try {
            Path output = Files.createTempFile("meguri-", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " took over " + timeoutSeconds + " s:\n" + Files.readString(output));
            }
            String printed = Files.readString(output);
            Files.delete(output);
            return new Outcome(process.exitValue(), printed, (System.nanoTime() - startNanos) / 1_000_000);
        } catch (IOException e) {
            throw new AssertionError(command + " cannot be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("meguri"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
