package dev.meguri.manager;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A data folder of its own for the service under test, on a free port. */
public class TemporaryData implements QuarkusTestResourceLifecycleManager {
    static volatile Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("meguri-manager");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "meguri.data-dir", folder.toString(),
                "quarkus.http.test-port", "0",
                "meguri.manager.settle", "300ms",
                // A machine that builds and tests at once stands still for seconds.
                "meguri.manager.suspect-after", "6s",
                "meguri.manager.down-after", "8s",
                "meguri.manager.slots-per-batch", "1024");
    }

    @Override
    public void stop() {}
}
