package dev.meguri.bench.report;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.meguri.bench.duel.Goal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of results: {@code results.json} has every round of every bench that was ever run here, {@code results.md} the
 * table, {@code chart.svg} the ratios. A bench that is run again replaces what it came to before, and leaves the others.
 */
public final class Results {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addMixIn(Goal.class, KindOfGoal.class)
            .addMixIn(dev.meguri.bench.duel.Figure.class, FieldsAlone.class);

    static {
        JSON.registerSubtypes(
                new NamedType(Goal.RatioAtLeast.class, "ratioAtLeast"),
                new NamedType(Goal.RatioAtMost.class, "ratioAtMost"),
                new NamedType(Goal.ValueAtMost.class, "valueAtMost"),
                new NamedType(Goal.None.class, "none"));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface KindOfGoal {}

    @JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
    private interface FieldsAlone {}

    private record Document(List<Section> sections) {}

    private final Path folder;

    public Results(Path folder) {
        this.folder = folder;
    }

    /** All sections after these took the place of earlier ones, in the order of {@code benches}. */
    public List<Section> merge(List<Section> sections, List<String> benches) {
        List<Section> all = new ArrayList<>(sections);
        for (Section earlier : read()) {
            boolean again =
                    sections.stream().anyMatch(section -> section.bench().equals(earlier.bench()));
            if (!again && benches.contains(earlier.bench())) {
                all.add(earlier);
            }
        }
        all.sort((one, other) -> Integer.compare(benches.indexOf(one.bench()), benches.indexOf(other.bench())));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("results.json"), JSON.writeValueAsString(new Document(all)) + "\n");
            Files.writeString(folder.resolve("results.md"), Readme.text(all));
            Files.writeString(folder.resolve("chart.svg"), Chart.svg(all));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write results to " + folder, e);
        }
        return all;
    }

    public List<Section> read() {
        Path file = folder.resolve("results.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return JSON.readValue(file.toFile(), Document.class).sections();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": delete it to begin anew", e);
        }
    }
}
