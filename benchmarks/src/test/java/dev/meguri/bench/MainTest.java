package dev.meguri.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    @Test
    void list_namesEveryBenchOnce() {
        assertEquals(Benches.ids().size(), Benches.ids().stream().distinct().count());
        assertEquals(CommandLine.ExitCode.OK, new CommandLine(new Main()).execute("--list"));
    }

    @Test
    void wrongArguments_areRefusedBeforeAnythingStarts() {
        assertEquals(CommandLine.ExitCode.USAGE, new CommandLine(new Main()).execute("--only", "nothing"));
        assertEquals(CommandLine.ExitCode.USAGE, new CommandLine(new Main()).execute("nothing"));
        assertEquals(CommandLine.ExitCode.USAGE, new CommandLine(new Main()).execute("--rounds", "0"));
        assertEquals(CommandLine.ExitCode.USAGE, new CommandLine(new Main()).execute("--seconds", "NaN"));
    }
}
