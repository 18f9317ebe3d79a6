package dev.meguri.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What was measured: printed, and kept for the summary of {@code ./meguri test}. */
final class Figures {
    private static final Path FILE = Launcher.ROOT.resolve("system-tests/target/figures.txt");

    private Figures() {}

    static void report(String format, Object... values) {
        String line = String.format(format, values);
        System.out.println("FIGURE " + line);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(
                    FILE, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
