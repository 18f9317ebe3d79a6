package dev.meguri.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@code src/test/node/clients.mjs} in a process of its own: a client library that is written in JavaScript. */
final class NodeScript implements Supplier<ClientReport> {
    private static final Path SOURCES = Launcher.ROOT.resolve("system-tests/src/test/node");
    private static final Path FOLDER = Launcher.ROOT.resolve("system-tests/target/node");
    private static final long END_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;
    private final String what;

    /** Waits until the client is connected. */
    NodeScript(String library, String mode, int port, String... more) {
        what = "node clients.mjs " + library + " " + mode;
        List<String> command = new ArrayList<>(List.of("node", "clients.mjs", library, mode, Integer.toString(port)));
        command.addAll(List.of(more));
        try {
            process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectError(FOLDER.resolve(library + "-" + mode + ".log").toFile())
                    .start();
            output = process.inputReader();
            String first = output.readLine();
            if (!"ready".equals(first)) {
                throw new AssertionError(what + " is not ready: " + first + Files.readString(log(library, mode)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(String library, String mode) {
        return FOLDER.resolve(library + "-" + mode + ".log");
    }

    /** Tells it to end, and waits for what it says. */
    @Override
    public ClientReport get() {
        try {
            process.getOutputStream().close();
            String line = output.readLine();
            if (line == null || !process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(what + " ended without a report");
            }
            return ClientReport.of(Http.JSON.readTree(line));
        } catch (IOException e) {
            throw new AssertionError(what + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whether it can run here: Node, npm, and the libraries, in the versions of the lock file. Says so when not. */
    static boolean isInstalled() {
        try {
            Files.createDirectories(FOLDER);
            for (String file : List.of("package.json", "package-lock.json", ".npmrc", "clients.mjs")) {
                Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Process install = new ProcessBuilder("npm", "ci", "--ignore-scripts")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("npm.log").toFile())
                    .start();
            install.getOutputStream().close();
            if (install.waitFor(END_SECONDS, TimeUnit.SECONDS) && install.exitValue() == 0) {
                return true;
            }
            install.destroyForcibly();
            System.out.println("SKIPPED ioredis and node-redis: npm ci failed (" + FOLDER + "/npm.log)");
        } catch (IOException e) {
            System.out.println("SKIPPED ioredis and node-redis: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return false;
    }

    /** A tool of Redis, if it is installed. */
    static boolean hasTool(String name) {
        boolean found = Launcher.run(List.of("sh", "-c", "command -v " + name), Map.of())
                        .exitStatus()
                == 0;
        if (!found) {
            System.out.println("SKIPPED " + name + ": it is not installed");
        }
        return found;
    }
}
