package dev.meguri.bench.report;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.duel.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final List<String> BENCHES = List.of("first", "second");

    @TempDir
    Path folder;

    @Test
    void bench_thatIsRunAgain_replacesItsFiguresAlone() throws Exception {
        Results results = new Results(folder);
        results.merge(List.of(section("second", 20)), BENCHES);
        results.merge(List.of(section("first", 5)), BENCHES);
        List<Section> all = results.merge(List.of(section("second", 30)), BENCHES);
        assertEquals(
                List.of("first", "second"), all.stream().map(Section::bench).toList());
        assertEquals(all, results.read());
        assertEquals(30, all.get(1).figures().getFirst().ours().median());
        assertTrue(Files.readString(folder.resolve("chart.svg")).contains("3.00 x redis"));
    }

    @Test
    void table_saysWhatIsMetMissedAndSkipped() {
        Section skipped = new Section("third", "2026-01-01", Map.of(), 1, 1, List.of(), "not installed: etcd");
        String table = Table.forTerminal(List.of(section("first", 5), section("second", 20), skipped));
        assertTrue(table.contains("missed") && table.contains("met"), table);
        assertTrue(table.contains("skipped: third (not installed: etcd)"), table);
    }

    @Test
    void readme_keepsWhatIsAroundTheFigures() {
        String readme = "before\n" + Readme.BEGIN + "\nold\n" + Readme.END + "\nafter";
        assertEquals("before\n" + Readme.BEGIN + "\nnew\n" + Readme.END + "\nafter", Readme.replaced(readme, "new\n"));
        assertThrows(IllegalStateException.class, () -> Readme.replaced("nothing", "new"));
    }

    @Test
    void readmeOfTheProject_hasAPlaceForFigures() {
        assertDoesNotThrow(() -> Readme.requirePlace(Path.of("../README.md")));
    }

    private static Section section(String bench, double ours) {
        Figure figure = new Figure(
                "GET <" + bench + ">",
                "op/s",
                new Goal.RatioAtLeast(1),
                new Side("Meguri", List.of(new Measurement(ours, 1, 2, Double.NaN, 3))),
                new Side("redis", List.of(new Measurement(10, 1, 2, Double.NaN, Double.NaN))),
                "");
        return new Section(bench, "2026-01-01", Map.of("cpu", "fast"), 1, 1, List.of(figure), "");
    }
}
