package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short runs of {@code ./meguri chaos}, as a person would make them. Long ones: {@code ./meguri chaos --runs 20}. */
class ChaosIT {
    /** The launcher adds 20,000 to it for the cluster of the run. */
    private static final int PORT_OFFSET = 500;

    private static final int FAULT_SECONDS = 12;
    /** So that no pause is longer than all the rest. */
    private static final int LONGEST_PAUSE_SECONDS = 5;
    /** A busy machine takes its time to start processes, and to wait for what is not well yet. */
    private static final long TIMEOUT_SECONDS = 420;

    /** With strong keys among them, nodes are killed one at a time; without, all at once too. */
    @ParameterizedTest
    @ValueSource(strings = {"quorum", "strong,safe"})
    void shortRun_keepsEveryPromise(String policies) {
        Path home = Launcher.ROOT.resolve("system-tests/target/homes/chaos-" + policies.replace(',', '-'));
        Cluster.deleteFolder(home);
        List<String> command = List.of(
                Launcher.ROOT.resolve("meguri").toString(),
                "chaos",
                "--seconds",
                Integer.toString(FAULT_SECONDS),
                "--longest-pause",
                Integer.toString(LONGEST_PAUSE_SECONDS),
                "--policy",
                policies);
        Launcher.Outcome outcome = Launcher.run(
                command,
                Map.of(
                        "MEGURI_HOME", home.toString(),
                        "MEGURI_PORT_OFFSET", Integer.toString(PORT_OFFSET + Cluster.SHIFT),
                        "MEGURI_NO_BUILD", "1"),
                TIMEOUT_SECONDS);
        assertEquals(0, outcome.exitStatus(), () -> essence(outcome.output()));
        List<String> lines = outcome.output().lines().toList();
        List<String> names = List.of(policies.split(","));
        for (int i = 0; i < names.size(); i++) {
            String summary = lines.get(lines.size() - names.size() + i);
            assertTrue(summary.startsWith("chaos: 1 runs, policy " + names.get(i) + ", "), outcome.output());
            Figures.report("%s", summary);
        }
    }

    /** What went wrong comes first: reports of tests show the beginning of a message. */
    private static String essence(String output) {
        int violations = output.indexOf(" VIOLATIONS");
        int from = violations < 0 ? -1 : output.lastIndexOf('\n', violations);
        return from < 0 ? output : output.substring(from + 1) + "\n\n" + output;
    }
}
