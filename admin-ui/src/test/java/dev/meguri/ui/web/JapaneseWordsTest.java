package dev.meguri.ui.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.cluster.EventType;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.simulator.lab.BrokenRule;
import dev.meguri.simulator.lab.CasPaxosRule;
import dev.meguri.simulator.lab.LabScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever this server says by a code, the pages can say in Japanese: nobody has to remember to add the words. */
class JapaneseWordsTest {
    private static final Path WORDS = Path.of("src/main/webui/src/i18n/ja/server");

    @Test
    void everyErrorCode_hasWords() throws IOException {
        assertEquals(
                Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).collect(Collectors.toCollection(TreeSet::new)),
                keys("problems.ts", "problems"));
    }

    @Test
    void everyTypeOfEvent_hasAName_andASentence() throws IOException {
        Set<String> types =
                Arrays.stream(EventType.values()).map(EventType::wire).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(types, keys("events.ts", "eventTypes"));
        Set<String> sentences = keys("events.ts", "events");
        for (String type : types) {
            assertTrue(sentences.stream().anyMatch(key -> (key + "_").startsWith(type + "_")), type);
        }
    }

    @Test
    void everyScenarioAndRuleOfTheLab_hasWords() throws IOException {
        assertEquals(
                Arrays.stream(LabScenario.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)),
                keys("lab.ts", "scenarios"));
        Set<String> lacking = new HashSet<>(Stream.concat(
                        Arrays.stream(BrokenRule.values()).map(Enum::name),
                        CasPaxosRule.all().stream().map(CasPaxosRule::name))
                .toList());
        lacking.removeAll(keys("lab.ts", "rules"));
        assertEquals(Set.of(), lacking);
    }

    @Test
    void everyInvariant_hasWords() throws IOException {
        assertCodes(
                "../simulator/src/main/java/dev/meguri/simulator/lab/InvariantWords.java",
                "case \"([a-z-]+)\"",
                "lab.ts",
                "invariants");
    }

    @Test
    void everySentenceOfTheAdvisor_hasWords() throws IOException {
        Set<String> words = keys("advice.ts", "advice");
        Set<String> lacking = new TreeSet<>(
                inFolder("src/main/java/dev/meguri/ui/advisor", "(?:Said\\.of|new Said)\\(\\s*\"([a-z_]+)\""));
        assertTrue(lacking.size() > 30, lacking::toString);
        lacking.addAll(inFolder("src/main/java/dev/meguri/ui/advisor", "(?:\\? |: |code = )\"([a-z]+(?:_[a-z]+)+)\""));
        lacking.removeAll(words);
        assertEquals(Set.of(), lacking);
    }

    @Test
    void whatAFilmTells_hasWords() throws IOException {
        Set<String> codes = inFolder(
                "../simulator/src/main/java/dev/meguri/simulator/lab",
                "(?:Words\\.of|looked|Film\\.Said)\\(\\s*\"([a-z_]+)\"");
        assertTrue(codes.size() > 20, codes::toString);
        Set<String> lacking = new TreeSet<>(codes);
        lacking.removeAll(keys("lab.ts", "told"));
        lacking.removeAll(keys("lab.ts", "checked"));
        // its sentence is that of the event that it names
        lacking.remove("event");
        assertEquals(Set.of(), lacking);
    }

    private static void assertCodes(String source, String pattern, String file, String group) throws IOException {
        assertEquals(all(Pattern.compile(pattern), Files.readString(Path.of(source))), keys(file, group));
    }

    private static Set<String> inFolder(String folder, String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.toList()) {
                found.addAll(all(Pattern.compile(pattern), Files.readString(file)));
            }
        }
        return found;
    }

    /** The keys of an exported object, those of objects in it left out. */
    private static Set<String> keys(String file, String group) throws IOException {
        List<String> lines = Files.readAllLines(WORDS.resolve(file));
        int from = lines.indexOf("export const " + group + " = {");
        assertTrue(from >= 0, file + " has no " + group);
        List<String> own = lines.subList(from + 1, lines.size());
        return all(Pattern.compile("(?m)^ {2}'?([\\w-]+)'?:"), String.join("\n", own.subList(0, own.indexOf("};"))));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
