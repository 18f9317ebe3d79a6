package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree in which nothing was built yet, as after a clone: a command that needs a build says so instead of ending silently. */
class FreshTreeIT {
    @TempDir
    Path tree;

    @BeforeEach
    void copyTheLauncher() throws IOException {
        Files.copy(Launcher.ROOT.resolve("meguri"), tree.resolve("meguri"));
        Path parts = Files.createDirectory(tree.resolve("launcher"));
        try (Stream<Path> files = Files.list(Launcher.ROOT.resolve("launcher"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, parts.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "sim", "chaos", "bench"})
    void commandThatNeedsABuild_namesTheWayOut(String command) {
        Launcher.Outcome outcome = Launcher.run(
                List.of(tree.resolve("meguri").toString(), command),
                Map.of(
                        "MEGURI_NO_BUILD",
                        "1",
                        "MEGURI_HOME",
                        tree.resolve("home").toString()));
        assertNotEquals(0, outcome.exitStatus(), outcome.output());
        assertTrue(outcome.output().contains("./mvnw package"), "it said: " + outcome.output());
    }
}
