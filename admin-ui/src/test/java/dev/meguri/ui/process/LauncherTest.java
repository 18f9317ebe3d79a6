package dev.meguri.ui.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.UiSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static Launcher launcher(String script) {
        return new Launcher(UiSettings.of("http://localhost:8090", Optional.ofNullable(script)));
    }

    @Test
    void noLauncher_saysSo_andRefuses() {
        Launcher none = launcher(null);
        assertFalse(none.view().supervised());
        ProblemException refused = assertThrows(ProblemException.class, () -> none.run(Duration.ofSeconds(1), "add"));
        assertEquals("not_supervised", refused.problem().code());
        assertEquals(409, refused.problem().status());
    }

    @Test
    void launcherThatIsNotThere_isNamed() {
        assertTrue(launcher("/nowhere/meguri").view().reason().contains("/nowhere/meguri"));
    }

    @Test
    void commandThatDoesNotEnd_isEndedAndReported() {
        ProblemException late = assertThrows(
                ProblemException.class, () -> launcher("/bin/sleep").run(Duration.ofMillis(50), "60"));
        assertTrue(late.problem().detail().contains("'meguri 60' failed"));
    }
}
