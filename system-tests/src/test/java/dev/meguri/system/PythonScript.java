package dev.meguri.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code src/test/python/clients.py}: redis-py, in a process of its own. */
final class PythonScript {
    private static final Path FILE = Launcher.ROOT.resolve("system-tests/src/test/python/clients.py");

    /** The one that the path has, and that of the system, which may be another. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private PythonScript() {}

    /** A Python that has the library, in a version that knows clusters; null, and it is said: there is none. */
    static String python() {
        for (String python : PYTHONS) {
            String command = "command -v " + python + " && " + python + " -c 'import redis.cluster'";
            if (Launcher.run(List.of("sh", "-c", command), Map.of()).exitStatus() == 0) {
                return python;
            }
        }
        System.out.println("SKIPPED redis-py: no Python has a module redis.cluster");
        return null;
    }

    /** @param keys a file with one key per slot */
    static ClientReport run(String python, int port, Path keys) {
        String printed = Launcher.run(
                        List.of(python, FILE.toString(), Integer.toString(port), keys.toString()), Map.of())
                .requireSuccess()
                .output()
                .strip();
        try {
            return ClientReport.of(Http.JSON.readTree(printed.substring(printed.lastIndexOf('\n') + 1)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(printed, e);
        }
    }
}
